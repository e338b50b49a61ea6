import { PERSONAL_ACCOUNTS_TENANT_ID } from '../catalogue/index.ts';
import { isPersonalAccountsTenant, type Tenant, type TokenFactsStore } from '../directory/index.ts';
import { parseTenantId } from '../kernel/index.ts';
import type { Dialect } from './dialect.ts';
import { refusal } from './fault.ts';

/**
 * Whose accounts an endpoint's tenant segment admits: those of one tenant (members and guests), or those of all. `consumers` is the
 * tenant of personal accounts by another name.
 */
export type Authority =
  | { readonly kind: 'tenant'; readonly segment: string; readonly tenant: Tenant }
  | { readonly kind: 'shared'; readonly segment: 'common' | 'organizations' };

type TenantReader = Pick<TokenFactsStore, 'loadTenant' | 'loadTenantByDomain'>;

const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Resolves the tenant segment of an endpoint, in any case: a tenant id, a verified domain, `common`, `organizations` or `consumers`.
 * @throws OAuthFault AADSTS90002 no such tenant; AADSTS900023 neither a GUID nor a domain name
 * @spec sts reference 1.1
 */
export async function resolveAuthority(facts: TenantReader, rawSegment: string): Promise<Authority> {
  const segment = rawSegment.toLowerCase();
  if (segment === 'common' || segment === 'organizations') return { kind: 'shared', segment };
  const tenant = await findTenant(facts, segment, rawSegment);
  if (tenant === undefined) throw refusal(90002, { tenant: rawSegment });
  return { kind: 'tenant', segment, tenant };
}

async function findTenant(facts: TenantReader, segment: string, rawSegment: string): Promise<Tenant | undefined> {
  const id = segment === 'consumers' ? PERSONAL_ACCOUNTS_TENANT_ID : parseTenantId(segment);
  if (id !== undefined) return facts.loadTenant(id);
  if (!DOMAIN.test(segment)) throw refusal(900023, { tenant: rawSegment });
  const tenant = await facts.loadTenantByDomain(segment);
  // Names of personal accounts end in domains that stand for no directory.
  return tenant !== undefined && isPersonalAccountsTenant(tenant.id) ? undefined : tenant;
}

/** Whether an authority is for personal accounts alone. @spec sts reference 1.1 (`consumers`) */
export function isForConsumers(authority: Authority): boolean {
  return authority.kind === 'tenant' && isPersonalAccountsTenant(authority.tenant.id);
}

/**
 * Personal accounts speak version 2 of the endpoints alone.
 * @throws OAuthFault AADSTS90027
 */
export function requireProtocol(authority: Authority, dialect: Dialect): void {
  if (dialect === 1 && isForConsumers(authority)) throw refusal(90027, {});
}
