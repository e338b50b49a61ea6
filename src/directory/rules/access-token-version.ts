import { DirectoryFault } from '../fault.ts';
import type { SignInAudience } from '../types/application.ts';
import { includesPersonalAccounts } from './audience-limits.ts';

/**
 * Personal accounts get version 2 access tokens only.
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource apiApplication `requestedAccessTokenVersion`
 */
export function requireAccessTokenVersion(version: 1 | 2 | null, audience: SignInAudience): void {
  if (!includesPersonalAccounts(audience) || version === 2) return;
  throw new DirectoryFault(
    'InvalidValue',
    `Property api.requestedAccessTokenVersion is invalid: the audience ${audience} needs 2.`,
    { target: 'api.requestedAccessTokenVersion' },
  );
}
