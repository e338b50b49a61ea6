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
 * The front-channel logout URL: https, or http on localhost, at most 255 characters. Null and empty pass.
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`
 * @spec Entra "Validation differences by supported account types": `logoutURL`
 */
export function requireLogoutUrl(address: string | null, target: string): void {
  if (address === null || address === '') return;
  if (address.length > LONGEST) refuseValue(target, `It may have at most ${LONGEST} characters.`);
  const url = URL.parse(address);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === 'localhost');
  if (!isSafe) refuseValue(target, 'It must be an https URL; http is allowed for localhost.');
}
