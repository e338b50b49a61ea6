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
      ...organizationOf(context, account),
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

/** Where an account is at home, told where that does not go without saying. */
function organizationOf(
  { request: { authority } }: StepContext<'pickAccount'>,
  { home }: StepContext<'pickAccount'>['step']['accounts'][number],
): { readonly organization?: string } {
  return authority.kind === 'tenant' && authority.tenant.id === home.id ? {} : { organization: home.displayName };
}

function keyOf({ tenantId, userId }: StepContext<'pickAccount'>['step']['accounts'][number]): string {
  return `${tenantId}.${userId}`;
}
