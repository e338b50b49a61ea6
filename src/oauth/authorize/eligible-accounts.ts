import type { Application, Tenant, User } from '../../directory/index.ts';
import { isPersonalAccountsTenant } from '../../directory/index.ts';
import { acceptedAccounts } from '../accepted-accounts.ts';
import type { Authority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { findInvitation, findSubject } from '../subject.ts';
import type { LiveAccount } from './browser-session.ts';

/** An account of the session that the authority admits. */
export interface EligibleAccount extends LiveAccount {
  /** The tenant that answers: the authority's, or where the person is at home. */
  readonly tenant: Tenant;
  /** The user they are there: themselves at home, elsewhere the guest, or the invitation that they have not accepted yet. */
  readonly subject: User;
}

/**
 * Which accounts may go on: a tenant's own authority admits its members and guests, the shared ones whoever is of the right kind.
 * @spec sts reference 1.1
 */
export async function eligibleAccounts(
  dependencies: Pick<OAuthDependencies, 'reads'>,
  {
    authority,
    definition,
  }: { readonly authority: Authority; readonly definition: Pick<Application, 'signInAudience'> },
  accounts: readonly LiveAccount[],
): Promise<readonly EligibleAccount[]> {
  const judged = await Promise.all(
    accounts.map(async (account) => {
      if (authority.kind === 'tenant') return inTenant(dependencies, account, authority.tenant);
      const accepted = acceptedAccounts(authority, definition);
      const kind = isPersonalAccountsTenant(account.tenantId) ? 'personal' : 'work';
      if (accepted !== 'any' && accepted !== kind) return undefined;
      const tenant = await dependencies.reads.tenants.get(account.tenantId);
      return tenant && { ...account, tenant, subject: account.user };
    }),
  );
  return judged.filter((account) => account !== undefined);
}

async function inTenant(
  dependencies: Pick<OAuthDependencies, 'reads'>,
  account: LiveAccount,
  tenant: Tenant,
): Promise<EligibleAccount | undefined> {
  const subject =
    (await findSubject(dependencies, account.user, tenant)) ??
    (await findInvitation(dependencies, account.user, tenant));
  return subject && { ...account, tenant, subject };
}
