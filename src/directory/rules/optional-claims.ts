import type { OptionalClaims } from '../types/application.ts';
import { refuseAbsence, refuseValue } from './refuse-value.ts';

const KINDS = ['idToken', 'accessToken', 'saml2Token'] as const;

/**
 * Optional claims: each has a name, and a source that is null (built in) or `user` (a directory extension). Names themselves are
 * not checked: Entra takes unknown ones and puts nothing into the token.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`
 * @spec Graph resource optionalClaim
 */
export function requireOptionalClaims(claims: OptionalClaims | null): void {
  if (claims === null) return;
  for (const kind of KINDS) {
    for (const { name, source } of claims[kind]) {
      if (name.trim() === '') refuseAbsence(`optionalClaims.${kind}.name`);
      if (source !== null && source !== 'user') {
        refuseValue(
          `optionalClaims.${kind}.source`,
          "It is null for built-in claims or 'user' for directory extensions.",
        );
      }
    }
  }
}
