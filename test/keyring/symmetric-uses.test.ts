import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { type KeyPurpose, type Keyring, openKeyring, type StoredKey } from '../../src/keyring/index.ts';
import { day, type Fixture, generateKeyPair, masterKeyOf, openTestKeyring, startedAt } from './fixture.ts';

/** Adds a second key of a purpose, as a rotation will: known at once, in use from `activatesAt`. */
async function addKey({ store, keyring }: Fixture, purpose: KeyPurpose, activatesAt: number): Promise<void> {
  const id = `${purpose}-2`;
  const wrapped = await masterKeyOf(1).wrap(systemEntropy.bytes(32), { purpose, id });
  const algorithm: StoredKey['algorithm'] = purpose === 'sealing' ? 'A256GCM' : 'HS256';
  const times = { createdAt: startedAt, activatesAt, retiresAt: null };
  await store.insert({ id, purpose, slot: 1, algorithm, wrapped, certificatePem: null, ...times });
  await keyring.reload();
}

async function retireFirstKey({ store, keyring }: Fixture, purpose: KeyPurpose, retiresAt: number): Promise<void> {
  const first = store.keys.get(`${purpose} 0`);
  await store.update(first?.id ?? '', { retiresAt });
  await keyring.reload();
}

async function strangerKeyring({ clock, store }: Fixture): Promise<Keyring> {
  store.keys.clear();
  return openKeyring({ store, clock, masterKey: masterKeyOf(1), entropy: systemEntropy, generateKeyPair });
}

