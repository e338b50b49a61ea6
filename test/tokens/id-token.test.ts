import { describe, expect, it } from 'vitest';
import { idTokenClaims } from '../../src/tokens/index.ts';
import { tenantId } from '../directory/samples.ts';
import { ada, baseUrl, clientAppId, idFacts } from './facts.ts';

const now = Math.floor(Date.UTC(2026, 0, 15, 12) / 1000);
const always = {
  aud: clientAppId,
  iss: `${baseUrl}/${tenantId}/v2.0`,
  iat: now - 240,
  nbf: now - 240,
  exp: now + 3600,
  sid: 'f0000000-0000-4000-8000-00000000000f',
  sub: 'pairwise-for-the-client',
  tid: tenantId,
  uti: 'uti-1234567890-abcdef0',
  ver: '2.0',
};
const profile = { name: 'Ada Lovelace', oid: ada.id, preferred_username: 'ada@contoso.example' };

describe('claims of an ID token, whole (OIDC Core §2, sts reference 5.4)', () => {
  it.each([
    ['openid alone', { scopes: ['openid'], nonce: null }, {}],
    ['openid and profile', { nonce: null }, profile],
    ['openid and email', { scopes: ['openid', 'email'], nonce: null }, { email: ada.mail }],
    ['with a nonce', { scopes: ['openid'] }, { nonce: 'nonce-1' }],
    ['with roles on the client', { scopes: ['openid'], nonce: null, roles: ['Approver'] }, { roles: ['Approver'] }],
    ['with groups', { scopes: ['openid'], nonce: null, groups: { groups: ['g'] } }, { groups: ['g'] }],
    [
      'with max_age or auth_time asked for (OIDC Core §3.1.2.1)',
      { scopes: ['openid'], nonce: null, authTimeRequested: true },
      { auth_time: now - 60 },
    ],
    [
      'from the authorize endpoint (OIDC Core §3.3.2.11)',
      { scopes: ['openid'], nonce: null, codeHash: 'hash' },
      { c_hash: 'hash' },
    ],
    [
      'of a guest',
      { scopes: ['openid'], nonce: null, user: { ...ada, userType: 'Guest' as const } },
      { email: ada.mail },
    ],
  ])('%s', (_, facts, more) => {
    expect(idTokenClaims(idFacts(facts))).toEqual({ ...always, ...more });
  });
});

describe('version 1, whatever the scopes are (sts reference 5.4)', () => {
  const versionOne = {
    ...always,
    iss: `${baseUrl}/${tenantId}/`,
    ver: '1.0',
    amr: ['pwd'],
    family_name: 'Lovelace',
    given_name: 'Ada',
    ipaddr: '127.0.0.1',
    name: 'Ada Lovelace',
    oid: ada.id,
    unique_name: 'ada@contoso.example',
    upn: 'ada@contoso.example',
  };
  it.each([
    ['no scope', { scopes: [], nonce: null }, {}],
    ['openid and profile', { nonce: null }, {}],
    ['email', { scopes: ['email'], nonce: null }, { email: ada.mail }],
    ['beside an access token (OIDC Core §3.2.2.10)', { nonce: null, accessTokenHash: 'half' }, { at_hash: 'half' }],
    [
      'of somebody from elsewhere',
      { nonce: null, identityProvider: 'https://sts.test/x/' },
      { idp: 'https://sts.test/x/' },
    ],
  ])('%s', (_, facts, more) => {
    expect(idTokenClaims(idFacts({ version: 1, ...facts }))).toEqual({ ...versionOne, ...more });
  });
});
