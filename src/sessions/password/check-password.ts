import { type DirectoryStores, signsInElsewhere, type Tenant, type User } from '../../directory/index.ts';
import type { Redacted } from '../../kernel/index.ts';
import type { PasswordHasher } from '../../keyring/index.ts';
import type { Lockout } from './lockout.ts';

/** What the check of a password stands on. */
export interface PasswordCheck {
  readonly passwords: PasswordHasher;
  /** One for the whole process: whichever way a password comes, the wrong ones are counted together. */
  readonly lockout: Lockout;
  readonly reads: Pick<DirectoryStores, 'tenants' | 'users'>;
}

/** What became of a user name and password. Who it was about is for the record only, unless the verdict is `right`. */
export type PasswordVerdict =
  | {
      readonly kind: 'right' | 'disabled';
      readonly user: User;
      readonly tenant: Tenant;
      /** The hash that was matched, for whoever renews it. */
      readonly stored: string;
    }
  /** Too many wrong ones in a row: this one was not looked at, or counts for nothing. */
  | { readonly kind: 'locked'; readonly user: User | undefined; readonly tenant: Tenant | undefined }
  /** Nobody of that name, or not their password. */
  | { readonly kind: 'wrong'; readonly user: User | undefined; readonly tenant: Tenant | undefined }
  /** The account has no password at all. */
  | { readonly kind: 'none'; readonly user: User; readonly tenant: Tenant };

/**
 * Checks a user name and password. Somebody who does not exist takes as long as somebody who mistyped, and is counted like them:
 * neither the time nor the lock tells who has an account.
 * @param fallback the tenant to look in when the name's domain is nobody's
 * @throws KeyringFault `PasswordQueueFull`
 * @spec Entra AADSTS50126, AADSTS50053, AADSTS50056, AADSTS50057
 */
export async function checkPassword(
  { lockout, passwords, reads }: PasswordCheck,
  username: string,
  password: Redacted,
  fallback: Tenant | undefined,
): Promise<PasswordVerdict> {
  const name = username.trim().toLowerCase();
  const tenant = (await tenantOfName(reads, name)) ?? fallback;
  const user = tenant && (await reads.users.findByUserPrincipalName(tenant.id, name));
  if (lockout.isLocked(name)) return { kind: 'locked', user, tenant };
  // A guest has no password here, whatever was written: they sign in at home.
  const isHere = user !== undefined && !signsInElsewhere(user);
  const stored = isHere ? await reads.users.getPasswordHash(user.tenantId, user.id) : undefined;
  const isRight = await passwords.verify(password.reveal(), stored);
  // Whoever sends many at once would be past the first look before any of them is counted.
  if (lockout.isLocked(name)) return { kind: 'locked', user, tenant };
  if (!isRight || user === undefined || tenant === undefined || stored === undefined) {
    lockout.fail(name);
    const hasNone = user !== undefined && tenant !== undefined && stored === undefined;
    return hasNone ? { kind: 'none', user, tenant } : { kind: 'wrong', user, tenant };
  }
  lockout.succeed(name);
  return { kind: user.accountEnabled ? 'right' : 'disabled', user, tenant, stored };
}

/** The tenant that the domain of a sign-in name belongs to. @param name in any case */
export function tenantOfName(reads: Pick<DirectoryStores, 'tenants'>, name: string): Promise<Tenant | undefined> {
  const trimmed = name.trim().toLowerCase();
  return reads.tenants.findByDomain(trimmed.slice(trimmed.lastIndexOf('@') + 1));
}
