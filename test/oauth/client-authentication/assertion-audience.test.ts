import { describe, expect, it } from 'vitest';
import type { TenantId } from '../../../src/kernel/index.ts';
import type { ParsedAssertion } from '../../../src/oauth/client-authentication/assertion.ts';
import { requireAssertionAudience } from '../../../src/oauth/client-authentication/assertion-audience.ts';
import { sampleTenant } from '../samples.ts';

const baseUrl = 'https://localhost:8443';
const tenant = sampleTenant();
const stranger = sampleTenant({ id: '99999999-0000-4000-8000-000000000001' as TenantId });
const domains = new Map([
  ['contoso.test', tenant],
  ['contoso.example', tenant],
  ['stranger.test', stranger],
]);

async function judge(...audiences: string[]): Promise<{ readonly code: string; readonly lookups: number }> {
  let lookups = 0;
  const facts = {
    async loadTenantByDomain(domain: string) {
      lookups += 1;
      return domains.get(domain);
    },
  };
  const presented = { tenant, authority: { kind: 'tenant', segment: 'contoso.test', tenant } } as const;
  try {
    await requireAssertionAudience({ baseUrl, facts }, { audiences } as unknown as ParsedAssertion, presented);
    return { code: 'accepted', lookups };
  } catch (error) {
    return { code: (error as { readonly code: string }).code, lookups };
  }
}

const at = (rest: string) => `${baseUrl}/${rest}`;

describe('an assertion is meant for the tenant’s token service (clients reference 4 (d))', () => {
  it.each([
    at(`${tenant.id}/oauth2/v2.0/token`),
    at(`${tenant.id}/oauth2/token`),
    at(`${tenant.id}/v2.0`),
    at(`${tenant.id}/`),
    at(tenant.id),
    at(`${tenant.id.toUpperCase()}/oauth2/v2.0/token`),
    at('contoso.test/oauth2/v2.0/token'),
    at('Contoso.Test/oauth2/v2.0/token'),
    at('common/oauth2/v2.0/token'),
    at('organizations/oauth2/token'),
  ])('%s, without a look at the directory', async (audience) => {
    expect(await judge(audience)).toEqual({ code: 'accepted', lookups: 0 });
  });

  it('by another domain of the tenant', async () => {
    expect(await judge(at('contoso.example/oauth2/v2.0/token'))).toEqual({ code: 'accepted', lookups: 1 });
  });

  it('among others', async () => {
    expect(await judge('https://elsewhere.example', at(`${tenant.id}/v2.0`))).toMatchObject({ code: 'accepted' });
  });

  it.each([
    at(`${stranger.id}/oauth2/v2.0/token`),
    at('stranger.test/oauth2/v2.0/token'),
    at('nobody.test/oauth2/v2.0/token'),
    at(`${tenant.id}/oauth2/v2.0/authorize`),
    at(`${tenant.id}/oauth2/v2.0/token/more`),
    at(`${tenant.id}/oauth2/v2.0/token?x`),
    at('/oauth2/v2.0/token'),
    `http://localhost:8443/${tenant.id}/v2.0`,
    `https://localhost:8443.evil.example/${tenant.id}/v2.0`,
    `https://evil.example/${baseUrl}/${tenant.id}/v2.0`,
    `https://login.microsoftonline.com/${tenant.id}/v2.0`,
    baseUrl,
    '',
  ])('and is refused for %s', async (audience) => {
    expect(await judge(audience)).toMatchObject({ code: 'AADSTS700023' });
  });

  it('nor may it ask for the whole directory', async () => {
    const many = Array.from({ length: 50 }, (_, index) => at(`tenant-${index}.test/v2.0`));
    expect(await judge(...many)).toEqual({ code: 'AADSTS700023', lookups: 3 });
  });
});
