import { refuseValue } from './refuse-value.ts';

const LONGEST = 253;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The name of a domain: at least two labels of letters, digits and hyphens, in lower case.
 * @throws DirectoryFault `InvalidValue`
 * @spec RFC 1123 §2.1; Graph resource domain `id`
 */
export function requireDomainName(name: string): void {
  const labels = name.split('.');
  if (name.length > LONGEST || labels.length < 2 || !labels.every((label) => LABEL.test(label))) {
    refuseValue('id', `'${name}' is not a domain name.`);
  }
}
