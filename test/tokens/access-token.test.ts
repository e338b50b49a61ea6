import { describe, expect, it } from 'vitest';
import { accessTokenClaims, GROUP_OVERAGE_LIMIT, groupClaims } from '../../src/tokens/index.ts';
import { sampleUser, tenantId } from '../directory/samples.ts';
import { ada, appFacts, baseUrl, clientAppId, instanceId, resourceAppId, userFacts } from './facts.ts';

/** The moment of issue in seconds, and what every token tells of it. */
const now = Math.floor(Date.UTC(2026, 0, 15, 12) / 1000);
const times = { iat: now - 300, nbf: now - 300, exp: now + 4200 };
const always = { tid: tenantId, uti: 'uti-1234567890-abcdef0' };
const v1 = { iss: `${baseUrl}/${tenantId}/`, ver: '1.0' };
const v2 = { iss: `${baseUrl}/${tenantId}/v2.0`, ver: '2.0' };

describe('claims of an access token, whole (sts reference 5.3)', () => {
  it('an application’s own, version 2', () => {
    expect(accessTokenClaims(appFacts())).toEqual({
      ...always,
      ...times,
      ...v2,
      aud: resourceAppId,
      azp: clientAppId,
      azpacr: '1',
      oid: instanceId,
      sub: instanceId,
    });
  });

  it('an application’s own, version 1', () => {
    expect(accessTokenClaims(appFacts({ version: 1, audience: 'api://orders', roles: ['Orders.Read.All'] }))).toEqual({
      ...always,
      ...times,
      ...v1,
      aud: 'api://orders',
      appid: clientAppId,
      appidacr: '1',
      idp: v1.iss,
      oid: instanceId,
      sub: instanceId,
      roles: ['Orders.Read.All'],
    });
  });

  it('a person’s, version 2', () => {
    expect(accessTokenClaims(userFacts())).toEqual({
      ...always,
      ...times,
      ...v2,
      aud: resourceAppId,
      azp: clientAppId,
      azpacr: '1',
      name: 'Ada Lovelace',
      oid: ada.id,
      preferred_username: 'ada@contoso.example',
      scp: 'Orders.Read Orders.Write',
      sub: 'pairwise-for-the-api',
    });
  });

  it('a person’s, version 1', () => {
    expect(accessTokenClaims(userFacts({ version: 1, roles: ['Approver'] }))).toEqual({
      ...always,
      ...times,
      ...v1,
      acr: '1',
      amr: ['pwd'],
      aud: resourceAppId,
      appid: clientAppId,
      appidacr: '1',
      family_name: 'Lovelace',
      given_name: 'Ada',
      ipaddr: '127.0.0.1',
      name: 'Ada Lovelace',
      nickname: ada.mailNickname,
      oid: ada.id,
      roles: ['Approver'],
      scp: 'Orders.Read Orders.Write',
      sub: 'pairwise-for-the-api',
      unique_name: 'ada@contoso.example',
      upn: 'ada@contoso.example',
    });
  });

  it('a person’s for Microsoft Graph tells it more', () => {
    const roleTemplateIds = ['62e90394-69f5-4237-9190-012177145e10'];
    expect(accessTokenClaims(userFacts({ version: 1, isForGraph: true }, { roleTemplateIds }))).toMatchObject({
      acct: 0,
      app_displayname: 'Client',
      idtyp: 'user',
      sid: 'f0000000-0000-4000-8000-00000000000f',
      wids: roleTemplateIds,
    });
  });

  it('an application’s own for Microsoft Graph tells it more', () => {
    expect(accessTokenClaims(appFacts({ version: 1, isForGraph: true }))).toMatchObject({
      app_displayname: 'Client',
      idtyp: 'app',
      wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
    });
  });
});

describe('who the token is of', () => {
  it('an application’s token never has scopes, a person’s always does: APIs tell them apart by it', () => {
    expect(accessTokenClaims(appFacts())).not.toHaveProperty('scp');
    expect(accessTokenClaims(userFacts({}, { scopes: [] }))).toHaveProperty('scp');
  });

  it('without profile, version 2 names nobody but by their object id', () => {
    const claims = accessTokenClaims(userFacts({}, { hasProfile: false }));
    expect(claims).toMatchObject({ oid: ada.id });
    expect(claims).not.toHaveProperty('name');
    expect(claims).not.toHaveProperty('preferred_username');
  });

  it('names what a person lacks in no way, not even as null', () => {
    const user = sampleUser();
    const claims = accessTokenClaims(userFacts({ version: 1, person: user }, { user }));
    expect(Object.values(claims)).not.toContain(null);
    expect(claims).not.toHaveProperty('family_name');
  });

  it('a guest’s token has their mail', () => {
    const user = { ...ada, userType: 'Guest' as const };
    expect(accessTokenClaims(userFacts({ isForGraph: true }, { user }))).toMatchObject({ email: ada.mail, acct: 1 });
  });

  it.each(['0', '1', '2'] as const)('says how strongly the client proved itself: %s', (strength) => {
    const client = { appId: clientAppId, displayName: 'Client', strength };
    expect(accessTokenClaims(userFacts({ client }))).toMatchObject({ azpacr: strength });
    expect(accessTokenClaims(userFacts({ client, version: 1 }))).toMatchObject({ appidacr: strength });
  });
});

describe('groups (sts reference 5.8)', () => {
  const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `group-${index}`);

  it.each([
    ['not asked for', undefined, {}],
    ['none', [], {}],
    ['as many as fit', ids(GROUP_OVERAGE_LIMIT), { groups: ids(GROUP_OVERAGE_LIMIT) }],
    [
      'one more than fits: where they are to be read',
      ids(GROUP_OVERAGE_LIMIT + 1),
      {
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint: `${baseUrl}/v1.0/users/${ada.id}/getMemberObjects` } },
      },
    ],
  ])('%s', (_, groupIds, expected) => {
    const groups = groupClaims(baseUrl, ada, groupIds);
    expect(groups).toEqual(expected);
    expect(accessTokenClaims(userFacts({}, { groups }))).toMatchObject(expected);
  });
});

describe('groups in the address of a browser (implicit flow, sts reference 5.8)', () => {
  it.each([
    ['none', 0, {}],
    ['as many as fit', 5, { groups: ['g0', 'g1', 'g2', 'g3', 'g4'] }],
    ['one more than fits', 6, { hasgroups: true }],
    ['a great many', 500, { hasgroups: true }],
  ])('%s', (_, count, expected) => {
    const ids = Array.from({ length: count }, (_unused, index) => `g${index}`);
    expect(groupClaims(baseUrl, ada, ids, true)).toEqual(expected);
  });
});
