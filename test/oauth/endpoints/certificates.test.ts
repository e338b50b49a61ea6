import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addServicePrincipalPassword,
  createServicePrincipal,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import type { TestTenant } from '../../../src/testing/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../../certificates.ts';
import { claimsOf, codeOf, openStage, type Stage } from '../../interop/stage.ts';

let stage: Stage;
let own: TestCertificate;
let foreign: TestCertificate;
let fabrikam: TestTenant;
beforeAll(async () => {
  stage = await openStage();
  [own, foreign] = await Promise.all([makeCertificate('P-256'), makeCertificate('P-256')]);
  fabrikam = await stage.platform.createTenant({ domain: 'fabrikam.test' });
});
afterAll(() => stage.stop());

type Members = Readonly<Record<string, unknown>>;
const credentials = (...certificates: readonly TestCertificate[]) => ({
  keyCredentials: certificates.map(({ der }) => ({ key: der.toString('base64') })),
});

/** Asks for a token of Graph with an assertion of the web client. */
async function ask(certificate: TestCertificate, segment: string = stage.platform.tenant.id, claims: Members = {}) {
  const { appId } = stage.web;
  const usual = {
    aud: `${stage.platform.baseUrl}/${segment}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    exp: Math.floor(stage.platform.clock.now() / 1000) + 60,
  };
  const header = { alg: 'ES256', x5t: Buffer.from(certificate.thumbprint, 'hex').toString('base64url') };
  return stage.token(
    {
      grant_type: 'client_credentials',
      client_id: appId,
      scope: 'https://graph.microsoft.com/.default',
      client_assertion: `${signJws(certificate.privateKey, header, { ...usual, ...claims })}\n`,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    },
    {},
    segment,
  );
}

async function newestRecord() {
  const { signIns } = stage.platform.foundation.storage.stores;
  return (await signIns.list(stage.platform.tenant.id, { top: 1 }))[0];
}

describe('a certificate counts (sts reference 6.2)', () => {
  it('on the definition, from the moment it is registered until the moment it is removed', async () => {
    expect(codeOf(await ask(own))).toBe(700027);
    await updateApplication(stage.commands(), stage.web.id, credentials(own));
    const answer = await ask(own);
    expect(claimsOf(answer.body.access_token)).toMatchObject({ appidacr: '2', appid: stage.web.appId });
    await updateApplication(stage.commands(), stage.web.id, credentials());
    expect(codeOf(await ask(own))).toBe(700027);
  });

  it('on the instance, in its own tenant alone', async () => {
    await updateApplication(stage.commands(), stage.web.id, {
      ...credentials(own),
      signInAudience: 'AzureADMultipleOrgs',
    });
    const there = stage.commands(fabrikam.tenant.id);
    const instance = await createServicePrincipal(there, { appId: stage.web.appId });
    await updateServicePrincipal(there, instance.id, credentials(foreign));
    expect((await ask(own, fabrikam.tenant.id)).status).toBe(200);
    expect((await ask(foreign, fabrikam.tenant.id)).status).toBe(200);
    expect((await ask(own)).status).toBe(200);
    expect(codeOf(await ask(foreign))).toBe(700027);
  });

  it('for the tenant that the assertion names, and no other in which the client is', async () => {
    const aud = `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/token`;
    expect(codeOf(await ask(own, fabrikam.tenant.id, { aud }))).toBe(700023);
    const byDomain = `${stage.platform.baseUrl}/${fabrikam.tenant.domain}/oauth2/v2.0/token`;
    expect((await ask(own, fabrikam.tenant.id, { aud: byDomain })).status).toBe(200);
    expect(codeOf(await ask(own, stage.platform.tenant.id, { aud: byDomain }))).toBe(700023);
  });
});

describe('a secret of the service principal', () => {
  it('counts as one of the application does, and is known by its first three characters', async () => {
    const { secret, credential } = await addServicePrincipalPassword(stage.commands(), stage.web.servicePrincipalId);
    expect(credential.hint).toBe(secret.reveal().slice(0, 3));
    const answer = await stage.token({
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: secret.reveal(),
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(claimsOf(answer.body.access_token)).toMatchObject({ appidacr: '1' });
    expect(await newestRecord()).toMatchObject({ credentialKeyId: credential.keyId });
  });
});

describe('the record of a sign-in', () => {
  it('names the certificate that proved the client', async () => {
    await ask(own);
    expect(await newestRecord()).toMatchObject({
      errorCode: 0,
      clientCredentialType: 'certificate',
      credentialThumbprint: own.thumbprint.toUpperCase(),
    });
  });

  it('of an assertion that was refused says that there was one, and nothing that it claims', async () => {
    await ask(await makeCertificate('P-256'));
    expect(await newestRecord()).toMatchObject({
      errorCode: 700027,
      clientCredentialType: 'clientAssertion',
      credentialKeyId: null,
      credentialThumbprint: null,
    });
  });
});
