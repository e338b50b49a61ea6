import { refusal } from '../../oauth/index.ts';
import { renderAdminApprovalPage } from '../pages/index.ts';
import { apisBetween, consentApp, consentResources, ownItems } from './consent.ts';
import { formOf, INTENT_FIELD, type StepHandler, viewOf } from './step.ts';

/** Only an administrator may say yes to this. @spec Entra AADSTS90094 */
export const adminApprovalStep: StepHandler<'adminApproval'> = {
  render(context) {
    const { client, tenant, account, items } = context.step;
    const { form: _form, app: _app, ...view } = viewOf(context);
    const { entry, message } = refusal(90094, { appName: client.definition.displayName });
    return renderAdminApprovalPage({
      ...view,
      app: consentApp(client, tenant),
      tenantName: tenant.displayName,
      account: { username: account.user.userPrincipalName, displayName: account.user.displayName },
      reason: { message, code: entry.code },
      resources: consentResources(ownItems(items), false),
      between: apisBetween(items, tenant, false),
      switchAccount: formOf(context, 'switch'),
    });
  },

  async answer(context, form) {
    if (form.get(INTENT_FIELD) !== 'switch') return { kind: 'ask', page: adminApprovalStep.render(context) };
    const { account: _account, authenticated: _authenticated, ...rest } = context.interaction.progress;
    return { kind: 'go', progress: { ...rest, username: '' } };
  },
};
