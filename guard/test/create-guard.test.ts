import { describe, expect, it } from 'vitest';
import { createGuard, GuardConfigurationError, type GuardOptions, requireRole, requireScope } from '../src/index.ts';
import { ids } from './test-issuer.ts';

const good: GuardOptions = { authority: 'https://localhost:8443', tenants: ids.tenant, audience: ids.api };

describe('createGuard accepts', () => {
  it.each<[string, Partial<GuardOptions>]>([
    ['a trailing slash after the origin', { authority: 'https://localhost:8443/' }],
    ['http on a loopback host', { authority: 'http://127.0.0.1:8080' }],
    ['http on localhost', { authority: 'http://localhost:8080' }],
    ['several tenants', { tenants: [ids.tenant, ids.otherTenant] }],
    ['App ID URIs beside the client id', { audience: [ids.api, `api://${ids.api}`, 'https://contoso.test/orders'] }],
    ['an App ID URI alone, for v1.0 tokens', { audience: `api://${ids.api}` }],
  ])('%s', (_, change) => {
    expect(createGuard({ ...good, ...change })).toBeDefined();
  });

  it('any tenant, where allowTenant says which', () => {
    expect(createGuard({ ...good, tenants: 'any', allowTenant: () => true })).toBeDefined();
  });
});

describe('createGuard refuses', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an authority that is no URL', { authority: 'localhost' }, /not a URL/],
    ['http beyond loopback', { authority: 'http://sts.contoso.test' }, /must use https/],
    ['http on a name that only begins like loopback', { authority: 'http://127.0.0.1.evil.test' }, /must use https/],
    ['another scheme', { authority: 'file:///etc/keys' }, /must use https/],
    ['a tenant in the authority', { authority: `https://localhost:8443/${ids.tenant}` }, /origin alone/],
    ['a v2.0 authority', { authority: 'https://localhost:8443/common/v2.0' }, /origin alone/],
    ['credentials in the authority', { authority: 'https://a:b@localhost:8443' }, /credentials/],
    ['no tenants', { tenants: [] }, /tenants is missing/],
    ['undefined tenants', { tenants: undefined }, /tenants is missing/],
    ['an alias for a tenant', { tenants: 'common' }, /tenants: 'any'/],
    ['a domain for a tenant', { tenants: 'contoso.onmicrosoft.com' }, /tenant ids/],
    ["'any' among tenants", { tenants: [ids.tenant, 'any'] }, /'any' cannot stand in a list/],
    ["'any' without allowTenant", { tenants: 'any' }, /needs allowTenant/],
    ['allowTenant without any', { allowTenant: () => true }, /only asked with/],
    ['no audience', { audience: [] }, /audience is missing/],
    ['an undefined audience', { audience: undefined }, /audience is missing/],
    ['a wildcard audience', { audience: 'api://*' }, /wildcards/],
    ['v2.0 with an App ID URI alone', { audience: 'api://orders', versions: ['2.0'] }, /client id as audience/],
    ['no version', { versions: [] }, /versions is empty/],
    ['an unknown version', { versions: ['3.0'] }, /does not exist/],
    ['a tolerance of an hour', { clockToleranceSeconds: 3600 }, /clockToleranceSeconds/],
    ['a tolerance that is no number', { clockToleranceSeconds: Number.NaN }, /clockToleranceSeconds/],
    ['a timeout of nothing', { timeoutMilliseconds: 0 }, /timeoutMilliseconds/],
    ['resource metadata that is no address', { resourceMetadata: 'orders' }, /resourceMetadata/],
    ['an option it does not know', { audiences: ids.api }, /no option 'audiences'/],
  ])('%s', (_, change, message) => {
    const options = { ...good, ...change } as GuardOptions;
    expect(() => createGuard(options)).toThrow(GuardConfigurationError);
    expect(() => createGuard(options)).toThrow(message);
  });
});

describe('requirements refuse, when made,', () => {
  it.each<[string, () => unknown, RegExp]>([
    ['no scope', () => requireScope(), /at least one/],
    ['a scope with its App ID URI', () => requireScope('api://orders/Orders.Read'), /write 'Orders.Read'/],
    ['two scopes in one string', () => requireScope('Orders.Read Orders.Write'), /no permission name/],
    ['a quote that would end the challenge', () => requireScope('a"b'), /no permission name/],
    ['no role', () => requireRole(), /at least one/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(GuardConfigurationError);
    expect(make).toThrow(message);
  });
});
