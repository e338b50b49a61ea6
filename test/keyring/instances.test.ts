import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../src/directory/index.ts';
import { ManualClock, systemEntropy } from '../../src/kernel/index.ts';
import {
  bringNextKeyForward,
  defaultRotationPolicy,
  type Keyring,
  openKeyring,
  retireKey,
  SHARING_TIME,
} from '../../src/keyring/index.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { signJwt, verifyToken } from '../../src/tokens/index.ts';
import { createDatabase, type OwnDatabase } from '../setup/database.ts';
import { day, generateKeyPair, masterKeyOf, startedAt } from './fixture.ts';

const MINUTE = 60_000;
const SKEWS = [-5 * MINUTE, -MINUTE, 0, 2 * MINUTE, 5 * MINUTE];

interface Instance {
  readonly storage: Storage;
  readonly keyring: Keyring;
  readonly making: Parameters<typeof bringNextKeyForward>[0];
}

/** Instances of a server, each with connections and a clock of its own, on one PostgreSQL database. */
describe('several instances on one PostgreSQL database', () => {
  const clock = new ManualClock(startedAt);
  let database: OwnDatabase;
  let instances: readonly Instance[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    // All at once: they make the first keys together.
    instances = await Promise.all(
      SKEWS.map(async (skew) => {
        const own = { now: () => clock.now() + skew };
        const storage = await openStorage({ url: database.url, clock: own, DirectoryFault, maxConnections: 3 });
        const making = {
          store: storage.keys,
          clock: own,
          masterKey: masterKeyOf(1),
          entropy: systemEntropy,
          generateKeyPair,
        };
        return { storage, making, keyring: await openKeyring(making) };
      }),
    );
  });
  afterAll(async () => {
    await Promise.all(instances.map(({ storage }) => storage.close()));
    await database.drop();
  });

  const first = () => instances[0] as Instance;
  const signingKeys = async () => (await first().making.store.list()).filter(({ purpose }) => purpose === 'signing');
  const reload = () => Promise.all(instances.map(({ keyring }) => keyring.reload()));
  const published = () =>
    instances.map(({ keyring }) =>
      keyring
        .publicKeys()
        .map(({ kid }) => kid)
        .toSorted(),
    );

  /** Everybody's token is accepted by everybody. */
  async function requireAgreement(): Promise<void> {
    const now = Math.floor(clock.now() / 1000);
    const tokens = await Promise.all(
      instances.map(({ keyring }) => signJwt(keyring.currentSigningKey(), 2, { nbf: now - 600, exp: now + 3600 })),
    );
    for (const token of tokens) {
      for (const { keyring } of instances) {
        const verified = verifyToken(token, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now());
        expect(verified).toMatchObject({ ok: true });
      }
    }
  }

  it('begin with the same keys', async () => {
    expect(await first().making.store.list()).toHaveLength(5);
    expect(new Set(published().map(String)).size).toBe(1);
    await requireAgreement();
  });

  it('make one key for each period, although all of them look at the same moment with clocks ten minutes apart', async () => {
    const before = (await signingKeys()).length;
    const end = clock.now() + 3 * 90 * day + day;
    while (clock.now() < end) {
      clock.advance(3 * day + 7 * MINUTE);
      await reload();
      await requireAgreement();
    }
    const keys = (await signingKeys()).toSorted((a, b) => a.slot - b.slot);
    expect(keys).toHaveLength(before + 3);
    expect(keys.map(({ slot }) => slot)).toEqual(keys.map((_, index) => index));
    for (const [index, { activatesAt }] of keys.entries()) {
      if (index > 1) expect(activatesAt - (keys[index - 1]?.activatesAt ?? 0)).toBe(90 * day);
    }
  });

  it('agree at each moment around a change of keys, also those that have not looked since', async () => {
    const next = (await signingKeys()).find(({ activatesAt }) => activatesAt > clock.now() + 5 * MINUTE);
    clock.set((next?.activatesAt ?? 0) - 6 * MINUTE);
    await reload();
    const used = new Set<string>();
    for (let minute = 0; minute < 12; minute += 1) {
      clock.advance(MINUTE);
      // One after the other reads the keys; the others go by what they know.
      await instances[minute % instances.length]?.keyring.reload();
      for (const { keyring } of instances) used.add(keyring.currentSigningKey().kid);
      await requireAgreement();
    }
    expect(used.size).toBe(2);
    await reload();
    expect(new Set(published().map(String)).size).toBe(1);
  });

  it('rotate once when several operators ask at the same moment', async () => {
    clock.advance(10 * day);
    await reload();
    const before = await signingKeys();
    const lead = defaultRotationPolicy.lead;
    const asked = await Promise.all(instances.map(({ making }) => bringNextKeyForward(making, 'signing', lead)));
    expect(new Set(asked.map(({ key }) => key.id)).size).toBe(1);
    clock.advance(10 * MINUTE);
    await reload();
    expect(new Set(instances.map(({ keyring }) => keyring.currentSigningKey().kid))).toEqual(
      new Set(asked.map(({ key }) => key.id)),
    );
    expect(await signingKeys()).toHaveLength(before.length + 1);
    await requireAgreement();
  });

  it('end a key for good, however they rotate and look meanwhile', async () => {
    const ended = first().keyring.currentSigningKey().kid;
    // The clock that is ahead says when; the others agree ten minutes later at the latest.
    const attempts = instances.flatMap(({ making, keyring }, index) => [
      index === 2 ? retireKey(making, ended) : keyring.reload(),
      keyring.reload(),
    ]);
    await Promise.all(attempts);
    clock.advance(10 * MINUTE);
    await reload();
    await reload();
    for (const { keyring } of instances) {
      expect(keyring.findPublicKey(ended)).toBeUndefined();
      expect(keyring.currentSigningKey().kid).not.toBe(ended);
    }
    await requireAgreement();
    clock.advance(200 * day);
    await reload();
    expect(published().flat()).not.toContain(ended);
  });

  it('refuse no token under load while keys of every kind are replaced', async () => {
    await reload();
    let isOver = false;
    let made = 0;
    const secret = first().keyring.hashSecret('a client secret');
    const work = instances.map(async (maker, index) => {
      while (!isOver) {
        const other = instances[(index + 1 + (made % (instances.length - 1))) % instances.length] as Instance;
        const now = Math.floor(clock.now() / 1000);
        const token = await signJwt(maker.keyring.currentSigningKey(), 2, { nbf: now - 600, exp: now + 3600 });
        const verified = verifyToken(token, (kid) => other.keyring.findPublicKey(kid)?.publicKey, clock.now());
        expect(verified).toMatchObject({ ok: true });
        expect(other.keyring.tokenHashes('cookie')).toContain(maker.keyring.hashToken('cookie'));
        expect(other.keyring.open(maker.keyring.seal('state', 'c'), 'c')?.toString()).toBe('state');
        expect(other.keyring.verifySecret('a client secret', secret)).toBe(true);
        made += 1;
      }
    });
    const replaced = new Set<string>();
    for (const purpose of ['signing', 'sealing', 'secret-hash', 'signing'] as const) {
      // Long enough that the difference of these clocks is no matter: as if they were those of real machines.
      const { key } = await bringNextKeyForward(first().making, purpose, SHARING_TIME + 10 * MINUTE);
      replaced.add(key.id);
      await reload();
      for (let minute = 0; minute < 25; minute += 1) {
        clock.advance(MINUTE);
        await reload();
      }
    }
    isOver = true;
    await Promise.all(work);
    expect(replaced.size).toBe(4);
    expect(made).toBeGreaterThan(50);
  });
});
