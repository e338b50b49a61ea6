import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modernCertificate } from '../directory/certificates.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, 'Application.ReadWrite.All'));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const keys = (body: Body) => body.keyCredentials as readonly Body[];
const entry = (key: string) => ({
  '@odata.type': '#microsoft.graph.keyCredential',
  key,
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  startDateTime: null,
});

describe('certificates', () => {
  it.each(['der', 'lines', 'pem'] as const)(
    'are taken as clients send them (%s), and told by their thumbprint',
    async (form) => {
      const { body: application } = await admin.post('/applications', { displayName: form });
      const path = `/applications/${application.id}`;
      expect((await admin.patch(path, { keyCredentials: [entry(modernCertificate[form])] })).status).toBe(204);
      const { body } = await admin.get(path);
      expect(keys(body)).toMatchObject([
        {
          customKeyIdentifier: modernCertificate.thumbprint,
          key: null,
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          displayName: expect.stringContaining('CN='),
        },
      ]);
    },
  );

  it('show their bytes when one object is asked for and they are selected, and in no list', async () => {
    const { body: application } = await admin.post('/applications', {
      displayName: 'bytes',
      keyCredentials: [entry(modernCertificate.der)],
    });
    const selected = await admin.get(`/applications/${application.id}?$select=id,keyCredentials`);
    expect(keys(selected.body)[0]?.key).toBe(modernCertificate.der);
    const listed = await admin.get(`/applications?$filter=appId eq '${application.appId}'&$select=keyCredentials`);
    expect(listed.text).not.toContain(modernCertificate.der);
    expect(keys(listed.body.value[0] as Body)[0]?.key).toBeNull();
  });

  it('stay when they are sent back as they were read, and go when they are left out', async () => {
    const { body: application } = await admin.post('/applications', {
      displayName: 'kept',
      keyCredentials: [entry(modernCertificate.der)],
    });
    const path = `/applications/${application.id}`;
    const { body } = await admin.get(path);
    expect((await admin.patch(path, { keyCredentials: body.keyCredentials })).status).toBe(204);
    const { body: kept } = await admin.get(`${path}?$select=keyCredentials`);
    expect(keys(kept)).toMatchObject([{ keyId: keys(body)[0]?.keyId, key: modernCertificate.der }]);
    expect((await admin.patch(path, { keyCredentials: [] })).status).toBe(204);
    expect(keys((await admin.get(path)).body)).toEqual([]);
  });

  it('are found by their keyId in an advanced query', async () => {
    const { body } = await admin.post('/applications', {
      displayName: 'found',
      keyCredentials: [entry(modernCertificate.der)],
    });
    const found = await admin.getAdvanced(
      `/applications?$filter=keyCredentials/any(k:k/keyId eq ${keys(body)[0]?.keyId})`,
    );
    expect(found.body.value.map(({ id }) => id)).toEqual([body.id]);
  });
});
