import type { UserStore } from './store.ts';
import type { User } from './types/user.ts';

/**
 * The user that signs in as this one: of a guest the account at home, of everybody else they themselves. Whoever asks whether somebody
 * may still act asks about both; sessions are revoked at home alone.
 * @returns undefined when the account at home is gone
 * @spec sts reference 5.11 (guests are revoked in their home tenant only)
 */
export async function loadHomeUser(users: Pick<UserStore, 'get'>, user: User): Promise<User | undefined> {
  return user.home === null ? user : users.get(user.home.tenantId, user.home.userId);
}
