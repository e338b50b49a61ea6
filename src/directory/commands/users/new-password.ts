import type { ObjectId, Redacted } from '../../../kernel/index.ts';
import { renderDateTime } from '../../date-time.ts';
import { requireOwnPassword } from '../../rules/guest.ts';
import { requirePasswordComplexity } from '../../rules/password-complexity.ts';
import type { DirectoryStores } from '../../store.ts';
import type { User } from '../../types/user.ts';
import type { Activity } from '../audit/activities.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';
import { passwordPolicies } from './user-patch.ts';

/**
 * Judges and hashes a new password for a user who exists. Call it before the unit of work that writes: it is slow.
 * @param renamedTo the sign-in name the user is about to get
 * @throws DirectoryFault `NotFound`, `InvalidValue`
 */
export async function hashNewPassword(
  context: CommandContext,
  id: ObjectId,
  password: Redacted,
  renamedTo?: string,
): Promise<string> {
  const user = await context.unitOfWork.run((stores) => loadUser(stores, context, id));
  requireOwnPassword(user);
  const facts = {
    userPrincipalName: renamedTo ?? user.userPrincipalName,
    passwordPolicies: passwordPolicies(user),
  };
  requirePasswordComplexity(password.reveal(), facts, 'passwordProfile.password');
  return context.passwords.hash(password);
}

/** The user with the moments a new password sets: sessions from before it no longer hold. */
export function withNewPassword(context: CommandContext, user: User, forceChange: boolean): User {
  const now = renderDateTime(context.clock.now());
  return {
    ...user,
    lastPasswordChangeDateTime: now,
    signInSessionsValidFromDateTime: now,
    forceChangePasswordNextSignIn: forceChange,
  };
}

/** Writes the hash and the audit record. The user's own row is the caller's to write. */
export async function writePassword(
  stores: DirectoryStores,
  context: CommandContext,
  user: User,
  hash: string,
  activity: Activity,
): Promise<void> {
  await stores.users.setPasswordHash(context.tenantId, user.id, hash);
  await writeAudit(stores, context, activity, [userTarget(user)]);
}
