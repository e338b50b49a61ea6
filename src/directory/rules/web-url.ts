import { refuseValue } from './refuse-value.ts';

const LONGEST = 255;

/**
 * An address that people follow (home page, terms, privacy statement): absolute, http or https. Null and empty pass.
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resource informationalUrl, webApplication `homePageUrl`
 */
export function requireWebUrl(address: string | null, target: string): void {
  if (address === null || address === '') return;
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) refuseValue(target, 'It must be an absolute http or https URL.');
}

/**
 * The front-channel logout URL: https, at most 255 characters, one fixed place. Null and empty pass. Its origin becomes part of a page's
 * policy, so no pattern is taken, and it is given parameters, so no fragment.
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Validation differences by supported account types": `logoutURL`; OIDC Front-Channel Logout §2
 */
export function requireLogoutUrl(address: string | null, target: string): void {
  if (address === null || address === '') return;
  if (address.length > LONGEST) refuseValue(target, `It may have at most ${LONGEST} characters.`);
  const url = URL.parse(address);
  if (url?.protocol !== 'https:') refuseValue(target, 'It must be an https URL, for localhost too.');
  if (/[*#\s]/.test(address)) refuseValue(target, 'It may have neither a wildcard nor a fragment.');
}