describe('sealing', () => {
  test('opens whatever it sealed, in its context', async () => {
    const { keyring } = await openTestKeyring();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, context) => {
        expect(keyring.open(keyring.seal(Buffer.from(bytes), context), context)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('a token is safe in a URL and in a cookie, and never the same twice', async () => {
    const { keyring } = await openTestKeyring();
    const token = keyring.seal('value', 'context');
    expect(token).toMatch(/^[\w-]{8}\.[\w-]+$/);
    expect(keyring.seal('value', 'context')).not.toBe(token);
  });

  test('does not open in another context', async () => {
    const { keyring } = await openTestKeyring();
    expect(keyring.open(keyring.seal('value', 'one'), 'another')).toBeUndefined();
  });

  test('does not open a token with any one character changed', async () => {
    const { keyring } = await openTestKeyring();
    const token = keyring.seal('value', 'context');
    for (let index = 0; index < token.length; index += 1) {
      const replacement = token[index] === 'A' ? 'B' : 'A';
      const altered = token.slice(0, index) + replacement + token.slice(index + 1);
      expect(keyring.open(altered, 'context'), `character ${index}`).toBeUndefined();
    }
  });

  test.each(['', '.', 'nothing', 'a.b', '.abc'])('does not open %j', async (token) => {
    const { keyring } = await openTestKeyring();
    expect(keyring.open(token, 'context')).toBeUndefined();
  });

  test('has one spelling for each token', async () => {
    const { keyring } = await openTestKeyring();
    const token = keyring.seal('value', 'context');
    for (const spelling of [`${token}=`, `${token} `, `${token}\n`, token.replace('.', '..')]) {
      expect(keyring.open(spelling, 'context')).toBeUndefined();
    }
  });

  test('a truncated token does not open', async () => {
    const { keyring } = await openTestKeyring();
    const token = keyring.seal('value', 'context');
    for (let length = 0; length < token.length; length += 1) {
      expect(keyring.open(token.slice(0, length), 'context')).toBeUndefined();
    }
  });

  test('after a rotation opens the old until its key retires', async () => {
    const fixture = await openTestKeyring();
    const { keyring, clock } = fixture;
    await addKey(fixture, 'sealing', startedAt + day);
    const old = keyring.seal('old', 'c');
    clock.advance(day);
    expect(keyring.seal('new', 'c')).toMatch(/^sealing-2\./);
    expect(keyring.open(old, 'c')?.toString()).toBe('old');
    await retireFirstKey(fixture, 'sealing', startedAt + 2 * day);
    clock.advance(day);
    expect(keyring.open(old, 'c')).toBeUndefined();
  });
});

describe('hashes of secrets and tokens', () => {
  test('carry the id of their key', async () => {
    const { keyring, store } = await openTestKeyring();
    const id = store.keys.get('secret-hash 0')?.id;
    expect(keyring.hashSecret('s')).toMatch(new RegExp(`^${id}\\.[\\w-]{43}$`));
    expect(keyring.hashToken('s')).toMatch(new RegExp(`^${id}\\.[\\w-]{43}$`));
  });

  test('verify the right secret and no other', async () => {
    const { keyring } = await openTestKeyring();
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, other) => {
        expect(keyring.verifySecret(secret, keyring.hashSecret(secret))).toBe(true);
        expect(keyring.verifySecret(other, keyring.hashSecret(secret))).toBe(other === secret);
      }),
    );
  });

  test.each(['', '.', 'unknown.AAAA'])('verify nothing against %j', async (stored) => {
    const { keyring } = await openTestKeyring();
    expect(keyring.verifySecret('', stored)).toBe(false);
  });

  test('verify nothing against a shortened hash', async () => {
    const { keyring } = await openTestKeyring();
    expect(keyring.verifySecret('s', keyring.hashSecret('s').slice(0, -1))).toBe(false);
  });

  test('a token hash is no client-secret hash, although one key makes both', async () => {
    const { keyring } = await openTestKeyring();
    expect(keyring.verifySecret('s', keyring.hashToken('s'))).toBe(false);
  });

  test('a token is looked up under its one hash, and under both around a rotation', async () => {
    const fixture = await openTestKeyring();
    const { keyring, clock } = fixture;
    const old = keyring.hashToken('t');
    expect(keyring.tokenHashes('t')).toEqual([old]);
    await addKey(fixture, 'secret-hash', startedAt + day);
    expect(keyring.tokenHashes('t')).toEqual([old, expect.stringMatching(/^secret-hash-2\./)]);
    clock.advance(day);
    expect(keyring.tokenHashes('t')).toEqual([keyring.hashToken('t'), old]);
    expect(keyring.hashToken('t')).not.toBe(old);
  });

  test('a secret hashed before a rotation verifies until its key retires', async () => {
    const fixture = await openTestKeyring();
    const { keyring, clock } = fixture;
    const stored = keyring.hashSecret('s');
    await addKey(fixture, 'secret-hash', startedAt + day);
    clock.advance(2 * day);
    expect(keyring.verifySecret('s', stored)).toBe(true);
    await retireFirstKey(fixture, 'secret-hash', startedAt + day);
    expect(keyring.verifySecret('s', stored)).toBe(false);
  });

  test('differ from platform to platform', async () => {
    const fixture = await openTestKeyring();
    const before = fixture.keyring.hashToken('t').split('.')[1];
    expect((await strangerKeyring(fixture)).hashToken('t').split('.')[1]).not.toBe(before);
  });
});

describe('pairwise subjects', () => {
  test('have 43 characters and depend on every part and on the borders between them', async () => {
    const { keyring } = await openTestKeyring();
    const subjects: [string, ...string[]][] = [['a', 'b'], ['b', 'a'], ['ab'], ['a', 'b', ''], ['a"', 'b'], ['a', 'c']];
    const rendered = subjects.map((parts) => keyring.pairwiseSubject(...parts));
    for (const subject of rendered) expect(subject).toMatch(/^[\w-]{43}$/);
    expect(new Set(rendered).size).toBe(subjects.length);
  });

  test('stay the same for ever, whatever keys follow (OpenID Connect Core §8.1)', async () => {
    const fixture = await openTestKeyring();
    const before = fixture.keyring.pairwiseSubject('person', 'application');
    await addKey(fixture, 'pairwise', startedAt + day);
    await retireFirstKey(fixture, 'pairwise', startedAt + day);
    fixture.clock.advance(10 * day);
    expect(fixture.keyring.pairwiseSubject('person', 'application')).toBe(before);
  });
});
