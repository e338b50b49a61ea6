import type { User } from '../../directory/index.ts';

/**
 * Whether an artefact of an earlier sign-in (cookie, refresh token, code) still holds for its user.
 * @param authenticatedAt when the person last gave credentials for it, in milliseconds
 * @spec Entra AADSTS50173; sts reference 5.11
 */
export function isRevoked(user: Pick<User, 'signInSessionsValidFromDateTime'>, authenticatedAt: number): boolean {
  return authenticatedAt < Date.parse(user.signInSessionsValidFromDateTime);
}
