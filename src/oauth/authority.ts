import type { Tenant, TokenFactsStore } from '../directory/index.ts';
import { parseTenantId } from '../kernel/index.ts';
import { refusal } from './fault.ts';

/** Whose accounts an endpoint's tenant segment admits. */
export type Authority =
  | { readonly kind: 'tenant'; readonly segment: string; readonly tenant: Tenant }
  /** `organizations`, and `common` which would admit personal accounts beside. */
  | { readonly kind: 'shared'; readonly segment: 'common' | 'organizations' };

type TenantReader = Pick<TokenFactsStore, 'loadTenant' | 'loadTenantByDomain'>;

const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Resolves the tenant segment of an endpoint: a tenant id, a verified domain, `common` or `organizations`, in any case.
 * @throws OAuthFault AADSTS90002 no such tenant; AADSTS900023 neither a GUID nor a domain name
 * @spec sts reference 1.1
 */
export async function resolveAuthority(facts: TenantReader, rawSegment: string): Promise<Authority> {
  const segment = rawSegment.toLowerCase();
  if (segment === 'common' || segment === 'organizations') return { kind: 'shared', segment };
  const id = parseTenantId(segment);
  if (id === undefined && segment !== 'consumers' && !DOMAIN.test(segment))
    throw refusal(900023, { tenant: rawSegment });
  const tenant = id === undefined ? await facts.loadTenantByDomain(segment) : await facts.loadTenant(id);
  if (tenant === undefined) throw refusal(90002, { tenant: rawSegment });
  return { kind: 'tenant', segment, tenant };
}
