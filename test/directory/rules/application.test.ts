import { describe, expect, it } from 'vitest';
import type { Application, RequiredResourceAccess } from '../../../src/directory/index.ts';
import { requireApplication, requireRequiredResourceAccess } from '../../../src/directory/rules/index.ts';
import type { AppId, KeyId } from '../../../src/kernel/index.ts';
import {
  appId,
  otherId,
  refusal,
  sampleApi,
  sampleApplication,
  sampleRole,
  sampleScope,
  sampleWeb,
} from '../samples.ts';

const facts = { verifiedDomains: ['contoso.example'], foreignApis: 0 };
const judge = (members: Partial<Application>, previous?: Application) =>
  refusal(() => requireApplication(sampleApplication(members), previous, facts));

const guid = (index: number) => `5d1f0f70-0000-4000-8000-${String(index).padStart(12, '0')}`;
const access = (count: number): RequiredResourceAccess['resourceAccess'] =>
  Array.from({ length: count }, (_, index) => ({ id: guid(index), type: 'Scope' as const }));
const api = (index: number, permissions = 1): RequiredResourceAccess => ({
  resourceAppId: guid(index) as AppId,
  resourceAccess: access(permissions),
});
const claim = { name: 'email', source: null, essential: false, additionalProperties: [] };
const claims = { idToken: [], accessToken: [], saml2Token: [] };

describe('an application by itself (Graph resource application)', () => {
  it('may hold nothing but a name', () => {
    expect(judge({})).toBeUndefined();
  });

  it.each<[string, Partial<Application>, string, string?]>([
    ['no name', { displayName: ' ' }, 'displayName', 'MissingValue'],
    ['a name of 257 characters', { displayName: 'x'.repeat(257) }, 'displayName'],
    ['a description of 1,025 characters', { description: 'x'.repeat(1025) }, 'description'],
    ['notes of 1,025 characters', { notes: 'x'.repeat(1025) }, 'notes'],
    ['an empty tag', { tags: [''] }, 'tags'],
    ['a tag of 257 characters', { tags: ['x'.repeat(257)] }, 'tags'],
    ['a tag with a blank', { tags: ['a b'] }, 'tags'],
    ['a tag twice', { tags: ['a', 'a'] }, 'tags'],
    ['an unknown membership claim', { groupMembershipClaims: 'SecurityGroup,Some' }, 'groupMembershipClaims'],
    [
      'a nameless claim',
      { optionalClaims: { ...claims, idToken: [{ ...claim, name: '' }] } },
      'optionalClaims.idToken.name',
      'MissingValue',
    ],
    [
      'a claim of a strange source',
      { optionalClaims: { ...claims, accessToken: [{ ...claim, source: 'app' }] } },
      'optionalClaims.accessToken.source',
    ],
    ['a home page that is no URL', { web: sampleWeb({ homePageUrl: 'contoso' }) }, 'web.homePageUrl'],
    ['a logout URL over http', { web: sampleWeb({ logoutUrl: 'http://contoso.example/out' }) }, 'web.logoutUrl'],
    ['one at localhost', { web: sampleWeb({ logoutUrl: 'http://localhost:3000/out' }) }, 'web.logoutUrl'],
    ['a logout URL with a wildcard', { web: sampleWeb({ logoutUrl: 'https://*.contoso.example/' }) }, 'web.logoutUrl'],
    ['a logout URL with a fragment', { web: sampleWeb({ logoutUrl: 'https://contoso.example/#/' }) }, 'web.logoutUrl'],
    [
      'a logout URL of 256 characters',
      { web: sampleWeb({ logoutUrl: `https://a.example/${'x'.repeat(238)}` }) },
      'web.logoutUrl',
    ],
    [
      'terms in a script',
      { info: { ...sampleApplication().info, termsOfServiceUrl: 'javascript:alert(1)' } },
      'info.termsOfServiceUrl',
    ],
    [
      'a default redirect URI that is not registered',
      { defaultRedirectUri: 'https://a.example/' },
      'defaultRedirectUri',
    ],
    [
      'a SAML metadata URL for many tenants',
      { samlMetadataUrl: 'https://a.example/', signInAudience: 'AzureADMultipleOrgs' },
      'samlMetadataUrl',
    ],
    ['an encryption key it does not have', { tokenEncryptionKeyId: guid(1) }, 'tokenEncryptionKeyId'],
    [
      'a preauthorized client twice',
      {
        api: sampleApi({
          preAuthorizedApplications: [
            { appId, delegatedPermissionIds: [] },
            { appId, delegatedPermissionIds: [] },
          ],
        }),
      },
      'api.preAuthorizedApplications.appId',
    ],
    [
      'a preauthorized scope it does not expose',
      { api: sampleApi({ preAuthorizedApplications: [{ appId, delegatedPermissionIds: [guid(9)] }] }) },
      'api.preAuthorizedApplications.delegatedPermissionIds',
      'UnknownPermission',
    ],
    [
      'version 1 tokens for personal accounts',
      { signInAudience: 'AzureADandPersonalMicrosoftAccount' },
      'api.requestedAccessTokenVersion',
    ],
    [
      'a redirect URI on two platforms',
      { web: sampleWeb({ redirectUris: ['https://a.example/'] }), spa: { redirectUris: ['https://a.example/'] } },
      'spa.redirectUris',
    ],
    [
      '1,201 entries',
      { identifierUris: Array.from({ length: 1201 }, (_, index) => `https://contoso.example/${index}`) },
      'application',
    ],
  ])('has not %s', (_, members, target, code = 'InvalidValue') => {
    expect(judge(members)).toEqual({ code, target });
  });

  it.each<[string, Partial<Application>]>([
    ['https on logout', { web: sampleWeb({ logoutUrl: 'https://contoso.example/out' }) }],
    ['https on logout at localhost', { web: sampleWeb({ logoutUrl: 'https://localhost:3000/out' }) }],
    ['several membership claims', { groupMembershipClaims: 'SecurityGroup, ApplicationGroup' }],
    [
      'claims nobody knows',
      { optionalClaims: { ...claims, idToken: [{ ...claim, name: 'shoe_size', source: 'user' }] } },
    ],
    [
      'a key to encrypt with',
      {
        tokenEncryptionKeyId: guid(1).toUpperCase(),
        keyCredentials: [
          {
            keyId: guid(1) as KeyId,
            usage: 'Encrypt',
            type: 'AsymmetricX509Cert',
            displayName: null,
            key: null,
            customKeyIdentifier: null,
            startDateTime: '2026-01-01T00:00:00Z',
            endDateTime: '2027-01-01T00:00:00Z',
          },
        ],
      },
    ],
    [
      'a preauthorized client of its own scope',
      {
        api: sampleApi({
          oauth2PermissionScopes: [sampleScope()],
          preAuthorizedApplications: [{ appId, delegatedPermissionIds: [sampleScope().id] }],
        }),
      },
    ],
  ])('may have %s', (_, members) => {
    expect(judge(members)).toBeUndefined();
  });

  it('keeps an identifier URI that the tenant could not claim today', () => {
    const held = sampleApplication({ identifierUris: ['api://orders'] });
    expect(judge({ identifierUris: ['api://orders'] }, held)).toBeUndefined();
    expect(judge({ identifierUris: ['api://orders', 'api://others'] }, held)?.code).toBe('HostNotVerified');
  });

  it.each([
    ['takes version 1 tokens again', { api: sampleApi({ requestedAccessTokenVersion: 1 }) }, 'HostNotVerified'],
    ['leaves the version open again', { api: sampleApi() }, 'HostNotVerified'],
    ['keeps to version 2', { api: sampleApi({ requestedAccessTokenVersion: 2 }) }, undefined],
  ] as const)('is judged by the URIs it holds as well when it %s', (_, members, code) => {
    const identifierUris = ['api://somebody-else'];
    const held = sampleApplication({ identifierUris, api: sampleApi({ requestedAccessTokenVersion: 2 }) });
    expect(judge({ identifierUris, ...members }, held)?.code).toBe(code);
  });

  it('is judged by the URIs it holds as well when its audience changes', () => {
    const identifierUris = ['https://fabrikam.example/a'];
    const held = sampleApplication({ identifierUris });
    expect(judge({ identifierUris, signInAudience: 'AzureADMultipleOrgs' }, held)?.code).toBe('HostNotVerified');
  });

  it('is refused before any other look at its permissions when an enabled one is dropped', () => {
    const previous = sampleApplication({ appRoles: [sampleRole()] });
    expect(judge({ appRoles: [] }, previous)?.code).toBe('CannotDeleteEnabledEntitlement');
  });

  it.each<[string, Partial<Application>, string]>([
    ['a name of 91 characters', { displayName: 'x'.repeat(91) }, 'displayName'],
    ['app roles', { appRoles: [sampleRole()] }, 'appRoles'],
    [
      'a redirect URI with a query',
      { web: sampleWeb({ redirectUris: ['https://a.example/?b=1'] }) },
      'web.redirectUris',
    ],
    ['a URN as identifier', { identifierUris: ['urn:contoso.example:orders'] }, 'identifierUris'],
    ['31 permissions of one API', { requiredResourceAccess: [api(1, 31)] }, 'requiredResourceAccess.resourceAccess'],
  ])('does not change its audience to personal accounts while it has %s', (_, members, target) => {
    const version2 = { api: sampleApi({ requestedAccessTokenVersion: 2 }), ...members };
    const previous = sampleApplication(version2);
    expect(judge(version2, previous)).toBeUndefined();
    expect(judge({ ...version2, signInAudience: 'AzureADandPersonalMicrosoftAccount' }, previous)?.target).toBe(target);
  });
});

