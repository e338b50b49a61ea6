import { refuseValue } from './refuse-value.ts';

const ALPHABET = /^[A-Za-z0-9!#$%&'()*+,\-./:;=?@[\]^_{}~]+$/;

/**
 * The `value` of a scope or an app role: what stands in `scp` or `roles`. Null passes.
 * @param longest characters at most
 * @param target path of the property
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph resources permissionScope, appRole: `value`
 */
export function requireEntitlementValue(value: string | null, longest: number, target: string): void {
  if (value === null) return;
  if (value.length > longest) refuseValue(target, `It may have at most ${longest} characters.`);
  if (!ALPHABET.test(value))
    refuseValue(target, `'${value}' contains a character that a permission value cannot have.`);
  if (value.startsWith('.')) refuseValue(target, `'${value}' begins with a dot.`);
}
