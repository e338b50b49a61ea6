import type { ObjectId } from '../../../kernel/index.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';
import { hashNewPassword, withNewPassword, writePassword } from './new-password.ts';
import type { PasswordProfile } from './user-patch.ts';

/**
 * Sets somebody's password for them. Their sessions end.
 * @param id object id of the user
 * @throws DirectoryFault `NotFound`, `InvalidValue`
 * @spec Graph PATCH /users/{id} `passwordProfile`
 */
export async function setPassword(context: CommandContext, id: ObjectId, profile: PasswordProfile): Promise<User> {
  const hash = await hashNewPassword(context, id, profile.password);
  return context.unitOfWork.run(async (stores) => {
    const user = await loadUser(stores, context, id);
    const next = withNewPassword(context, user, profile.forceChangePasswordNextSignIn ?? true);
    await stores.users.update(next);
    await writePassword(stores, context, next, hash, activities.resetPassword);
    return next;
  });
}
