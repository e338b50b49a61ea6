import { describe, expect, it } from 'vitest';
import { type AssertionContext, requireUserAssertion } from '../../../src/oauth/rules/user-assertion.ts';
import type { VerifiedToken } from '../../../src/tokens/index.ts';
import { sampleApplication, tenantId } from '../../directory/samples.ts';
import { refusalOf } from '../refusal-of.ts';

const baseUrl = 'https://login.example';
const now = Date.UTC(2026, 0, 1, 12);
const seconds = now / 1000;
const client = sampleApplication({ identifierUris: ['api://Orders'] });
const context: AssertionContext = { baseUrl, tenant: { id: tenantId }, client, now };

const claims = {
  aud: client.appId,
  iss: `${baseUrl}/${tenantId}/v2.0`,
  tid: tenantId,
  oid: '77777777-0000-4000-8000-000000000001',
  ver: '2.0',
  azp: '88888888-0000-4000-8000-000000000001',
  scp: 'Orders.Read',
  nbf: seconds - 360,
  exp: seconds + 600,
};
type Claims = Readonly<Record<string, unknown>>;
const judge = (more: Claims = {}) => requireUserAssertion({ ok: true, claims: { ...claims, ...more } }, context);

describe('an assertion on behalf of a person (sts reference 4.5)', () => {
  it('tells whom, and when in truth: tokens are dated back', () => {
    expect(judge()).toEqual({
      userId: claims.oid,
      issuedAt: now - 60_000 + 999,
      authenticatedAt: null,
      expiresAt: now + 600_000,
      methods: [],
      sid: undefined,
    });
    expect(judge({ amr: ['pwd', 1, 'mfa'], sid: 's' })).toMatchObject({ methods: ['pwd', 'mfa'], sid: 's' });
    expect(judge({ auth_time: seconds - 4000 }).authenticatedAt).toBe(now - 4_000_000);
    expect(judge({ nbf: seconds - 300 }).issuedAt, 'never later than now').toBe(now);
  });

  const version1 = { ver: '1.0', iss: `${baseUrl}/${tenantId}/`, azp: undefined, appid: claims.azp };
  it.each<[string, number | undefined, Claims]>([
    ['version 2', undefined, {}],
    ['version 1', undefined, version1],
    ['an App ID URI as the audience, in any case', undefined, { ...version1, aud: 'API://orders' }],
    ['with the slash that the client wrote', undefined, { ...version1, aud: 'api://Orders/' }],
    ['with the spn: that the client wrote', undefined, { ...version1, aud: `spn:${client.appId}` }],
    ['two slashes', 500131, { ...version1, aud: 'api://Orders//' }],
    ['the issuer of version 1 in version 2', 50013, { iss: `${baseUrl}/${tenantId}/` }],
    ['the issuer of version 2 in version 1', 50013, { ...version1, iss: claims.iss }],
    ['another host', 50013, { iss: `https://evil.example/${tenantId}/v2.0` }],
    ['another tenant', 50013, { tid: '66666666-0000-4000-8000-000000000001' }],
    ['no tenant', 50013, { tid: undefined }],
    ['no person', 50013, { oid: undefined }],
    ['no client: an ID token', 240002, { azp: undefined }],
    ['no scopes: an application', 7000114, { scp: undefined, roles: ['Orders.Read'] }],
    ['another audience', 500131, { aud: 'api://Orders/more' }],
    ['several audiences', 500131, { aud: [client.appId, 'x'] }],
    ['no audience', 500131, { aud: undefined }],
    ['the last moment', undefined, { exp: seconds + 1 }],
    ['the moment of its end', 500133, { exp: seconds }],
  ])('%s: %s', (_, code, more) => {
    expect(refusalOf(() => judge(more))).toBe(code);
  });

  it.each<[VerifiedToken, number]>([
    [{ ok: false, reason: 'malformed' }, 50013],
    [{ ok: false, reason: 'algorithm' }, 50013],
    [{ ok: false, reason: 'unknownKey' }, 50013],
    [{ ok: false, reason: 'signature' }, 50013],
    [{ ok: false, reason: 'expired', claims }, 500133],
    [{ ok: false, reason: 'notYetValid', claims }, 500133],
    [{ ok: false, reason: 'expired', claims: { ...claims, aud: 'somebody else' } }, 500131],
  ])('%j: %s', (token, code) => {
    expect(refusalOf(() => requireUserAssertion(token, context))).toBe(code);
  });
});
