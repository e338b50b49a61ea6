import { timingSafeEqual } from 'node:crypto';
import type { User, UserHome } from '../directory/index.ts';
import { type ObjectId, parseObjectId, parseTenantId, type TenantId } from '../kernel/index.ts';
import type { SecretHashing } from '../keyring/index.ts';

const PREFIX = 'O.';
/** Before what is sealed, so that the seal is worth nothing anywhere else. */
const SEALED = 'login hint ';

type Someone = Pick<User, 'id' | 'tenantId' | 'home'>;

/** The account that signs in as a user: of a guest, the one at home. */
export function homeOf(user: Someone): UserHome {
  return user.home ?? { tenantId: user.tenantId, userId: user.id };
}

/** Seals a text so that nobody else can, and knows what it sealed, under earlier keys too. */
export type HintKeys = Pick<SecretHashing, 'hashToken' | 'tokenHashes'>;

/**
 * `login_hint` optional claim: opaque to clients; it names the account that signs in. It is sealed, because object ids are known to many:
 * as a hint at sign-out it ends a session without a question, and any site can send a browser there.
 * @spec sts reference 5.5; OpenID Connect RP-Initiated Logout §6
 */
export function loginHintOf(user: Someone, keys: HintKeys): string {
  const name = nameOf(user);
  return `${name}.${keys.hashToken(SEALED + name)}`;
}

/** Whether a hint is the claim of this account, and was given out here. */
export function isLoginHintOf(hint: string, user: Someone, keys: HintKeys): boolean {
  const name = nameOf(user);
  return keys.tokenHashes(SEALED + name).some((seal) => isSame(hint, `${name}.${seal}`));
}

function nameOf(user: Someone): string {
  const { tenantId, userId } = homeOf(user);
  return PREFIX + Buffer.from(`${userId}${tenantId}`.replaceAll('-', ''), 'hex').toString('base64url');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The account that an opaque hint names. Whether it was given out here does not matter where it only selects among those that are signed in.
 * @returns undefined when it is a name somebody typed
 */
export function parseLoginHint(hint: string): { readonly userId: ObjectId; readonly tenantId: TenantId } | undefined {
  if (!hint.startsWith(PREFIX)) return undefined;
  const [name = ''] = hint.slice(PREFIX.length).split('.', 1);
  const hex = Buffer.from(name, 'base64url').toString('hex');
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
