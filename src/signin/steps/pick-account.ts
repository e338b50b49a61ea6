import { fieldNames, renderAccountPickerPage } from '../pages/index.ts';
import { type StepContext, type StepHandler, viewOf } from './step.ts';

/** One of the accounts this browser knows, or another. */
export const pickAccountStep: StepHandler<'pickAccount'> = {
  render(context) {
    const accounts = context.step.accounts.map((account) => ({
      value: keyOf(account),
      username: account.user.userPrincipalName,
      displayName: account.user.displayName,
      isSignedIn: account.signedIn,
    }));
    return renderAccountPickerPage({ ...viewOf(context), accounts });
  },

  async answer(context, form) {
    const { progress } = context.interaction;
    if (form.has(fieldNames.useAnotherAccount)) return { kind: 'go', progress: { ...progress, username: '' } };
    const chosen = context.step.accounts.find((account) => keyOf(account) === form.get(fieldNames.account));
    if (chosen === undefined) return { kind: 'ask', page: pickAccountStep.render(context) };
    const account = { tenantId: chosen.tenantId, userId: chosen.userId };
    return { kind: 'go', progress: { ...progress, account } };
  },
};

function keyOf({ tenantId, userId }: StepContext<'pickAccount'>['step']['accounts'][number]): string {
  return `${tenantId}.${userId}`;
}
