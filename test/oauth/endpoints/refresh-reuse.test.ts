import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateTenant } from '../../../src/directory/index.ts';
import { codeOf, openStage, pkce, redirectUris, type Stage, spaOrigin, type TokenAnswer } from '../../interop/stage.ts';

// Each test moves the clock: each has a platform of its own.
let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  for (const client of [stage.web, stage.spa]) await stage.consent(client.appId, null, stage.api.appId, 'Orders.Read');
  await updateTenant(stage.commands(), { tokenService: { refreshTokenReuse: 'revoke' } });
});
afterEach(() => stage.stop());

const minute = 60_000;

/** A page's first refresh token. */
async function pageToken(): Promise<string> {
  const client = { client_id: stage.spa.appId, redirect_uri: redirectUris.spa };
  const challenge = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };
  const code = await stage.code(stage.ada, { ...client, ...challenge });
  const redemption = { grant_type: 'authorization_code', ...client, code, code_verifier: pkce.verifier };
  return String((await stage.token(redemption, { origin: spaOrigin })).body.refresh_token);
}

const refresh = (token: string): Promise<TokenAnswer> =>
  stage.token({ grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token }, { origin: spaOrigin });
const successorOf = async (token: string) => String((await refresh(token)).body.refresh_token);

describe('refresh tokens of public clients, where the tenant has them be good once (RFC 9700 §4.14.2)', () => {
  it('follow each other', async () => {
    let token = await pageToken();
    for (let count = 0; count < 3; count += 1) {
      token = await successorOf(token);
      stage.platform.clock.advance(minute);
    }
    expect(codeOf(await refresh(token))).toBe(0);
  });

  it('a stolen one that is used after its owner’s ends the sign-in for both', async () => {
    const stolen = await pageToken();
    const mine = await successorOf(stolen);
    stage.platform.clock.advance(minute);
    const refused = await refresh(stolen);
    expect([codeOf(refused), refused.body.error]).toEqual([70000, 'invalid_grant']);
    expect(refused.body.error_description).toContain('was used before');
    expect(codeOf(await refresh(mine))).toBe(70000);
  });

  it('one that is used before its owner’s ends it as well', async () => {
    const stolen = await pageToken();
    const thiefs = await successorOf(stolen);
    stage.platform.clock.advance(minute);
    expect(codeOf(await refresh(stolen)), 'the owner comes').toBe(70000);
    expect(codeOf(await refresh(thiefs))).toBe(70000);
  });

  it('even within the moments that a lost answer is given: only one of the two goes on', async () => {
    const stolen = await pageToken();
    const mine = await successorOf(stolen);
    const thiefs = await successorOf(stolen);
    stage.platform.clock.advance(minute);
    expect(codeOf(await refresh(mine))).toBe(70000);
    expect(codeOf(await refresh(thiefs))).toBe(70000);
  });

  it('and an answer that was lost may be asked for again', async () => {
    const token = await pageToken();
    await refresh(token);
    stage.platform.clock.advance(29_000);
    const again = await successorOf(token);
    stage.platform.clock.advance(minute);
    expect(codeOf(await refresh(again))).toBe(0);
  });

  it('tell in the record whom it was about (sts reference 9.1)', async () => {
    const token = await pageToken();
    await refresh(token);
    stage.platform.clock.advance(minute);
    await refresh(token);
    const { signIns } = stage.platform.foundation.storage.stores;
    const [record] = await signIns.list(stage.platform.tenant.id, { top: 1 });
    expect(record).toMatchObject({ errorCode: 70000, user: { id: stage.ada.id }, appId: stage.spa.appId });
    expect(record?.failureReason).toContain('was used before');
  });

  it('other sign-ins of the same person go on', async () => {
    const [token, other] = [await pageToken(), await pageToken()];
    await refresh(token);
    stage.platform.clock.advance(minute);
    await refresh(token);
    expect(codeOf(await refresh(other))).toBe(0);
  });

  it('those of clients that prove themselves stay good, and so do all once the tenant allows it', async () => {
    const { body } = await stage.token(stage.redemption(await stage.code(stage.ada)));
    const refreshWeb = () =>
      stage.token({
        grant_type: 'refresh_token',
        client_id: stage.web.appId,
        client_secret: stage.web.clientSecret,
        refresh_token: String(body.refresh_token),
      });
    await refreshWeb();
    stage.platform.clock.advance(minute);
    expect(codeOf(await refreshWeb())).toBe(0);
    const token = await pageToken();
    await updateTenant(stage.commands(), { tokenService: { refreshTokenReuse: 'allow' } });
    await refresh(token);
    stage.platform.clock.advance(minute);
    expect(codeOf(await refresh(token))).toBe(0);
  });
});
