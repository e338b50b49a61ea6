import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMembers, updateApplication } from '../../../src/directory/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { answerTo, formAround, Person } from '../../interop/person.ts';
import { claimsOf, graphAppId, openStage, redirectUris, type Stage } from '../../interop/stage.ts';

let stage: Stage;
let app: TestApp;
beforeAll(async () => {
  stage = await openStage();
  app = await stage.platform.createApp({
    displayName: 'Front channel',
    web: {
      redirectUris: [redirectUris.web],
      implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
    },
  });
  await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
  await stage.consent(app.appId, stage.ada, graphAppId, 'openid', 'profile');
});
afterAll(() => stage.stop());

const ask = (response_type: string, more: Readonly<Record<string, string | undefined>> = {}) =>
  stage.arrive(new Person(stage.platform), stage.ada, {
    client_id: app.appId,
    scope: `openid profile ${stage.api.uri}/Orders.Read`,
    response_type,
    ...more,
  });

const leftHalf = (value: string | undefined) =>
  createHash('sha256').update(String(value)).digest().subarray(0, 16).toString('base64url');

describe('tokens from the authorize endpoint (RFC 6749 §4.2; OIDC Core §3.2, §3.3)', () => {
  it.each([
    ['id_token', ['id_token']],
    ['token', ['access_token']],
    ['id_token token', ['access_token', 'id_token']],
    ['code id_token', ['code', 'id_token']],
    ['code token', ['access_token', 'code']],
    ['code id_token token', ['access_token', 'code', 'id_token']],
  ])('%s gives exactly that, in the fragment', async (type, parts) => {
    const { location } = await ask(type);
    expect(location?.search).toBe('');
    const answer = answerTo({ location } as never);
    const about = parts.includes('access_token') ? ['expires_in', 'scope', 'token_type'] : [];
    expect(Object.keys(answer).sort()).toEqual([...parts, ...about, 'session_state', 'state'].sort());
    if (parts.includes('access_token'))
      expect(answer).toMatchObject({ token_type: 'Bearer', scope: expect.stringContaining('/Orders.Read') });
  });

  it('an ID token names what came with it, and nothing else (at_hash, c_hash)', async () => {
    const all = answerTo(await ask('code id_token token'));
    expect(claimsOf(all.id_token)).toMatchObject({
      nonce: 'nonce-1',
      at_hash: leftHalf(all.access_token),
      c_hash: leftHalf(all.code),
    });
    const alone = claimsOf(answerTo(await ask('id_token')).id_token);
    expect(alone).not.toHaveProperty('at_hash');
    expect(alone).not.toHaveProperty('c_hash');
  });

  it('one redeemed from a code names neither, and the code of a hybrid answer is good once', async () => {
    const { code = '' } = answerTo(await ask('code id_token token'));
    const proof = { client_id: app.appId, client_secret: app.clientSecret };
    const { body } = await stage.token(stage.redemption(code, proof));
    expect(claimsOf(body.id_token)).not.toHaveProperty('at_hash');
    expect(claimsOf(body.id_token)).not.toHaveProperty('c_hash');
    expect((await stage.token(stage.redemption(code, proof))).body.error_codes).toEqual([54005]);
  });

  it('the access token is a public client’s, for the API and the scopes granted, and is recorded', async () => {
    const answer = answerTo(await ask('token'));
    const claims = claimsOf(answer.access_token);
    expect(claims).toMatchObject({ aud: stage.api.appId, azp: app.appId, azpacr: '0', scp: 'Orders.Read' });
    const now = Math.floor(stage.platform.clock.now() / 1000);
    expect(Number(claims.exp) - now).toBe(Number(answer.expires_in));
    const { stores } = stage.platform.foundation.storage;
    const [record] = await stores.signIns.list(stage.platform.tenant.id, { top: 1, eventTypes: ['interactiveUser'] });
    expect(record).toMatchObject({ uniqueTokenIdentifier: claims.uti, resourceId: stage.api.appId, errorCode: 0 });
  });

  it('without any API it is good for UserInfo, whose sub is the ID token’s', async () => {
    const { access_token, id_token } = answerTo(await ask('id_token token', { scope: 'openid profile' }));
    const { baseUrl, fetch } = stage.platform;
    const person = await fetch(`${baseUrl}/oidc/userinfo`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(await person.json()).toMatchObject({ sub: claimsOf(id_token).sub, name: 'Ada Lovelace' });
  });

  it('offline_access gives no refresh token here', async () => {
    const answer = answerTo(await ask('id_token token', { scope: 'openid offline_access' }));
    expect(Object.keys(answer).filter((name) => name.includes('refresh'))).toEqual([]);
  });

  it('more than five groups are too many for an address, and fit into a form', async () => {
    await updateApplication(stage.commands(), app.id, { groupMembershipClaims: 'SecurityGroup' });
    for (let count = 0; count < 6; count += 1) {
      const { id } = await stage.platform.createGroup({ displayName: `Group ${count}` });
      await addMembers(stage.commands(), id, [stage.ada.id]);
    }
    const inAddress = claimsOf(answerTo(await ask('id_token')).id_token);
    expect([inAddress.hasgroups, inAddress.groups]).toEqual([true, undefined]);
    const inForm = claimsOf(answerTo(await ask('id_token', { response_mode: 'form_post' })).id_token);
    expect([inForm.hasgroups, inForm.groups]).toEqual([undefined, expect.objectContaining({ length: 6 })]);
  });

  it('in a form they are posted to the client, by its button where there is no script', async () => {
    const page = await ask('code id_token token', { response_mode: 'form_post' });
    expect([page.status, page.location]).toEqual([200, undefined]);
    const form = formAround(page.html, 'idSIButton9');
    expect(form.action).toBe(redirectUris.web);
    expect(Object.keys(form.fields).sort()).toEqual(
      ['access_token', 'code', 'expires_in', 'id_token', 'scope', 'session_state', 'state', 'token_type'].sort(),
    );
  });

  it.each(['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'])(
    '%s never leaves in a query, not even its refusal',
    async (type) => {
      const { location } = await ask(type, { response_mode: 'query' });
      expect(location?.search).toBe('');
      expect(answerTo({ location } as never).error_description).toMatch(/^AADSTS70007: /);
    },
  );
});
