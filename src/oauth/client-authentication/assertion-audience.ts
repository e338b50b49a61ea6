import type { Tenant, TokenFactsStore } from '../../directory/index.ts';
import { parseTenantId } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';
import type { PresentedTo } from './client-proof.ts';

/** What follows the tenant in the addresses that mean its token service: both token endpoints, and both issuers. */
const PLACES = new Set(['oauth2/v2.0/token', 'oauth2/token', 'v2.0', '']);
const SHARED = new Set(['common', 'organizations']);
/** Names of domains that cost a look at the directory. */
const MOST_LOOKUPS = 3;

/**
 * An assertion must be meant for the token service of the tenant it is presented to. Clients call that by its token endpoint or
 * its issuer, of either generation, and the tenant by its id, one of its domains, or a shared authority.
 * @throws OAuthFault AADSTS700023 none of the audiences is this tenant's
 * @spec RFC 7523 §3 (3); clients reference 4 (d)
 */
export async function requireAssertionAudience(
  { baseUrl, facts }: { readonly baseUrl: string; readonly facts: Pick<TokenFactsStore, 'loadTenantByDomain'> },
  { audiences }: ParsedAssertion,
  { authority, tenant }: Pick<PresentedTo, 'authority' | 'tenant'>,
): Promise<void> {
  const segments = audiences.flatMap((audience) => segmentOf(audience, baseUrl));
  if (segments.some((segment) => segment === authority.segment || segment === tenant.id || SHARED.has(segment))) return;
  const domains = new Set(segments.filter((segment) => parseTenantId(segment) === undefined));
  for (const domain of [...domains].slice(0, MOST_LOOKUPS)) {
    if (await isDomainOf(facts, domain, tenant)) return;
  }
  throw refusal(700023, { audience: audiences.join(', ') });
}

/** @returns the tenant segment, in lower case, of an address of ours; none of any other address */
function segmentOf(audience: string, baseUrl: string): readonly string[] {
  if (!audience.startsWith(`${baseUrl}/`)) return [];
  const [segment = '', ...rest] = audience.slice(baseUrl.length + 1).split('/');
  return segment !== '' && PLACES.has(rest.join('/').toLowerCase()) ? [segment.toLowerCase()] : [];
}

async function isDomainOf(
  facts: Pick<TokenFactsStore, 'loadTenantByDomain'>,
  domain: string,
  tenant: Tenant,
): Promise<boolean> {
  return (await facts.loadTenantByDomain(domain))?.id === tenant.id;
}
