import type { ObjectId } from '../../../kernel/index.ts';
import { renderDateTime } from '../../date-time.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import { listed } from '../audit/modified-properties.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';

/**
 * Ends every session and refresh token a user has: whatever is older than now no longer holds.
 * @param id object id of the user
 * @throws DirectoryFault `NotFound`
 * @spec Graph POST /users/{id}/revokeSignInSessions
 */
export async function revokeSignInSessions(context: CommandContext, id: ObjectId): Promise<User> {
  const now = renderDateTime(context.clock.now());
  return context.unitOfWork.run(async (stores) => {
    const user = await loadUser(stores, context, id);
    const next = { ...user, signInSessionsValidFromDateTime: now };
    await stores.users.update(next);
    const change = listed('StsRefreshTokensValidFrom', user.signInSessionsValidFromDateTime, now);
    await writeAudit(stores, context, activities.revokeSessions, [userTarget(next, [change])]);
    return next;
  });
}
