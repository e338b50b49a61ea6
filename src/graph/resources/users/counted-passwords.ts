import type { UserPasswords } from '../../../directory/index.ts';
import type { GraphDependencies } from '../../dependencies.ts';
import { GraphFault } from '../../fault.ts';

/**
 * Passwords of one user, of which the wrong ones are counted: a stolen token must not become a way to guess the password.
 * While the name is locked, `verify` looks at none.
 * @param userPrincipalName any case
 * @returns passwords whose `verify` throws GraphFault `PasswordLocked`
 * @spec Entra AADSTS50053 (smart lockout)
 */
export function countedPasswords(
  { passwords, lockout }: Pick<GraphDependencies, 'passwords' | 'lockout'>,
  userPrincipalName: string,
): UserPasswords {
  const name = userPrincipalName.toLowerCase();
  const requireUnlocked = (): void => {
    if (!lockout.isLocked(name)) return;
    throw new GraphFault('PasswordLocked', 'Too many wrong passwords were given. Try again later.', {
      target: 'currentPassword',
    });
  };
  return {
    hash: (password) => passwords.hash(password),
    async verify(password, stored) {
      requireUnlocked();
      const isRight = await passwords.verify(password, stored);
      // Whoever sends many at once would be past the first look before any of them is counted.
      requireUnlocked();
      if (isRight) lockout.succeed(name);
      else lockout.fail(name);
      return isRight;
    },
  };
}
