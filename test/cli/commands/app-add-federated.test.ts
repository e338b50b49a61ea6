import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Redacted, systemClock, systemEntropy } from '../../../src/kernel/index.ts';
import { writeQuickstartEnv } from '../../../src/platform/quickstart-env.ts';
import { startPlatform, type TestPlatform } from '../../../src/testing/index.ts';
import { makeIssuerKey, signAsIssuer } from '../../issuer-keys.ts';
import { temporaryFolder } from '../../platform/temporary-folder.ts';
import { runEntrada } from '../run-entrada.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const subject = 'repo:contoso/orders:environment:prod';
const key = makeIssuerKey('github', 'P-256');

let platform: TestPlatform;
let folder = '';
beforeAll(async () => {
  platform = await startPlatform({ clock: systemClock, federation: { keys: { [issuer]: { keys: [key.jwk] } } } });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  folder = temporaryFolder();
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
  runEntrada(['app', 'add-federated', app, '--issuer', issuer, '--subject', subject, ...flags, '--data-dir', folder]);

async function signIn(appId: string, aud: string): Promise<number> {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const response = await platform.fetch(`${platform.baseUrl}/${platform.tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      scope: 'https://graph.microsoft.com/.default',
      client_assertion: signAsIssuer(key, { iss: issuer, sub: subject, aud, exp }, { alg: 'ES256' }),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }),
  });
  return response.status;
}

describe('entrada app add-federated', () => {
  it('lets a workload in, by a name made of its subject', async () => {
    const { appId } = await platform.createApp({ displayName: 'Deploy' });
    const { code, stdout } = await add('Deploy');
    expect(code).toBe(0);
    expect(stdout).toContain('repo-contoso-orders-environment-prod');
    expect(stdout).toContain(`AZURE_CLIENT_ID=${appId}`);
    expect(await signIn(appId, 'api://AzureADTokenExchange')).toBe(200);
    const shown = await runEntrada(['app', 'show', 'Deploy', '--data-dir', folder]);
    expect(shown.stdout).toMatch(
      /Trusts +repo-contoso-orders-environment-prod +repo:contoso\/orders:environment:prod, of https/,
    );
  });

  it('takes a name, an audience and a description, and answers in JSON', async () => {
    const { appId } = await platform.createApp({ displayName: 'Deploy too' });
    const flags = ['--name', 'prod', '--audience', 'api://other', '--description', 'CI', '--json'];
    const told = JSON.parse((await add(appId, ...flags)).stdout) as object;
    expect(told).toMatchObject({ appId, name: 'prod', issuer, subject, audiences: ['api://other'] });
    expect([await signIn(appId, 'api://other'), await signIn(appId, 'api://AzureADTokenExchange')]).toEqual([200, 401]);
  });

  it('says why one cannot be added', async () => {
    await platform.createApp({ displayName: 'Deploy thrice' });
    expect((await add('Deploy thrice')).code).toBe(0);
    const again = await add('Deploy thrice');
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('already exists');
    expect((await add('Microsoft Graph')).stderr).toContain('Another tenant owns the definition');
  });
});
