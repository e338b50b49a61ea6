import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAppRoleAssignment,
  revokeSignInSessions,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import { claimsOf, codeOf, graphAppId, openStage, type Stage } from '../../interop/stage.ts';
import { addThirdTier, clerkRoleId, exchangeFields, stockScopeIds, type ThreeTiers } from '../three-tiers.ts';

let stage: Stage;
let tiers: ThreeTiers;
let assertion: string;
beforeAll(async () => {
  stage = await openStage();
  tiers = await addThirdTier(stage);
  await stage.consent(stage.api.appId, stage.ada, tiers.stock.appId, 'Stock.Read');
  assertion = await tiers.userToken(stage.ada);
});
afterAll(() => stage.stop());

const minute = 60_000;

describe('an API calls the next one for its caller (sts reference 4.5)', () => {
  it('gets a token for that API, for the same person, in its own name', async () => {
    await createAppRoleAssignment(stage.commands(), {
      principalId: stage.ada.id,
      resourceId: tiers.stock.servicePrincipalId,
      appRoleId: clerkRoleId,
    });
    const { body, status } = await tiers.exchange(assertion);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', scope: `${tiers.stock.uri}/Stock.Read` });
    expect(body).not.toHaveProperty('refresh_token');
    expect(body).not.toHaveProperty('id_token');
    const [before, after] = [claimsOf(assertion), claimsOf(body.access_token)];
    expect(before).toMatchObject({ aud: stage.api.appId, azp: stage.web.appId, ver: '2.0' });
    expect(after).toMatchObject({
      aud: tiers.stock.uri,
      appid: stage.api.appId,
      appidacr: '1',
      scp: 'Stock.Read',
      roles: ['Clerk'],
      oid: stage.ada.id,
      tid: stage.platform.tenant.id,
      ver: '1.0',
    });
    expect(after.sub, 'pairwise').not.toBe(before.sub);
  });

  it('whatever is granted, by .default; and tells of the account where it is asked to', async () => {
    await stage.consent(stage.api.appId, stage.ada, tiers.stock.appId, 'Stock.Count');
    const { body } = await tiers.exchange(assertion, { scope: `openid ${tiers.stock.uri}/.default`, client_info: '1' });
    expect(claimsOf(body.access_token).scp).toBe('Stock.Read Stock.Count');
    expect(claimsOf(body.id_token)).toMatchObject({ aud: stage.api.appId });
    expect(JSON.parse(Buffer.from(String(body.client_info), 'base64url').toString())).toEqual({
      uid: stage.ada.id,
      utid: stage.platform.tenant.id,
    });
  });

  it('reaches Graph', async () => {
    await stage.consent(stage.api.appId, stage.ada, graphAppId, 'User.Read');
    const { body } = await tiers.exchange(assertion, { scope: 'https://graph.microsoft.com/User.Read' });
    const me = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0/me`, {
      headers: { authorization: `Bearer ${String(body.access_token)}` },
    });
    expect(await me.json()).toMatchObject({ id: stage.ada.id, displayName: 'Ada Lovelace' });
  });

  it('and that one the next: version 1 and version 2 tokens both serve as assertions', async () => {
    const first = String((await tiers.exchange(assertion)).body.access_token);
    await stage.consent(tiers.stock.appId, stage.ada, stage.api.appId, 'Orders.Write');
    const onward = exchangeFields(tiers.stock, first, `${stage.api.uri}/Orders.Write`);
    const { body } = await stage.token(onward);
    expect(claimsOf(body.access_token)).toMatchObject({ azp: tiers.stock.appId, scp: 'Orders.Write', ver: '2.0' });
    expect(codeOf(await stage.token({ ...onward, assertion: String(body.access_token) })), 'not its own').toBe(500131);
  });

  it('gets nothing that outlives what it was made from', async () => {
    const until = Number(claimsOf(assertion).exp);
    const { body } = await tiers.exchange(assertion);
    expect(Number(claimsOf(body.access_token).exp)).toBeLessThanOrEqual(until);
    const chained = claimsOf((await tiers.exchange(await tiers.userToken(stage.ada))).body.access_token);
    expect(Number(chained.exp)).toBeGreaterThan(Math.floor(stage.platform.clock.now() / 1000) + 50 * 60);
  });

  it('with offline_access gets a refresh token that only it can redeem, with its credential (sts reference 4.3)', async () => {
    const { body } = await tiers.exchange(assertion, { scope: `offline_access ${tiers.stock.uri}/Stock.Read` });
    const refresh = (more = {}) =>
      stage.token({
        grant_type: 'refresh_token',
        client_id: stage.api.appId,
        client_secret: stage.api.clientSecret,
        refresh_token: String(body.refresh_token),
        ...more,
      });
    const renewed = await refresh();
    expect(claimsOf(renewed.body.access_token)).toMatchObject({ appid: stage.api.appId, scp: expect.any(String) });
    expect(codeOf(await refresh({ client_secret: undefined }))).toBe(7000218);
    const asWeb = { client_id: stage.web.appId, client_secret: stage.web.clientSecret };
    expect(codeOf(await refresh(asWeb))).toBe(70000);
  });

  it('may be a public client elsewhere: on behalf of people it proves itself all the same', async () => {
    await updateApplication(stage.commands(), stage.api.id, { isFallbackPublicClient: true });
    const { body } = await tiers.exchange(assertion, { scope: `offline_access ${tiers.stock.uri}/Stock.Read` });
    expect(codeOf(await tiers.exchange(assertion, { client_secret: undefined }))).toBe(7000218);
    const renewed = await stage.token({
      grant_type: 'refresh_token',
      client_id: stage.api.appId,
      client_secret: stage.api.clientSecret,
      refresh_token: String(body.refresh_token),
    });
    expect(codeOf(renewed)).toBe(0);
    await updateApplication(stage.commands(), stage.api.id, { isFallbackPublicClient: null });
  });

  it('needs no consent where the API behind preauthorized it (sts reference 7.2)', async () => {
    const bobs = await tiers.userToken(stage.bob);
    expect(codeOf(await tiers.exchange(bobs))).toBe(65001);
    const known = { appId: stage.api.appId, delegatedPermissionIds: [stockScopeIds.read] };
    await updateApplication(stage.commands(), tiers.stock.id, { api: { preAuthorizedApplications: [known] } });
    expect(claimsOf((await tiers.exchange(bobs)).body.access_token).scp).toBe('Stock.Read');
    await updateApplication(stage.commands(), tiers.stock.id, { api: { preAuthorizedApplications: [] } });
    expect(codeOf(await tiers.exchange(bobs))).toBe(65001);
  });

  it('takes any of its App ID URIs as the audience, and no other', async () => {
    const first = String((await tiers.exchange(assertion)).body.access_token);
    const exchange = () => stage.token(exchangeFields(tiers.stock, first, `${stage.api.uri}/Orders.Write`));
    expect(codeOf(await exchange())).toBe(0);
    const other = `api://${stage.platform.tenant.id}/renamed`;
    await updateApplication(stage.commands(), tiers.stock.id, { identifierUris: [other, tiers.stock.uri] });
    expect(codeOf(await exchange())).toBe(0);
    await updateApplication(stage.commands(), tiers.stock.id, { identifierUris: [other] });
    expect(codeOf(await exchange())).toBe(500131);
    await updateApplication(stage.commands(), tiers.stock.id, { identifierUris: [tiers.stock.uri] });
  });

  it('takes what is issued here however the API was named, with a slash at the end or as spn: (sts reference 5.3)', async () => {
    await stage.consent(tiers.stock.appId, stage.ada, stage.api.appId, 'Orders.Write');
    for (const [name, audience] of [
      [`${tiers.stock.uri}/`, `${tiers.stock.uri}/`],
      [`spn:${tiers.stock.appId}`, `spn:${tiers.stock.appId}`],
    ]) {
      const { body } = await tiers.exchange(assertion, { scope: `${name}/Stock.Read` });
      expect(claimsOf(body.access_token).aud).toBe(audience);
      const onward = exchangeFields(tiers.stock, String(body.access_token), `${stage.api.uri}/Orders.Write`);
      expect([name, codeOf(await stage.token(onward))]).toEqual([name, 0]);
    }
  });

  it('never says that the person authenticated later than they did: auth_time is the assertion’s, or absent', async () => {
    const tellsTime = {
      accessToken: [{ name: 'auth_time', source: null, essential: false, additionalProperties: [] }],
    };
    const optionalClaims = { idToken: [], saml2Token: [], ...tellsTime };
    await updateApplication(stage.commands(), tiers.stock.id, { optionalClaims });
    const first = await tiers.userToken(stage.ada, { scope: `openid offline_access ${stage.api.uri}/Orders.Read` });
    const scope = `offline_access ${tiers.stock.uri}/Stock.Read`;
    const renew = async (body: Readonly<Record<string, unknown>>) =>
      stage.token({
        grant_type: 'refresh_token',
        client_id: stage.api.appId,
        client_secret: stage.api.clientSecret,
        refresh_token: String(body.refresh_token),
      });
    const unknown = await tiers.exchange(first, { scope });
    expect(claimsOf(unknown.body.access_token)).not.toHaveProperty('auth_time');
    const twice = await renew((await renew(unknown.body)).body);
    expect(twice.status).toBe(200);
    expect(claimsOf(twice.body.access_token)).not.toHaveProperty('auth_time');

    await updateApplication(stage.commands(), stage.api.id, { optionalClaims });
    const told = await tiers.userToken(stage.ada);
    expect(claimsOf(told).auth_time).toEqual(expect.any(Number));
    stage.platform.clock.advance(minute);
    const known = await tiers.exchange(told, { scope });
    expect(claimsOf(known.body.access_token).auth_time).toBe(claimsOf(told).auth_time);
    expect(claimsOf((await renew(known.body)).body.access_token).auth_time).toBe(claimsOf(told).auth_time);
    await updateApplication(stage.commands(), stage.api.id, { optionalClaims: null });
    await updateApplication(stage.commands(), tiers.stock.id, { optionalClaims: null });
  });

  it('asks for people who are assigned, where the API behind or the one between demands it (sts reference 7.10)', async () => {
    const bobs = await tiers.userToken(stage.bob);
    await stage.consent(stage.api.appId, stage.bob, tiers.stock.appId, 'Stock.Read');
    expect(codeOf(await tiers.exchange(bobs))).toBe(0);
    for (const id of [tiers.stock.servicePrincipalId, stage.api.servicePrincipalId]) {
      await updateServicePrincipal(stage.commands(), id, { appRoleAssignmentRequired: true });
      expect([id, codeOf(await tiers.exchange(bobs))]).toEqual([id, 50105]);
      await updateServicePrincipal(stage.commands(), id, { appRoleAssignmentRequired: false });
    }
  });

  it('is written down as a sign-in of the person through the API between (sts reference 9.1)', async () => {
    const { body } = await tiers.exchange(assertion);
    const { signIns } = stage.platform.foundation.storage.stores;
    const records = await signIns.list(stage.platform.tenant.id, { top: 5, appId: stage.api.appId });
    expect(
      records.find(({ uniqueTokenIdentifier }) => uniqueTokenIdentifier === claimsOf(body.access_token).uti),
    ).toMatchObject({
      eventType: 'nonInteractiveUser',
      user: { id: stage.ada.id },
      appId: stage.api.appId,
      resourceId: tiers.stock.appId,
      incomingTokenType: 'none',
      authenticationProtocol: 'oAuth2',
      clientCredentialType: 'clientSecret',
      errorCode: 0,
    });
  });

  it('gets nothing any more once the person’s sessions were revoked, though the assertion has not expired', async () => {
    const mine = await tiers.userToken(stage.ada);
    stage.platform.clock.advance(minute);
    expect(codeOf(await tiers.exchange(mine))).toBe(0);
    await revokeSignInSessions(stage.commands(), stage.ada.id);
    const refused = await tiers.exchange(mine);
    expect([codeOf(refused), refused.body.error, refused.body.suberror]).toEqual([50173, 'invalid_grant', 'bad_token']);
  });
});
