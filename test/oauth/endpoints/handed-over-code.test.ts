import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../../src/testing/index.ts';
import { claimsOf, codeOf, openStage, redirectUris, type Stage, spaOrigin } from '../../interop/stage.ts';

let stage: Stage;
let app: TestApp;
beforeAll(async () => {
  stage = await openStage();
  app = await stage.platform.createApp({
    displayName: 'Shop with a page of its own',
    web: { redirectUris: [redirectUris.web] },
    spa: { redirectUris: [redirectUris.spa] },
  });
  await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

const own = () => ({ client_id: app.appId, client_secret: app.clientSecret });
const redeemOnServer = async (more = {}) => {
  const code = await stage.code(stage.ada, { client_id: app.appId });
  const { body } = await stage.token(stage.redemption(code, { ...own(), return_spa_code: '1', ...more }));
  return { code, body, spaCode: String(body.spa_code) };
};
const redeemInPage = (code: string, more = {}, headers: Readonly<Record<string, string>> = { origin: spaOrigin }) =>
  stage.token({ grant_type: 'authorization_code', client_id: app.appId, code, ...more }, headers);

describe('a code that a web application hands to its own page (spa_code)', () => {
  it('is given when asked for, and redeemed by the page without redirect, challenge or secret', async () => {
    const { spaCode } = await redeemOnServer();
    const { status, body } = await redeemInPage(spaCode);
    expect(status).toBe(200);
    expect(claimsOf(body.access_token)).toMatchObject({ oid: stage.ada.id, azp: app.appId, azpacr: '0' });
    expect(claimsOf(body.id_token)).not.toHaveProperty('nonce');
    // Its refresh token is a page's: it ends within a day.
    expect(Number(body.refresh_token_expires_in)).toBeLessThanOrEqual(24 * 60 * 60);
    expect(body).not.toHaveProperty('spa_code');
  });

  it('is good once, and a second use ends what the sign-in led to', async () => {
    const { spaCode, body: onServer } = await redeemOnServer();
    const { body } = await redeemInPage(spaCode);
    expect(codeOf(await redeemInPage(spaCode))).toBe(54005);
    const inPage = { grant_type: 'refresh_token', client_id: app.appId, refresh_token: String(body.refresh_token) };
    expect(codeOf(await stage.token(inPage, { origin: spaOrigin }))).toBe(70000);
    const serverToken = { grant_type: 'refresh_token', ...own(), refresh_token: String(onServer.refresh_token) };
    expect(codeOf(await stage.token(serverToken))).toBe(70000);
  });

  it('ends with the code it was given for, when that is used a second time (RFC 6749 §4.1.2)', async () => {
    const { code, spaCode } = await redeemOnServer();
    const other = await redeemOnServer();
    expect(codeOf(await stage.token(stage.redemption(code, own())))).toBe(54005);
    expect(codeOf(await redeemInPage(spaCode))).toBe(54005);
    expect(codeOf(await redeemInPage(other.spaCode)), 'of another sign-in').toBe(0);
  });

  it('is a page’s alone: no server, no other origin, no secret, no other client', async () => {
    const { spaCode } = await redeemOnServer();
    expect(codeOf(await redeemInPage(spaCode, {}, {}))).toBe(9002327);
    expect(codeOf(await redeemInPage(spaCode, {}, { origin: 'https://evil.example' }))).toBe(9002326);
    expect(codeOf(await redeemInPage(spaCode, { client_secret: app.clientSecret }))).toBe(700025);
    expect(codeOf(await redeemInPage(spaCode, { client_id: stage.spa.appId }))).toBe(70000);
    expect((await redeemInPage(spaCode)).status).toBe(200);
  });

  it('holds for two minutes', async () => {
    const { spaCode } = await redeemOnServer();
    stage.platform.clock.advance(2 * 60 * 1000);
    expect(codeOf(await redeemInPage(spaCode))).toBe(70008);
  });

  it('is not given unasked, nor to a client without a page, nor for a code that is itself a page’s', async () => {
    expect((await redeemOnServer({ return_spa_code: undefined })).body).not.toHaveProperty('spa_code');
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const code = await stage.code(stage.ada);
    const { body } = await stage.token(stage.redemption(code, { return_spa_code: '1' }));
    expect(body).not.toHaveProperty('spa_code');
    const { spaCode } = await redeemOnServer();
    expect((await redeemInPage(spaCode, { return_spa_code: '1' })).body).not.toHaveProperty('spa_code');
  });
});
