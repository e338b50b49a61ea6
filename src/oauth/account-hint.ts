import { type ObjectId, parseObjectId, parseTenantId, type TenantId } from '../kernel/index.ts';

const PREFIX = 'O.';

/** `login_hint` optional claim: opaque to clients; it names the account, not the person. @spec sts reference 5.5 */
export function loginHintOf(user: { readonly id: ObjectId; readonly tenantId: TenantId }): string {
  return PREFIX + Buffer.from(`${user.id}${user.tenantId}`.replaceAll('-', ''), 'hex').toString('base64url');
}

/** @returns the account an opaque hint names, or undefined when it is a name somebody typed */
export function parseLoginHint(hint: string): { readonly userId: ObjectId; readonly tenantId: TenantId } | undefined {
  if (!hint.startsWith(PREFIX)) return undefined;
  const hex = Buffer.from(hint.slice(PREFIX.length), 'base64url').toString('hex');
  const userId = parseObjectId(toGuid(hex.slice(0, 32)));
  const tenantId = parseTenantId(toGuid(hex.slice(32)));
  return userId === undefined || tenantId === undefined ? undefined : { userId, tenantId };
}

function toGuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `client_info`: home object id and home tenant, from which MSAL makes its account id. @spec sts reference 5.10 */
export function clientInfoOf(user: { readonly id: ObjectId; readonly tenantId: TenantId }): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: user.tenantId })).toString('base64url');
}
