import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Redacted, systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { writeQuickstartEnv } from '../../../src/platform/quickstart-env.ts';
import { startPlatform, type TestPlatform } from '../../../src/testing/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../../certificates.ts';
import { temporaryFolder } from '../../platform/temporary-folder.ts';
import { runEntrada } from '../run-entrada.ts';

let platform: TestPlatform;
let folder = '';
let file = '';
beforeAll(async () => {
  platform = await startPlatform({ clock: systemClock });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, 'client.pem');
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, platform.caPem);
  await writeQuickstartEnv(
    join(folder, 'quickstart.env'),
    {
      url: platform.baseUrl,
      tenantId: platform.tenant.id,
      tenantDomain: platform.tenant.domain,
      adminUpn: platform.admin.upn,
      adminPassword: new Redacted(platform.admin.password),
      clientId: platform.automation.clientId,
      clientSecret: new Redacted(platform.automation.clientSecret),
      caFile,
    },
    systemEntropy,
  );
});

const add = (app: string, ...flags: string[]) =>
  runEntrada(['app', 'add-certificate', app, '--file', file, ...flags, '--data-dir', folder]);

/** Asks for a token as the holder of a certificate. @returns the status */
async function signIn(appId: string, { privateKey, thumbprint }: TestCertificate): Promise<number> {
  const authority = `${platform.baseUrl}/${platform.tenant.id}`;
  const claims = { aud: `${authority}/v2.0`, iss: appId, sub: appId, exp: Math.floor(Date.now() / 1000) + 60 };
  const response = await platform.fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      client_assertion: signJws(privateKey, { alg: 'ES256', x5t: thumbprint }, claims),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }),
  });
  return response.status;
}

describe('entrada app add-certificate', () => {
  it('registers a certificate beside those there are; a private key in the file is no hindrance', async () => {
    const { appId, id } = await platform.createApp({ displayName: 'Certified' });
    const [first, second] = await Promise.all([makeCertificate('P-256'), makeCertificate('P-256')]);
    writeFileSync(file, `${first.privateKeyPem}${first.pem}\n`, { mode: 0o600 });
    const { code, stdout } = await add('Certified');
    expect(code).toBe(0);
    expect(stdout).toContain(first.thumbprint256.toUpperCase());
    expect(stdout).toMatch(/Ends +in 30 days/);

    writeFileSync(file, second.der);
    const told = JSON.parse((await add(appId, '--json')).stdout) as { readonly keyId: string };
    expect(told).toMatchObject({ appId, thumbprint: second.thumbprint.toUpperCase() });
    const application = await platform.foundation.storage.stores.applications.get(platform.tenant.id, id);
    expect(application?.keyCredentials).toMatchObject([
      { customKeyIdentifier: first.thumbprint.toUpperCase() },
      { keyId: told.keyId },
    ]);
    expect([await signIn(appId, first), await signIn(appId, second)]).toEqual([200, 200]);

    // Errors of the token service name a certificate by its thumbprint: what is shown must be the same.
    const { stdout: shown } = await runEntrada(['app', 'show', appId, '--data-dir', folder]);
    for (const { thumbprint, thumbprint256 } of [first, second]) {
      expect(shown).toContain(thumbprint.toUpperCase());
      expect(shown).toContain(thumbprint256.toUpperCase());
    }
    const inJson = await runEntrada(['app', 'show', appId, '--json', '--data-dir', folder]);
    expect((JSON.parse(inJson.stdout) as { readonly certificates: readonly object[] }).certificates).toContainEqual({
      keyId: told.keyId,
      thumbprint: second.thumbprint.toUpperCase(),
      thumbprintSha256: second.thumbprint256.toUpperCase(),
    });
  });

  it('registers no file without a certificate, nor one whose key is too short', async () => {
    await platform.createApp({ displayName: 'Uncertified' });
    const { privateKeyPem, pem } = await makeCertificate('short rsa');
    expect((await add('Uncertified')).stderr).toContain('cannot be read');
    writeFileSync(file, privateKeyPem);
    expect((await add('Uncertified')).stderr).toContain('holds no X.509 certificate');
    writeFileSync(file, pem);
    const weak = await add('Uncertified');
    expect(weak.stderr).toContain('1024 bits');
    expect(weak.code).not.toBe(0);
  });

  it('cannot register one on a definition that another tenant owns', async () => {
    writeFileSync(file, (await makeCertificate('P-256')).pem);
    const { code, stderr } = await add('Microsoft Graph');
    expect(code).not.toBe(0);
    expect(stderr).toContain('Another tenant owns the definition');
  });
});
