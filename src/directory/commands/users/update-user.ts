import type { ObjectId } from '../../../kernel/index.ts';
import { requireUser } from '../../rules/user.ts';
import type { DirectoryStores } from '../../store.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties, listed } from '../audit/modified-properties.ts';
import { userTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';
import { keepAdministrator } from '../roles/keep-administrator.ts';
import { verifiedDomains } from '../verified-domains.ts';
import { requireFreeUserPrincipalName } from './free-user-principal-name.ts';
import { hashNewPassword, withNewPassword, writePassword } from './new-password.ts';
import { type PasswordProfile, patchUser, type UserPatch, userViews } from './user-patch.ts';

export type UpdateUserInput = UserPatch & {
  /** Sets the password, or only whether it must be changed at the next sign-in. */
  readonly passwordProfile?: Partial<PasswordProfile> | undefined;
};

/**
 * Changes a user.
 * @param id object id
 * @returns the user as they are now
 * @throws DirectoryFault `NotFound`, `MissingValue`, `InvalidValue`, `DuplicateValue`; `DependencyExists` when the last Global Administrator
 * would be disabled
 * @spec Graph PATCH /users/{id}
 */
export async function updateUser(context: CommandContext, id: ObjectId, input: UpdateUserInput): Promise<User> {
  const { passwordProfile: profile, ...patch } = input;
  const hash = profile?.password && (await hashNewPassword(context, id, profile.password, patch.userPrincipalName));
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadUser(stores, context, id);
    const patched = patchUser(previous, patch);
    const next: User = hash
      ? withNewPassword(context, patched, profile?.forceChangePasswordNextSignIn ?? true)
      : {
          ...patched,
          forceChangePasswordNextSignIn:
            profile?.forceChangePasswordNextSignIn ?? previous.forceChangePasswordNextSignIn,
        };
    requireUser(next, await verifiedDomains(stores, context));
    await requireFreeUserPrincipalName(stores, next);
    const write = () => stores.users.update(next);
    if (previous.accountEnabled && !next.accountEnabled) {
      await keepAdministrator(stores, context, 'accountEnabled', write);
    } else await write();
    if (hash) await writePassword(stores, context, next, hash, activities.resetPassword);
    else if (previous.forceChangePasswordNextSignIn !== next.forceChangePasswordNextSignIn) {
      const change = listed(
        'ForceChangePassword',
        previous.forceChangePasswordNextSignIn,
        next.forceChangePasswordNextSignIn,
      );
      await writeAudit(stores, context, activities.forcePasswordChange, [userTarget(next, [change])]);
    }
    await recordChange(stores, context, previous, next);
    return next;
  });
}

async function recordChange(
  stores: DirectoryStores,
  context: CommandContext,
  previous: User,
  next: User,
): Promise<void> {
  const changed = changedProperties(userViews, previous, next);
  if (changed.length === 0) return;
  await writeAudit(stores, context, activities.updateUser, [
    userTarget(next, [...changed, includedUpdatedProperties(changed)]),
  ]);
  if (previous.accountEnabled !== next.accountEnabled) {
    const activity = next.accountEnabled ? activities.enableAccount : activities.disableAccount;
    await writeAudit(stores, context, activity, [
      userTarget(
        next,
        changed.filter(({ displayName }) => displayName === 'AccountEnabled'),
      ),
    ]);
  }
}
