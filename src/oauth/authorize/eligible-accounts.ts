import { isPersonalAccountsTenant, type Tenant, type User } from '../../directory/index.ts';
import { parseTenantId } from '../../kernel/index.ts';
import { acceptedAccounts } from '../accepted-accounts.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { findInvitation, findSubject } from '../subject.ts';
import type { PersonRequest } from './authorize-request.ts';
import type { LiveAccount } from './browser-session.ts';

/** An account of the session that the authority admits. */
export interface EligibleAccount extends LiveAccount {
  /** The tenant that the person is at home in. */
  readonly home: Tenant;
  /** The tenant that answers: the authority's, or where the person is at home. */
  readonly tenant: Tenant;
  /** The user they are there: themselves at home, elsewhere the guest, or the invitation that they have not accepted yet. */
  readonly subject: User;
}

type Dependencies = Pick<OAuthDependencies, 'reads'>;

/**
 * Which accounts may go on: a tenant's own authority admits its members and guests, the shared ones whoever is of the right kind.
 * @spec sts reference 1.1
 */
export async function eligibleAccounts(
  dependencies: Dependencies,
  { authority, definition, dialect }: Pick<PersonRequest, 'authority' | 'definition' | 'dialect'>,
  accounts: readonly LiveAccount[],
): Promise<readonly EligibleAccount[]> {
  const judged = await Promise.all(
    accounts.map(async (account) => {
      const home = await dependencies.reads.tenants.get(account.tenantId);
      if (home === undefined) return undefined;
      if (authority.kind === 'tenant') return inTenant(dependencies, account, home, authority.tenant);
      const accepted = acceptedAccounts(authority, definition, dialect);
      const kind = isPersonalAccountsTenant(home.id) ? 'personal' : 'work';
      if (accepted !== 'any' && accepted !== kind) return undefined;
      return { ...account, home, tenant: home, subject: account.user };
    }),
  );
  return judged.filter((account) => account !== undefined);
}

async function inTenant(
  dependencies: Dependencies,
  account: LiveAccount,
  home: Tenant,
  tenant: Tenant,
): Promise<EligibleAccount | undefined> {
  const subject =
    (await findSubject(dependencies, account.user, tenant)) ??
    (await findInvitation(dependencies, account.user, tenant));
  return subject && { ...account, home, tenant, subject };
}

/**
 * The accounts that fit `domain_hint`: of a kind, or of the tenant that a domain or id names. A hint that says nothing to us is none.
 * @spec sts reference 2.1 (`domain_hint`)
 */
export async function hintedAccounts<Account extends Pick<EligibleAccount, 'home'>>(
  { reads }: { readonly reads: Pick<OAuthDependencies['reads'], 'tenants'> },
  hint: string | undefined,
  accounts: readonly Account[],
): Promise<readonly Account[]> {
  const word = hint?.toLowerCase();
  if (word === undefined || word === '') return accounts;
  if (word === 'organizations' || word === 'consumers')
    return accounts.filter(({ home }) => isPersonalAccountsTenant(home.id) === (word === 'consumers'));
  const id = parseTenantId(word) ?? (await reads.tenants.findByDomain(word))?.id;
  return id === undefined ? accounts : accounts.filter(({ home }) => home.id === id);
}
