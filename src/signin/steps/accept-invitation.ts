import { acceptInvitation, DirectoryFault } from '../../directory/index.ts';
import { refusal } from '../../oauth/index.ts';
import { commandContext } from '../command-context.ts';
import { fieldNames, fieldValues, renderAcceptInvitationPage } from '../pages/index.ts';
import { type StepHandler, viewOf } from './step.ts';

/** Somebody was invited to this tenant and signs in to it for the first time. @spec Entra AADSTS50014 */
export const acceptInvitationStep: StepHandler<'acceptInvitation'> = {
  render(context) {
    const { user, tenant } = context.step.account;
    return renderAcceptInvitationPage({
      ...viewOf(context),
      tenantName: tenant.displayName,
      account: { username: user.userPrincipalName, displayName: user.displayName },
    });
  },

  async answer(context, form) {
    const decision = form.get(fieldNames.decision);
    if (decision === fieldValues.cancel) return { kind: 'cancel' };
    if (decision !== fieldValues.accept) return { kind: 'ask', page: acceptInvitationStep.render(context) };
    const { subject, user } = context.step.account;
    try {
      await acceptInvitation(commandContext(context, subject), subject.id, user);
    } catch (fault) {
      // Accepted or taken back in the meantime: what is true now is decided anew.
      if (!(fault instanceof DirectoryFault)) throw fault;
      if (fault.code === 'Forbidden') throw refusal(50014, {}, { cause: fault });
    }
    return { kind: 'go', progress: context.interaction.progress };
  },
};
