import { verify, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { ManualClock, systemEntropy } from '../../src/kernel/index.ts';
import { openKeyring, rewrapKeys, type StoredKey } from '../../src/keyring/index.ts';
import { FakeKeyStore } from './fake-key-store.ts';
import { day, generateKeyPair, masterKeyOf, openTestKeyring, startedAt, withCode } from './fixture.ts';

test('a new platform has two signing keys and one of each other purpose', async () => {
  const { store } = await openTestKeyring();
  expect([...store.keys.keys()].sort()).toEqual(['pairwise 0', 'sealing 0', 'secret-hash 0', 'signing 0', 'signing 1']);
});

test('makes RSA-2048 keys when nothing else is asked for', async () => {
  const store = new FakeKeyStore();
  const clock = new ManualClock(startedAt);
  const keyring = await openKeyring({ store, clock, masterKey: masterKeyOf(1), entropy: systemEntropy });
  for (const { publicKey } of keyring.publicKeys()) {
    expect(publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
  }
});

test('signs RS256 with the current key, and the published key verifies it (RFC 7518 §3.3)', async () => {
  const { keyring } = await openTestKeyring();
  const key = keyring.currentSigningKey();
  const published = keyring.findPublicKey(key.kid);
  const signature = await key.sign('header.payload');
  expect(published && verify('sha256', Buffer.from('header.payload'), published.publicKey, signature)).toBe(true);
  expect(await key.sign(Buffer.from('header.payload'))).toEqual(signature);
});

test('kid and x5t are the SHA-1 of the certificate, and the JWK has no alg (Entra JWKS)', async () => {
  const { keyring } = await openTestKeyring();
  for (const key of keyring.publicKeys()) {
    const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'));
    const thumbprint = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
    expect([key.kid, key.x5t]).toEqual([thumbprint, thumbprint]);
    expect(key.jwk).toEqual({
      kty: 'RSA',
      use: 'sig',
      kid: thumbprint,
      x5t: thumbprint,
      n: key.n,
      e: 'AQAB',
      x5c: key.x5c,
    });
    expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(key.n);
  }
});

test('the name of a key begins with no dash, so that it can be typed on a command line', async () => {
  const ids: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    const { store } = await openTestKeyring();
    ids.push(...[...store.keys.values()].map(({ id }) => id));
  }
  expect(ids).toHaveLength(200);
  expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
});

test('the certificate is self-signed and valid for five years', async () => {
  const { keyring } = await openTestKeyring();
  const certificate = new X509Certificate(Buffer.from(keyring.publicKeys()[0]?.x5c[0] ?? '', 'base64'));
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.validFromDate.getTime()).toBe(startedAt);
  expect(certificate.validToDate.toISOString()).toBe('2031-01-15T12:00:00.000Z');
});

test('publishes the next key from the start and signs with it when its time has come', async () => {
  const { keyring, clock } = await openTestKeyring();
  const first = keyring.currentSigningKey().kid;
  const published = keyring.publicKeys().map((key) => key.kid);
  expect(published).toHaveLength(2);
  clock.advance(90 * day - 1);
  expect(keyring.currentSigningKey().kid).toBe(first);
  clock.advance(1);
  expect(keyring.currentSigningKey().kid).not.toBe(first);
  expect(
    keyring
      .publicKeys()
      .map((key) => key.kid)
      .sort(),
  ).toEqual(published.sort());
});

test('a retired key is published no more', async () => {
  const { keyring, store, clock } = await openTestKeyring();
  const first = keyring.currentSigningKey().kid;
  await store.update(first, { retiresAt: startedAt + 100 * day });
  await keyring.reload();
  clock.set(startedAt + 100 * day - 1);
  expect(keyring.findPublicKey(first)?.kid).toBe(first);
  clock.advance(1);
  expect(keyring.findPublicKey(first)).toBeUndefined();
  expect(keyring.publicKeys()).toHaveLength(1);
});

