import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateApplication, updateTenant } from '../../../src/directory/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../../certificates.ts';
import { codeOf, openStage, type Stage } from '../../interop/stage.ts';

let stage: Stage;
let certificate: TestCertificate;
beforeAll(async () => {
  stage = await openStage();
  certificate = await makeCertificate('P-256');
  await updateApplication(stage.commands(), stage.web.id, {
    keyCredentials: [{ key: certificate.der.toString('base64') }],
  });
  await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

let drawn = 0;
function assertion(more: Readonly<Record<string, unknown>> = {}): string {
  const now = Math.floor(stage.platform.clock.now() / 1000);
  const { appId } = stage.web;
  const aud = `${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`;
  drawn += 1;
  const claims = { aud, iss: appId, sub: appId, jti: `assertion ${drawn}`, exp: now + 60, ...more };
  return signJws(certificate.privateKey, { alg: 'ES256' }, claims);
}

const proof = (text: string) => ({
  client_secret: undefined,
  client_assertion: text,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
});
const ask = (text: string, scope = `${stage.api.uri}/.default`) =>
  stage.token({ grant_type: 'client_credentials', client_id: stage.web.appId, scope, ...proof(text) });

describe('one assertion for several requests', () => {
  it('is as good as the first time until it expires, as MSAL relies on', async () => {
    const one = assertion();
    for (const _ of [1, 2, 3]) expect((await ask(one)).status).toBe(200);
    stage.platform.clock.advance(360_000);
    expect(codeOf(await ask(one))).toBe(700024);
  });

  describe('where the tenant accepts each once (RFC 7523 §3 (7))', () => {
    beforeAll(() => updateTenant(stage.commands(), { tokenService: { clientAssertionReuse: 'refuse' } }));

    it('gets tokens once', async () => {
      const one = assertion();
      expect((await ask(one)).status).toBe(200);
      const again = await ask(one);
      expect([codeOf(again), again.status, again.body.error]).toEqual([50012, 401, 'invalid_client']);
      expect(again.body.error_description).toContain('was used before');
    });

    it('gets tokens for exactly one of many requests at once', async () => {
      const one = assertion();
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(one)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(7).fill(401)]);
    });

    it('is known by its jti, however it is signed', async () => {
      expect((await ask(assertion({ jti: 'same' }))).status).toBe(200);
      expect(codeOf(await ask(assertion({ jti: 'same', extra: 1 })))).toBe(50012);
    });

    it('without a jti is known by what was signed', async () => {
      const one = assertion({ jti: undefined });
      expect((await ask(one)).status).toBe(200);
      expect(codeOf(await ask(one))).toBe(50012);
      expect((await ask(assertion({ jti: undefined, extra: 1 }))).status).toBe(200);
    });

    it('is not used by a request that failed, so that it can be repeated', async () => {
      const one = assertion();
      expect(codeOf(await ask(one, 'api://nobody/.default'))).toBe(500011);
      expect((await ask(one)).status).toBe(200);
    });

    it('that was used spends no code of a person', async () => {
      const used = assertion();
      await ask(used);
      const code = await stage.code(stage.ada);
      expect(codeOf(await stage.token(stage.redemption(code, proof(used))))).toBe(50012);
      expect((await stage.token(stage.redemption(code, proof(assertion())))).status).toBe(200);
    });

    it('is forgotten when nobody would accept it any more', async () => {
      const one = assertion();
      await ask(one);
      const { unitOfWork } = stage.platform.foundation.storage;
      const prune = () => unitOfWork.run((own) => own.assertionReplays.prune(stage.platform.clock.now()));
      await prune();
      expect(codeOf(await ask(one))).toBe(50012);
      stage.platform.clock.advance(361_000);
      expect(await prune()).toBeGreaterThan(0);
      expect(codeOf(await ask(one))).toBe(700024);
    });
  });
});
