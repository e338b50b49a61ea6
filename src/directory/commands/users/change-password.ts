import type { ObjectId, Redacted } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import type { User } from '../../types/user.ts';
import { activities } from '../audit/activities.ts';
import type { CommandContext } from '../context.ts';
import { loadUser } from '../require-found.ts';
import { hashNewPassword, withNewPassword, writePassword } from './new-password.ts';

/**
 * Changes one's own password: the current one proves who asks. Sessions end, a forced change is done with.
 * @param id object id of the user
 * @throws DirectoryFault `NotFound`; `InvalidValue` for a wrong current or a forbidden new password; `Conflict` when the password
 *   was changed meanwhile
 * @spec Graph POST /me/changePassword
 */
export async function changePassword(
  context: CommandContext,
  id: ObjectId,
  passwords: { readonly currentPassword: Redacted; readonly newPassword: Redacted },
): Promise<User> {
  const { currentPassword, newPassword } = passwords;
  const stored = await context.unitOfWork.run((stores) => stores.users.getPasswordHash(context.tenantId, id));
  if (!(await context.passwords.verify(currentPassword, stored))) {
    refuseValue('currentPassword', 'The specified current password is not right.');
  }
  if (currentPassword.reveal() === newPassword.reveal()) {
    refuseValue('newPassword', 'The new password is the current one.');
  }
  const hash = await hashNewPassword(context, id, newPassword);
  return context.unitOfWork.run(async (stores) => {
    const user = await loadUser(stores, context, id);
    if ((await stores.users.getPasswordHash(context.tenantId, id)) !== stored) {
      throw new DirectoryFault('Conflict', 'The password was changed by somebody else meanwhile.');
    }
    const next = withNewPassword(context, user, false);
    await stores.users.update(next);
    await writePassword(stores, context, next, hash, activities.changePassword);
    return next;
  });
}
