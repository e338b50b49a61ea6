import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type RedirectPlatform,
  requireDistinctRedirectUris,
  requireRedirectUri,
  requireSharedRootDomain,
} from '../../../src/directory/rules/index.ts';
import { refusal } from '../samples.ts';

const verdict = (uri: string, platform: RedirectPlatform): string =>
  refusal(() => requireRedirectUri(uri, platform, 'AzureADMyOrg')) === undefined ? 'yes' : 'no';

describe('which redirect URIs a platform takes (Entra: redirect URI restrictions)', () => {
  it.each([
    //                                               web    spa    publicClient
    ['https://app.contoso.example/cb', 'yes', 'yes', 'yes'],
    ['https://app.contoso.example:8443/cb?x=1', 'yes', 'yes', 'yes'],
    ['https://*.contoso.example/cb', 'no', 'no', 'no'],
    ['https://app.contoso.example/*', 'no', 'no', 'no'],
    ['https://app.contoso.example@evil.example/cb', 'no', 'no', 'no'],
    ['https://evil.example\\@app.contoso.example/cb', 'no', 'no', 'no'],
    ['https://app.contoso.example/@someone', 'yes', 'yes', 'yes'],
    ['\u0001https://app.contoso.example/cb', 'no', 'no', 'no'],
    ['https://app.contoso.example/c\u0000b', 'no', 'no', 'no'],
    ['http://localhost', 'yes', 'yes', 'yes'],
    ['http://localhost:3000/cb', 'yes', 'yes', 'yes'],
    ['http://127.0.0.1:5000/cb', 'yes', 'yes', 'yes'],
    ['http://[::1]:5000/cb', 'no', 'no', 'no'],
    ['https://[::1]/cb', 'no', 'no', 'no'],
    ['http://app.contoso.example/cb', 'no', 'no', 'no'],
    ['http://localhost.contoso.example/cb', 'no', 'no', 'no'],
    ['http://localhost@evil.example/cb', 'no', 'no', 'no'],
    ['http://127.0.0.2/cb', 'no', 'no', 'no'],
    ['urn:ietf:wg:oauth:2.0:oob', 'yes', 'no', 'yes'],
    ['ms-appx-web://Microsoft.AAD.BrokerPlugin/1', 'yes', 'no', 'yes'],
    ['brk-multihub://app.contoso.example', 'no', 'yes', 'yes'],
    ['msal7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02://auth', 'no', 'no', 'yes'],
    ['msauth://com.contoso.orders/ga0RGNYHvNM5d0SLGQfpQWAPGJ8%3D', 'no', 'no', 'yes'],
    ['javascript:alert', 'no', 'no', 'no'],
    ['data:text/html', 'no', 'no', 'no'],
    ['/relative', 'no', 'no', 'no'],
    ['https://', 'no', 'no', 'no'],
    ['https://app.contoso.example/c b', 'no', 'no', 'no'],
    ['https://app.contoso.example/cb#here', 'no', 'no', 'no'],
    [`https://app.contoso.example/${'a'.repeat(228)}`, 'yes', 'yes', 'yes'],
    [`https://app.contoso.example/${'a'.repeat(229)}`, 'no', 'no', 'no'],
  ])('%s on web: %s, spa: %s, publicClient: %s', (uri, web, spa, publicClient) => {
    expect([verdict(uri, 'web'), verdict(uri, 'spa'), verdict(uri, 'publicClient')]).toEqual([web, spa, publicClient]);
  });

  it.each([..."!$'(),;"])('refuses the character %s', (character) => {
    expect(refusal(() => requireRedirectUri(`https://a.example/${character}`, 'web', 'AzureADMyOrg'))).toEqual({
      code: 'InvalidValue',
      target: 'web.redirectUris',
    });
  });

  it('refuses a query where personal accounts sign in', () => {
    const uri = 'https://a.example/cb?x=1';
    expect(refusal(() => requireRedirectUri(uri, 'spa', 'AzureADandPersonalMicrosoftAccount'))).toEqual({
      code: 'InvalidValue',
      target: 'spa.redirectUris',
    });
  });

  it('lets no http host pass but the loopback names', () => {
    fc.assert(
      fc.property(fc.domain(), fc.webPath(), (host, path) => {
        fc.pre(host !== 'localhost');
        expect(verdict(`http://${host}${path}`, 'web')).toBe('no');
      }),
    );
  });
});

describe('redirect URIs of one application', () => {
  const on = (platform: RedirectPlatform, ...uris: string[]) => uris.map((uri) => ({ uri, platform }));

  it('are distinct across platforms', () => {
    const redirectUris = [...on('web', 'https://a.example/'), ...on('spa', 'https://a.example/')];
    expect(() => requireDistinctRedirectUris(redirectUris, 'AzureADMyOrg')).toThrow(/distinct values/);
  });

  it('may differ in the case of their paths alone', () => {
    const redirectUris = on('web', 'https://a.example/a', 'https://a.example/A');
    expect(refusal(() => requireDistinctRedirectUris(redirectUris, 'AzureADMyOrg'))).toBeUndefined();
  });

  it.each([
    ['AzureADMyOrg', 256],
    ['AzureADMultipleOrgs', 256],
    ['AzureADandPersonalMicrosoftAccount', 100],
    ['PersonalMicrosoftAccount', 100],
  ] as const)('of the audience %s number at most %i over all platforms', (audience, most) => {
    const uris = Array.from({ length: most + 1 }, (_, index) => `https://a.example/${index}`);
    const redirectUris = [...on('web', ...uris.slice(0, 50)), ...on('publicClient', ...uris.slice(50))];
    expect(refusal(() => requireDistinctRedirectUris(redirectUris, audience))?.code).toBe('InvalidValue');
    expect(refusal(() => requireDistinctRedirectUris(redirectUris.slice(1), audience))).toBeUndefined();
  });

  const homeless = { signInAudience: 'AzureADMultipleOrgs', publisherDomain: null } as const;

  it('share one root domain in a multitenant application without a publisher domain', () => {
    const redirectUris = on('web', 'https://a.contoso.example/', 'https://b.fabrikam.example/');
    expect(refusal(() => requireSharedRootDomain(redirectUris, homeless))?.target).toBe('web.redirectUris');
    const published = { ...homeless, publisherDomain: 'contoso.example' };
    expect(refusal(() => requireSharedRootDomain(redirectUris, published))).toBeUndefined();
    expect(refusal(() => requireSharedRootDomain(redirectUris, { ...homeless, signInAudience: 'AzureADMyOrg' }))).toBe(
      undefined,
    );
  });

  it('on loopback and with custom schemes do not count there', () => {
    const redirectUris = on('publicClient', 'https://a.contoso.example/', 'http://localhost/', 'myapp://auth');
    expect(refusal(() => requireSharedRootDomain(redirectUris, homeless))).toBeUndefined();
  });
});
