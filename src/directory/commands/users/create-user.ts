import type { ObjectId } from '../../../kernel/index.ts';
import { requirePasswordComplexity } from '../../rules/password-complexity.ts';
import { refuseAbsence } from '../../rules/refuse-value.ts';
import { requireUser } from '../../rules/user.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { verifiedDomains } from '../verified-domains.ts';
import { requireFreeUserPrincipalName } from './free-user-principal-name.ts';
import { freshUser } from './fresh-user.ts';
import { type PasswordProfile, passwordPolicies, patchUser, type UserPatch, userViews } from './user-patch.ts';

/** A user to be. */
export type CreateUserInput = UserPatch & {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly accountEnabled: boolean;
  /** Guests, who sign in at home, have none. */
  readonly passwordProfile?: PasswordProfile | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: ObjectId | undefined;
};

/**
 * Creates a user.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`; `DuplicateValue` for a name that is taken
 * @spec Graph POST /users
 */
export async function createUser(context: CommandContext, input: CreateUserInput): Promise<User> {
  const { passwordProfile, id, ...patch } = input;
  const user = patchUser(freshUser(context, input), patch);
  if (passwordProfile === undefined && user.userType === 'Member') refuseAbsence('passwordProfile.password');
  const hash = await hashPassword(context, user, passwordProfile);
  const created: User = {
    ...user,
    lastPasswordChangeDateTime: hash === undefined ? null : user.createdDateTime,
    forceChangePasswordNextSignIn: hash !== undefined && (passwordProfile?.forceChangePasswordNextSignIn ?? true),
  };
  return context.unitOfWork.run(async (stores) => {
    requireUser(created, await verifiedDomains(stores, context));
    await requireFreeUserPrincipalName(stores, created);
    await stores.users.insert(created);
    if (hash !== undefined) await stores.users.setPasswordHash(context.tenantId, created.id, hash);
    const properties = changedProperties(userViews, undefined, created);
    await writeAudit(stores, context, activities.addUser, [
      userTarget(created, [...properties, includedUpdatedProperties(properties)]),
    ]);
    return created;
  });
}

async function hashPassword(
  context: CommandContext,
  user: User,
  profile: PasswordProfile | undefined,
): Promise<string | undefined> {
  if (profile === undefined) return undefined;
  const facts = { userPrincipalName: user.userPrincipalName, passwordPolicies: passwordPolicies(user) };
  requirePasswordComplexity(profile.password.reveal(), facts, 'passwordProfile.password');
  return context.passwords.hash(profile.password);
}
