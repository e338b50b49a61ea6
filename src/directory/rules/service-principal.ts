import type { ServicePrincipal } from '../types/service-principal.ts';
import { refuseValue } from './refuse-value.ts';
import { requireTags } from './tags.ts';
import { requireText, requireTextLength } from './text-length.ts';
import { requireWebUrl } from './web-url.ts';

const LONGEST_NAME = 256;
const LONGEST_NOTE = 1024;
const SINGLE_SIGN_ON_MODES = new Set(['password', 'saml', 'notSupported', 'oidc', 'external']);

/**
 * All that must hold for an instance by itself.
 * @throws DirectoryFault `InvalidValue`, `MissingValue`
 * @spec Graph resource servicePrincipal
 */
export function requireServicePrincipal(instance: ServicePrincipal): void {
  requireText(instance.displayName, LONGEST_NAME, 'displayName');
  requireTextLength(instance.description, LONGEST_NOTE, 'description');
  requireTextLength(instance.notes, LONGEST_NOTE, 'notes');
  requireTags(instance.tags);
  requireWebUrl(instance.homepage, 'homepage');
  requireWebUrl(instance.loginUrl, 'loginUrl');
  requireWebUrl(instance.logoutUrl, 'logoutUrl');
  const mode = instance.preferredSingleSignOnMode;
  if (mode !== null && mode !== '' && !SINGLE_SIGN_ON_MODES.has(mode)) {
    refuseValue('preferredSingleSignOnMode', `It is one of ${[...SINGLE_SIGN_ON_MODES].join(', ')}.`);
  }
  const names = instance.servicePrincipalNames.map((name) => name.toLowerCase());
  if (names.some((name) => name.trim() === '')) refuseValue('servicePrincipalNames', 'A name is empty.');
  if (new Set(names).size < names.length) refuseValue('servicePrincipalNames', 'A name appears more than once.');
}
