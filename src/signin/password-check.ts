import type { Tenant, User } from '../directory/index.ts';
import type { Redacted } from '../kernel/index.ts';
import { type Authority, type OAuthFault, refusal } from '../oauth/index.ts';
import { checkPassword as checkPasswordOf } from '../sessions/index.ts';
import type { SignInDependencies } from './dependencies.ts';

/** What became of a user name and password on a page. */
export type PasswordVerdict =
  | { readonly kind: 'right'; readonly user: User; readonly tenant: Tenant }
  /** The user is named where there is one, for the record only. */
  | {
      readonly kind: 'wrong';
      readonly fault: OAuthFault;
      readonly user?: User | undefined;
      readonly tenant?: Tenant | undefined;
    };

/**
 * Checks what somebody typed. Somebody who does not exist, or has no password, is answered as somebody who mistyped: the page must
 * not tell who has an account. A name without a known domain is tried in the authority's own tenant.
 * @spec Entra AADSTS50126, 50053, 50057; sts reference 2.2 step 13
 */
export async function checkPassword(
  dependencies: SignInDependencies,
  authority: Authority,
  username: string,
  password: Redacted,
): Promise<PasswordVerdict> {
  const fallback = authority.kind === 'tenant' ? authority.tenant : undefined;
  const verdict = await checkPasswordOf(dependencies, username, password, fallback);
  switch (verdict.kind) {
    case 'locked':
      return { kind: 'wrong', fault: refusal(50053, {}), user: verdict.user, tenant: verdict.tenant };
    case 'none':
    case 'wrong':
      return { kind: 'wrong', fault: refusal(50126, {}), user: verdict.user, tenant: verdict.tenant };
    case 'right':
    case 'disabled': {
      const { user, tenant } = verdict;
      await renewHash(dependencies, user, password, verdict.stored);
      return verdict.kind === 'right'
        ? { kind: 'right', user, tenant }
        : { kind: 'wrong', fault: refusal(50057, {}), user, tenant };
    }
  }
}

/** A hash made at an earlier cost is made anew while the password, which has just been found right, is at hand. */
async function renewHash(
  { passwords, unitOfWork }: SignInDependencies,
  user: User,
  password: Redacted,
  stored: string,
): Promise<void> {
  if (!passwords.isOutdated(stored)) return;
  const hash = await passwords.hash(password.reveal());
  await unitOfWork.run(async ({ users }) => {
    // Somebody may have changed the password in the meantime: then there is nothing to renew.
    if ((await users.getPasswordHash(user.tenantId, user.id)) === stored)
      await users.setPasswordHash(user.tenantId, user.id, hash);
  });
}