describe('declared permissions (Entra: validation differences by audience)', () => {
  it.each([
    ['AzureADMyOrg', [api(1, 400)], 0, true],
    ['AzureADMyOrg', [api(1, 401)], 0, false],
    ['AzureADandPersonalMicrosoftAccount', [api(1, 30)], 0, true],
    ['AzureADandPersonalMicrosoftAccount', [api(1, 31)], 0, false],
    ['AzureADandPersonalMicrosoftAccount', Array.from({ length: 7 }, (_, index) => api(index, 29)), 0, false],
    ['AzureADMyOrg', Array.from({ length: 50 }, (_, index) => api(index)), 10, true],
    ['AzureADMyOrg', Array.from({ length: 51 }, (_, index) => api(index)), 0, false],
    ['AzureADMyOrg', [api(1)], 11, false],
    ['AzureADMyOrg', [api(1), api(1)], 0, false],
    ['AzureADMyOrg', [{ resourceAppId: appId, resourceAccess: [...access(1), ...access(1)] }], 0, false],
    [
      'AzureADMyOrg',
      [{ resourceAppId: appId, resourceAccess: [{ id: 'User.Read', type: 'Scope' as const }] }],
      0,
      false,
    ],
    [
      'AzureADMyOrg',
      [
        {
          resourceAppId: appId,
          resourceAccess: [
            { id: otherId, type: 'Scope' as const },
            { id: otherId, type: 'Role' as const },
          ],
        },
      ],
      0,
      true,
    ],
  ] as const)('%s, case %#', (audience, declared, foreign, allowed) => {
    const verdict = refusal(() => requireRequiredResourceAccess(declared, audience, foreign));
    expect(verdict?.code).toBe(allowed ? undefined : 'InvalidValue');
  });
});
