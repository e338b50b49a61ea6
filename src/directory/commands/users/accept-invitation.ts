import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';

/**
 * Ties a guest to the account that accepts, for good: from here on this account, and no other of the same name, is the guest.
 * @param id object id of the guest, in the tenant of the context
 * @param home the account at home, proven by whoever calls
 * @throws DirectoryFault `NotFound`; `Conflict` when nothing waits to be accepted or the account is a guest here already; `Forbidden`
 * for an account of another name than the one invited
 * @spec Entra "B2B collaboration invitation redemption"
 */
export async function acceptInvitation(
  context: CommandContext,
  id: ObjectId,
  home: Pick<User, 'tenantId' | 'id' | 'userPrincipalName'>,
): Promise<User> {
  return context.unitOfWork.run(async (stores) => {
    const guest = await loadUser(stores, context, id);
    if (guest.externalUserState !== 'PendingAcceptance' || guest.home !== null)
      throw new DirectoryFault('Conflict', 'The invitation was accepted already.');
    if (guest.mail?.toLowerCase() !== home.userPrincipalName.toLowerCase())
      throw new DirectoryFault('Forbidden', 'The invitation is for somebody else.');
    const next: User = {
      ...guest,
      home: { tenantId: home.tenantId, userId: home.id },
      externalUserState: 'Accepted',
      externalUserStateChangeDateTime: renderSeconds(context.clock.now()),
    };
    await stores.users.update(next);
    await writeAudit(stores, context, activities.redeemInvitation, [
      userTarget(next, [
        plain('UserState', 'PendingAcceptance', 'Accepted'),
        plain('HomeTenantId', null, home.tenantId),
        plain('HomeObjectId', null, home.id),
      ]),
    ]);
    return next;
  });
}
