import { inviteGuest } from '../../../directory/index.ts';
import type { GraphAnswer } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { GraphFault } from '../../fault.ts';
import { type Invitation, invitationType } from '../../model/invitation.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { requirePeopleRight } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { answerCreated } from '../listing/answer-entity.ts';

type Wanted = Partial<
  Pick<
    Invitation,
    | 'invitedUserDisplayName'
    | 'invitedUserEmailAddress'
    | 'invitedUserType'
    | 'inviteRedirectUrl'
    | 'sendInvitationMessage'
  >
>;

/**
 * `POST /invitations`. No mail is sent, and there is no ticket to redeem: whoever signs in to the tenant by the name that was invited is
 * asked to accept, so the address to redeem at is that of the application.
 * Members may invite guests. Whoever comes as a member sees the directory as members do, so that takes the right to create members.
 * @throws GraphFault `Denied` for a guest without a role, and for a member by whoever creates none; `PropertyInvalid` for an address that
 *   is no web address
 * @spec Graph POST /invitations (`invitedUserType`); authorizationPolicy `allowInvitesFrom`
 */
export async function createInvitation(call: GraphCall): Promise<GraphAnswer> {
  if (call.caller.user?.userType !== 'Member') await requirePeopleRight(call, 'users/inviteGuest');
  const payload = parsePayload(invitationType, readBody(call), 'create', call.request.version);
  const wanted = payload.values as Wanted;
  const { inviteRedirectUrl = '', invitedUserEmailAddress = '', invitedUserDisplayName, invitedUserType } = wanted;
  if (invitedUserType === 'Member') await requirePeopleRight(call, 'users/create');
  requireWebAddress(inviteRedirectUrl);
  const user = await inviteGuest(commandContext(call), {
    invitedUserEmailAddress,
    invitedUserDisplayName,
    invitedUserType,
  });
  return answerCreated(call, invitationType, {
    id: user.id,
    invitedUserDisplayName: user.displayName,
    invitedUserEmailAddress,
    invitedUserType: user.userType,
    inviteRedirectUrl,
    inviteRedeemUrl: inviteRedirectUrl,
    sendInvitationMessage: wanted.sendInvitationMessage ?? false,
    status: user.externalUserState === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUser: { id: user.id },
  });
}

function requireWebAddress(address: string): void {
  if (/^https?:\/\/\S+$/i.test(address) && URL.canParse(address)) return;
  throw new GraphFault('PropertyInvalid', "Invalid value specified for property 'inviteRedirectUrl'.", {
    target: 'inviteRedirectUrl',
  });
}
