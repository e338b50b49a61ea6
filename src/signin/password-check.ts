import type { Tenant, User } from '../directory/index.ts';
import type { Redacted } from '../kernel/index.ts';
import { type Authority, type OAuthFault, refusal } from '../oauth/index.ts';
import type { SignInDependencies } from './dependencies.ts';

/** What became of a user name and password. */
export type PasswordVerdict =
  | { readonly kind: 'right'; readonly user: User; readonly tenant: Tenant }
  /** The user is named where there is one, for the record only. */
  | { readonly kind: 'wrong'; readonly fault: OAuthFault; readonly user?: User; readonly tenant?: Tenant };

/**
 * Checks a user name and password. Somebody who does not exist takes as long and is answered as somebody who mistyped: the
 * page must not tell who has an account.
 * @spec Entra AADSTS50126, 50053, 50057, 50020; sts reference 2.2 step 13
 */
export async function checkPassword(
  dependencies: SignInDependencies,
  authority: Authority,
  username: string,
  password: Redacted,
): Promise<PasswordVerdict> {
  const { lockout, passwords, reads } = dependencies;
  const name = username.trim().toLowerCase();
  if (lockout.isLocked(name)) return { kind: 'wrong', fault: refusal(50053, {}) };
  const tenant = await tenantOfName(dependencies, authority, name);
  const user = tenant && (await reads.users.findByUserPrincipalName(tenant.id, name));
  const stored = user && (await reads.users.getPasswordHash(user.tenantId, user.id));
  const isRight = await passwords.verify(password.reveal(), stored);
  // Whoever sends many at once would be past the first look before any of them is counted.
  if (lockout.isLocked(name)) return { kind: 'wrong', fault: refusal(50053, {}) };
  if (!isRight || user === undefined || tenant === undefined) {
    lockout.fail(name);
    return { kind: 'wrong', fault: refusal(50126, {}), ...(user && tenant ? { user, tenant } : {}) };
  }
  lockout.succeed(name);
  await renewHash(dependencies, user, password, stored);
  if (!user.accountEnabled) return { kind: 'wrong', fault: refusal(50057, {}), user, tenant };
  return { kind: 'right', user, tenant };
}

/** A hash made at an earlier cost is made anew while the password is at hand. */
async function renewHash(
  { passwords, unitOfWork }: SignInDependencies,
  user: User,
  password: Redacted,
  stored: string | undefined,
): Promise<void> {
  if (stored === undefined || !passwords.isOutdated(stored)) return;
  const hash = await passwords.hash(password.reveal());
  await unitOfWork.run(async ({ users }) => {
    // Somebody may have changed the password in the meantime: then there is nothing to renew.
    if ((await users.getPasswordHash(user.tenantId, user.id)) === stored)
      await users.setPasswordHash(user.tenantId, user.id, hash);
  });
}

/** The tenant whose domain the name ends in; a name without a known domain is tried in the authority's own tenant. */
async function tenantOfName(
  { reads }: SignInDependencies,
  authority: Authority,
  name: string,
): Promise<Tenant | undefined> {
  const domain = name.slice(name.lastIndexOf('@') + 1);
  const home = await reads.tenants.findByDomain(domain);
  return home ?? (authority.kind === 'tenant' ? authority.tenant : undefined);
}
