import type { User } from '../../directory/index.ts';

/** How a registration wants the sign-in name of who comes from elsewhere. @spec sts reference 5.5 (`additionalProperties` of `upn`) */
const GUEST_NAME = {
  include_externally_authenticated_upn: (name: string) => name,
  include_externally_authenticated_upn_without_hash: (name: string) => name.replaceAll('#', '_'),
} as const;

/** `upn` as an optional claim: a made-up one only where it is asked for in so many words. */
export function optionalUpn({ home, userPrincipalName }: User, additionalProperties: readonly string[]): string | null {
  if (home === null) return userPrincipalName;
  const form = additionalProperties.find((property) => Object.hasOwn(GUEST_NAME, property));
  return form === undefined ? null : GUEST_NAME[form as keyof typeof GUEST_NAME](userPrincipalName);
}

/** What only version 1 tokens tell without being asked. @spec sts reference 5.3, 5.4 */
export function describingNames(user: User): Record<string, unknown> {
  return {
    ...(user.surname === null ? {} : { family_name: user.surname }),
    ...(user.givenName === null ? {} : { given_name: user.givenName }),
    name: user.displayName,
  };
}

/** `email`, for those whose address is told: guests by default, others on request. An address nobody proved to own is not told. */
export function emailOf(user: User, verifiedMails: readonly string[], tellsUnverified: boolean): string | null {
  if (user.mail === null) return null;
  return tellsUnverified || verifiedMails.includes(user.mail) ? user.mail : null;
}
