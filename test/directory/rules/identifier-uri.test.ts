import { describe, expect, it } from 'vitest';
import { requireIdentifierUriForm, requireOwnIdentifierUri } from '../../../src/directory/rules/index.ts';
import { appId, otherId, refusal, tenantId } from '../samples.ts';

const facts = {
  appId,
  tenantId,
  verifiedDomains: ['contoso.example', 'contoso.onmicrosoft.com'],
  requestedAccessTokenVersion: null,
};

describe('an identifier URI names something that is the tenant’s own (Entra: restrictions on identifier URIs)', () => {
  it.each([
    `api://${appId}`,
    `API://${appId.toUpperCase()}`,
    `api://${tenantId}/${appId}`,
    `api://${tenantId}/orders`,
    `api://orders/${appId}`,
    `api://portal.contoso.example/${appId}`,
    'https://contoso.example',
    'https://contoso.example/orders',
    'https://api.contoso.example/orders',
    'https://contoso.onmicrosoft.com/orders',
    'http://contoso.example/orders',
    'urn:contoso.example:orders',
    `spn:${appId}`,
  ])('accepts %s', (uri) => {
    expect(refusal(() => requireOwnIdentifierUri(uri, facts))).toBeUndefined();
  });

  it.each([
    [`api://${otherId}`, 'InvalidValue'],
    [`api://${otherId}/${appId}`, 'InvalidValue'],
    ['api://orders', 'HostNotVerified'],
    ['api://orders/read', 'HostNotVerified'],
    [`api://orders/${otherId}`, 'HostNotVerified'],
    ['urn:orders', 'HostNotVerified'],
    ['https://fabrikam.example/orders', 'HostNotVerified'],
    ['https://notcontoso.example', 'HostNotVerified'],
    ['https://contoso.example.fabrikam.example', 'HostNotVerified'],
    ['https://contoso.example@fabrikam.example/orders', 'HostNotVerified'],
    ['http://fabrikam.example', 'HostNotVerified'],
  ])('refuses %s', (uri, code) => {
    expect(refusal(() => requireOwnIdentifierUri(uri, facts))).toEqual({ code, target: 'identifierUris' });
  });

  it.each(['api://orders', 'urn:orders'])('accepts %s from an API that takes version 2 tokens', (uri) => {
    expect(refusal(() => requireOwnIdentifierUri(uri, { ...facts, requestedAccessTokenVersion: 2 }))).toBeUndefined();
  });

  it.each([`api://${otherId}`, 'https://fabrikam.example'])('refuses %s even then', (uri) => {
    expect(refusal(() => requireOwnIdentifierUri(uri, { ...facts, requestedAccessTokenVersion: 2 }))).toBeDefined();
  });
});

describe('the form of identifier URIs (Graph application: identifierUris)', () => {
  it.each([
    ['has no scheme', 'orders'],
    ['has blanks', 'api://or ders'],
    ['has a wildcard', 'https://*.contoso.example'],
    ['ends with a slash', 'https://contoso.example/'],
    ['has 256 characters', `https://contoso.example/${'a'.repeat(232)}`],
  ])('refuses one that %s', (_, uri) => {
    expect(refusal(() => requireIdentifierUriForm([uri], 'AzureADMyOrg'))?.code).toBe('InvalidValue');
  });

  it('refuses the same one twice, whatever the case', () => {
    const uris = ['https://contoso.example/a', 'https://CONTOSO.example/a'];
    expect(refusal(() => requireIdentifierUriForm(uris, 'AzureADMyOrg'))?.code).toBe('InvalidValue');
  });

  it.each(['https://contoso.example/a?b=1', 'https://contoso.example/a#b', 'urn:orders', `api://a/${'b'.repeat(113)}`])(
    'allows %s to work audiences only',
    (uri) => {
      expect(refusal(() => requireIdentifierUriForm([uri], 'AzureADMultipleOrgs'))).toBeUndefined();
      expect(refusal(() => requireIdentifierUriForm([uri], 'AzureADandPersonalMicrosoftAccount'))?.code).toBe(
        'InvalidValue',
      );
    },
  );

  it('allows 50 where personal accounts sign in, and any number elsewhere', () => {
    const uris = Array.from({ length: 51 }, (_, index) => `https://contoso.example/${index}`);
    expect(refusal(() => requireIdentifierUriForm(uris, 'AzureADMyOrg'))).toBeUndefined();
    expect(refusal(() => requireIdentifierUriForm(uris, 'PersonalMicrosoftAccount'))?.code).toBe('InvalidValue');
    expect(refusal(() => requireIdentifierUriForm(uris.slice(1), 'PersonalMicrosoftAccount'))).toBeUndefined();
  });
});
