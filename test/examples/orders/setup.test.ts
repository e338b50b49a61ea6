import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findSettings, requireSettings, saveSettings } from '../../../examples/orders/settings.ts';
import { readAccess, type SetupOptions, setup } from '../../../examples/orders/setup.ts';
import { FakeDirectory } from './fake-directory.ts';

let directory: FakeDirectory;
let options: SetupOptions;
beforeEach(() => {
  directory = new FakeDirectory();
  options = {
    authority: 'https://sts.test',
    graphUrl: 'https://sts.test',
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: 'automation',
    clientSecret: 'automation-secret',
    fetch: directory.fetch as typeof fetch,
    retryMilliseconds: 0,
  };
});

const applicationOf = (appId: string): Record<string, unknown> =>
  directory.applications.find((entry) => entry.appId === appId) ?? {};

describe('setup', () => {
  it('registers the API with its URI, scopes, app role and token version', async () => {
    const { apiClientId } = await setup(options);
    expect(applicationOf(apiClientId)).toMatchObject({
      displayName: 'Orders API',
      identifierUris: [`api://${apiClientId}`],
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [{ value: 'Orders.Read' }, { value: 'Orders.Write' }],
      },
      appRoles: [{ value: 'Orders.Process', allowedMemberTypes: ['Application'] }],
    });
  });

  it('registers the page with its redirect URI under the platform SPA', async () => {
    const { spaClientId } = await setup(options);
    expect(applicationOf(spaClientId)).toMatchObject({ spa: { redirectUris: ['http://localhost:5173'] } });
  });

  it('declares the app role on the daemon and grants it on its service principal', async () => {
    const { apiClientId, daemonClientId } = await setup(options);
    const principalOf = (appId: string) => directory.servicePrincipals.find((entry) => entry.appId === appId)?.id;
    const role = (applicationOf(apiClientId).appRoles as { id: string }[])[0];
    expect(applicationOf(daemonClientId).requiredResourceAccess).toEqual([
      { resourceAppId: apiClientId, resourceAccess: [{ id: role?.id, type: 'Role' }] },
    ]);
    expect(directory.assignments).toMatchObject([
      { principalId: principalOf(daemonClientId), resourceId: principalOf(apiClientId), appRoleId: role?.id },
    ]);
  });

  it('writes nothing when run again, and keeps the secret', async () => {
    const first = await setup(options);
    directory.writes.length = 0;
    expect(await setup({ ...options, previous: first })).toEqual(first);
    expect(directory.writes).toEqual([]);
  });

  it('takes the page to another port, kept from the settings, and leaves its other redirect URIs alone', async () => {
    const first = await setup(options);
    const second = await setup({ ...options, previous: { ...first, spaUrl: 'http://localhost:5273' } });
    expect(second.spaUrl).toBe('http://localhost:5273');
    expect(applicationOf(second.spaClientId)).toMatchObject({
      spa: { redirectUris: ['http://localhost:5173', 'http://localhost:5273'] },
    });
  });

  it('makes a new secret where the old one is not known, and takes the old one away after that', async () => {
    const first = await setup(options);
    directory.writes.length = 0;
    const second = await setup(options);
    expect(second.daemonClientSecret).not.toBe(first.daemonClientSecret);
    expect(directory.writes).toEqual(['POST applications/{id}/addPassword', 'POST applications/{id}/removePassword']);
    expect(applicationOf(second.daemonClientId).passwordCredentials).toMatchObject([
      { keyId: second.daemonSecretKeyId },
    ]);
  });

  it('mends what was taken away, and keeps the ids of what is there', async () => {
    const first = await setup(options);
    const api = applicationOf(first.apiClientId);
    const { oauth2PermissionScopes: scopes } = api.api as { oauth2PermissionScopes: { id: string }[] };
    Object.assign(api, {
      identifierUris: [],
      appRoles: [],
      api: { ...(api.api as object), oauth2PermissionScopes: scopes.slice(0, 1) },
    });
    await setup({ ...options, previous: first });
    expect(api).toMatchObject({
      identifierUris: [`api://${first.apiClientId}`],
      appRoles: [{ value: 'Orders.Process' }],
      api: { oauth2PermissionScopes: [{ id: scopes[0]?.id, value: 'Orders.Read' }, { value: 'Orders.Write' }] },
    });
  });

  it('leaves a registration of the same name that is not its own alone', async () => {
    directory.applications.push({ id: 'x', appId: 'foreign', displayName: 'Orders API', tags: [] });
    expect((await setup(options)).apiClientId).not.toBe('foreign');
    expect(applicationOf('foreign')).toEqual({ id: 'x', appId: 'foreign', displayName: 'Orders API', tags: [] });
  });

  it('asks again where the directory does not know a new object yet', async () => {
    directory.lagging = 3;
    expect((await setup(options)).daemonClientSecret).toMatch(/^secret-/);
  });

  it('passes the refusal of the token endpoint on, without the secret', async () => {
    const failing = setup({ ...options, clientSecret: 'wrong-secret' });
    await expect(failing).rejects.toThrow(/invalid_client: AADSTS7000215/);
    await expect(failing).rejects.not.toThrow(/wrong-secret/);
  });
});

describe('readAccess', () => {
  const azure = { AZURE_TENANT_ID: 't', AZURE_CLIENT_ID: 'c', AZURE_CLIENT_SECRET: 's' };

  it('takes Entrada for both the token service and Graph', () => {
    expect(readAccess({ ...azure, ENTRADA_URL: 'https://localhost:8443/', NODE_EXTRA_CA_CERTS: '/ca.pem' })).toEqual({
      authority: 'https://localhost:8443',
      graphUrl: 'https://localhost:8443',
      tenantId: 't',
      clientId: 'c',
      clientSecret: 's',
      caFile: '/ca.pem',
    });
  });

  it('means a real tenant without ENTRADA_URL', () => {
    expect(readAccess(azure)).toMatchObject({
      authority: 'https://login.microsoftonline.com',
      graphUrl: 'https://graph.microsoft.com',
    });
  });

  it('names the variable that is missing', () => {
    expect(() => readAccess({ AZURE_CLIENT_ID: 'c', ENTRADA_URL: 'https://localhost:8443' })).toThrow(
      /AZURE_TENANT_ID/,
    );
  });
});

describe('the settings file', () => {
  it('comes back as it was written, readable by its owner alone, even over a file open to all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orders-'));
    try {
      const file = join(folder, '.env');
      writeFileSync(file, '', { mode: 0o644 });
      const settings = { ...(await setup(options)), daemonClientSecret: 'a#b"c $d~=.-_' };
      expect(findSettings(file)).toBeUndefined();
      expect(() => requireSettings(file)).toThrow(/npm run setup/);
      saveSettings(settings, file);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(requireSettings(file)).toEqual(settings);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
