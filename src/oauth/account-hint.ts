import type { User, UserHome } from '../directory/index.ts';
import { type ObjectId, parseObjectId, parseTenantId, type TenantId } from '../kernel/index.ts';

const PREFIX = 'O.';

type Someone = Pick<User, 'id' | 'tenantId' | 'home'>;

/** The account that signs in as a user: of a guest, the one at home. */
export function homeOf(user: Someone): UserHome {
  return user.home ?? { tenantId: user.tenantId, userId: user.id };
}

/** `login_hint` optional claim: opaque to clients; it names the account that signs in. @spec sts reference 5.5 */
export function loginHintOf(user: Someone): string {
  const { tenantId, userId } = homeOf(user);
  return PREFIX + Buffer.from(`${userId}${tenantId}`.replaceAll('-', ''), 'hex').toString('base64url');
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
export function clientInfoOf(user: Someone): string {
  const { tenantId, userId } = homeOf(user);
  return Buffer.from(JSON.stringify({ uid: userId, utid: tenantId })).toString('base64url');
}
