import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateApplication, updateServicePrincipal } from '../../src/directory/index.ts';
import { systemEntropy } from '../../src/kernel/index.ts';
import { makeCertificate, type TestCertificate } from '../certificates.ts';
import { type Client, callerWith } from './calls.ts';
import { proofOf } from './proofs.ts';
import { appToken, userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
let held: TestCertificate;
let next: TestCertificate;
beforeAll(async () => {
  world = await openWorld();
  admin = callerWith(world, await userToken(world, world.contoso, world.contoso.admin, 'Application.ReadWrite.All'));
  const notBefore = world.clock.now() - 60_000;
  [held, next] = await Promise.all([makeCertificate('P-256', { notBefore }), makeCertificate('P-256', { notBefore })]);
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const keyOf = ({ der }: TestCertificate) => der.toString('base64');

/** An application and its instance, each with the certificate that is held. */
async function register() {
  const { context } = world.contoso;
  const { application, instance } = await world.contoso.register(systemEntropy.uuid());
  const keyCredentials = [{ key: keyOf(held) }];
  return {
    application: await updateApplication(context, application.id, { keyCredentials }),
    instance: await updateServicePrincipal(context, instance.id, { keyCredentials }),
    client: { application, instance },
  };
}

const kinds = ['applications', 'servicePrincipals'] as const;

describe.each(kinds)('keys of %s, one by one (Graph addKey, removeKey)', (kind) => {
  const open = async () => {
    const { application, instance, client } = await register();
    const { id, keyCredentials } = kind === 'applications' ? application : instance;
    const path = `/${kind}/${id}`;
    const proof = (claims = {}, header = {}, certificate = held) =>
      proofOf(certificate, id, world.clock.now(), claims, header);
    const add = (more: object = {}, caller = admin) =>
      caller.post(`${path}/addKey`, {
        keyCredential: { key: keyOf(next) },
        passwordCredential: null,
        proof: proof(),
        ...more,
      });
    const remove = (more: object = {}, caller = admin) =>
      caller.post(`${path}/removeKey`, { keyId: keyCredentials[0]?.keyId, proof: proof(), ...more });
    const list = async () => (await admin.get(path)).body.keyCredentials as readonly { readonly keyId: string }[];
    return { path, proof, add, remove, list, client, keyId: keyCredentials[0]?.keyId ?? '' };
  };

  it('are rolled: the new one is added, and then removes the old one', async () => {
    const { add, remove, list, proof, keyId } = await open();
    const added = await add({ keyCredential: { type: 'AsymmetricX509Cert', usage: 'Verify', key: keyOf(next) } });
    expect(added).toMatchObject({
      status: 200,
      body: {
        '@odata.context': expect.stringMatching(/#microsoft\.graph\.keyCredential$/),
        customKeyIdentifier: next.thumbprint.toUpperCase(),
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: null,
      },
    });
    expect((await list()).map((key) => key.keyId)).toEqual([keyId, added.body.keyId]);
    expect((await remove({ proof: proof({}, {}, next) })).status).toBe(204);
    expect((await list()).map((key) => key.keyId)).toEqual([added.body.keyId]);
  });

  it('are the application’s own to roll, without any permission', async () => {
    const { add, remove, client } = await open();
    const itself = callerWith(world, await appToken(world, world.contoso, client, ''));
    expect((await add({}, itself)).status).toBe(200);
    expect((await remove({}, itself)).status).toBe(204);
  });

  it('are not another application’s, proof or not, nor one’s own without it', async () => {
    const { add, remove, client } = await open();
    const other = callerWith(world, await appToken(world, world.contoso, world.contoso.daemon, ''));
    expect((await add({}, other)).status).toBe(403);
    expect((await remove({}, other)).status).toBe(403);
    const itself = callerWith(world, await appToken(world, world.contoso, client, ''));
    expect((await add({ proof: undefined }, itself)).status).toBe(403);
  });

  it.each([
    ['none', undefined],
    ['null', null],
    ['an empty one', ''],
  ])('need a proof; %s is a lack of rights', async (_, proof) => {
    const { add, remove } = await open();
    for (const answer of [await add({ proof }), await remove({ proof })])
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
  });

  it.each<readonly [string, object?, object?]>([
    ['another object’s', { iss: '99999999-0000-4000-8000-000000000009' }],
    ['for another API', { aud: 'https://graph.microsoft.com' }],
    ['for nobody', { aud: undefined }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { nbf: undefined }],
    ['that lives longer than ten minutes', { exp: 99_999_999_999 }],
    ['that expired', { nbf: 0, exp: 600 }],
    ['from the future', { nbf: 99_999_999_000, exp: 99_999_999_500 }],
    ['that ends before it begins', { exp: 1 }],
    ['with a header that demands an extension', {}, { crit: ['b64'] }],
    ['of a certificate nobody registered', {}, { x5t: 'AAAA' }],
  ])('need a proof that holds; not one %s', async (_, claims = {}, header = {}) => {
    const { add, remove, proof, list } = await open();
    for (const answer of [await add({ proof: proof(claims, header) }), await remove({ proof: proof(claims, header) })])
      expect(answer).toMatchObject({
        status: 401,
        body: { error: { code: 'Authentication_MissingOrMalformed', message: 'Access Token missing or malformed.' } },
      });
    expect(await list()).toHaveLength(1);
  });

  it('need a proof by a key of theirs, whatever certificate it names', async () => {
    const { add, proof } = await open();
    const x5t = Buffer.from(held.thumbprint, 'hex').toString('base64url');
    expect((await add({ proof: proof({}, { x5t }, next) })).status).toBe(401);
    expect((await add({ proof: proof({}, {}, next) })).status).toBe(401);
  });

  it.each(['nonsense', 7, {}, 'e30.e30.c2ln'])('need a proof that is a JWT, and not %j', async (proof) => {
    const { add } = await open();
    expect((await add({ proof })).status).toBe(401);
  });

  it('take a proof for Graph, which one page of its documentation names, or in a list', async () => {
    const { add, proof } = await open();
    expect((await add({ proof: proof({ aud: '00000003-0000-0000-c000-000000000000' }) })).status).toBe(200);
    expect((await add({ proof: proof({ aud: ['x', '00000002-0000-0000-c000-000000000000'] }) })).status).toBe(200);
  });

  it('with a private key are recorded; neither it nor its password is kept', async () => {
    const { add, path } = await open();
    const signing = { type: 'X509CertAndPassword', usage: 'Sign', key: 'cGZ4' };
    const added = await add({ keyCredential: signing, passwordCredential: { secretText: 'canary-of-a-pfx' } });
    expect(added).toMatchObject({ status: 200, body: { type: 'X509CertAndPassword', usage: 'Sign', key: null } });
    const { body } = await admin.get(`${path}?$select=keyCredentials,passwordCredentials`);
    expect(body.passwordCredentials).toEqual([]);
    expect(JSON.stringify(body)).not.toContain('cGZ4');
  });

  it.each<readonly [string, object]>([
    ['nothing', { keyCredential: undefined }],
    ['a key without bytes', { keyCredential: {} }],
    ['bytes of no certificate', { keyCredential: { key: 'AAAA' } }],
    ['a certificate for encryption', { keyCredential: { key: 'AAAA', usage: 'Encrypt' } }],
    ['a symmetric key', { keyCredential: { key: 'AAAA', type: 'Symmetric' } }],
    ['a private key to verify with', { keyCredential: { key: 'AAAA', type: 'X509CertAndPassword', usage: 'Verify' } }],
    [
      'a private key without its password',
      { keyCredential: { key: 'AAAA', type: 'X509CertAndPassword', usage: 'Sign' } },
    ],
    ['a time that is none', { keyCredential: { key: 'AAAA', startDateTime: 'soon' } }],
  ])('are not %s', async (_, more) => {
    const { add } = await open();
    expect((await add(more)).status).toBe(400);
  });

  it.each(['nonsense', undefined, '99999999-0000-4000-8000-000000000009'])(
    'are removed by their id, not %s',
    async (keyId) => {
      const { remove } = await open();
      expect((await remove({ keyId })).status).toBe(400);
    },
  );
});