test('a later start uses the same keys and writes nothing', async () => {
  const { keyring, store } = await openTestKeyring();
  const writes = store.writes;
  const again = await openTestKeyring(store);
  expect(again.keyring.publicKeys().map((key) => key.jwk)).toEqual(keyring.publicKeys().map((key) => key.jwk));
  expect(again.keyring.open(keyring.seal('hello', 'test'), 'test')?.toString()).toBe('hello');
  expect(store.writes).toBe(writes);
});

test('instances that start at once over one store end with the same keys', async () => {
  const store = new FakeKeyStore();
  const started = await Promise.all(Array.from({ length: 4 }, () => openTestKeyring(store)));
  expect(store.keys.size).toBe(5);
  const [first, ...others] = started.map(({ keyring }) => keyring);
  for (const other of others) {
    expect(other.currentSigningKey().kid).toBe(first?.currentSigningKey().kid);
    expect(other.hashToken('t')).toBe(first?.hashToken('t'));
    expect(other.pairwiseSubject('p')).toBe(first?.pairwiseSubject('p'));
    expect(other.open(first?.seal('x', 'c') ?? '', 'c')?.toString()).toBe('x');
  }
});

test('keys are stored one after the other by their slots, so that who looks meanwhile misses none that came before', async () => {
  const begun: string[] = [];
  let underWay = 0;
  class SlowKeyStore extends FakeKeyStore {
    override async insert(key: StoredKey): Promise<boolean> {
      underWay += 1;
      expect(underWay).toBe(1);
      begun.push(`${key.purpose} ${key.slot}`);
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      underWay -= 1;
      return super.insert(key);
    }
  }
  await openTestKeyring(new SlowKeyStore());
  expect(begun.filter((place) => place.startsWith('signing'))).toEqual(['signing 0', 'signing 1']);
});

test('a start that was killed half-way is completed by the next', async () => {
  const { store } = await openTestKeyring();
  store.keys.delete('signing 1');
  store.keys.delete('sealing 0');
  await openTestKeyring(store);
  expect(store.keys.size).toBe(5);
});

test('does not bring back a first slot that was removed long ago', async () => {
  const { store, keyring } = await openTestKeyring();
  store.keys.delete('signing 0');
  await keyring.reload();
  expect([...store.keys.keys()].filter((place) => place.startsWith('signing'))).toEqual(['signing 1', 'signing 2']);
  expect(keyring.publicKeys()).toHaveLength(2);
});

test('refuses a wrong master key and writes nothing', async () => {
  const { store } = await openTestKeyring();
  store.keys.delete('sealing 0');
  const { writes } = store;
  const options = {
    store,
    masterKey: masterKeyOf(9),
    clock: new ManualClock(),
    entropy: systemEntropy,
    generateKeyPair,
  };
  await expect(openKeyring(options)).rejects.toThrow(withCode('MasterKeyMismatch'));
  expect(store.writes).toBe(writes);
});

test('no key material rests in the clear', async () => {
  const { store } = await openTestKeyring();
  const pkcs8 = (await generateKeyPair()).privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  const stored = JSON.stringify([...store.keys.values()]);
  expect(stored).not.toContain('PRIVATE KEY');
  expect(stored).not.toContain(pkcs8.slice(40, 80));
});

test('another master key can take over, also after an interruption, and nothing becomes invalid', async () => {
  const { keyring, store, clock } = await openTestKeyring();
  const sealed = keyring.seal('kept', 'test');
  expect(await rewrapKeys({ store, from: masterKeyOf(1), to: masterKeyOf(2) })).toBe(5);
  expect(await rewrapKeys({ store, from: masterKeyOf(1), to: masterKeyOf(2) })).toBe(0);
  const options = { store, masterKey: masterKeyOf(2), clock, entropy: systemEntropy, generateKeyPair };
  const reopened = await openKeyring(options);
  expect(reopened.open(sealed, 'test')?.toString()).toBe('kept');
});

test('rewrapping under a wrong old master key changes nothing', async () => {
  const { store } = await openTestKeyring();
  const { writes } = store;
  const attempt = rewrapKeys({ store, from: masterKeyOf(7), to: masterKeyOf(2) });
  await expect(attempt).rejects.toThrow(withCode('MasterKeyMismatch'));
  expect(store.writes).toBe(writes);
});
