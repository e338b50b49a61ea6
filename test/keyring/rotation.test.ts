import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { ManualClock, systemEntropy } from '../../src/kernel/index.ts';
import {
  bringNextKeyForward,
  defaultRotationPolicy,
  describeKeys,
  type Keyring,
  openKeyring,
  retireKey,
  SHARING_TIME,
} from '../../src/keyring/index.ts';
import { LONGEST_TOKEN_LIFETIME_SECONDS, signJwt, verifyToken } from '../../src/tokens/index.ts';
import { FakeKeyStore } from './fake-key-store.ts';
import { day, generateKeyPair, masterKeyOf, openTestKeyring, startedAt } from './fixture.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SKEW_SECONDS = 300;

interface Token {
  readonly text: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** A token of the longest kind. */
async function mint(keyring: Keyring, now: number, lifetimeSeconds = LONGEST_TOKEN_LIFETIME_SECONDS): Promise<Token> {
  const issued = Math.floor(now / 1000);
  const exp = issued + lifetimeSeconds;
  return { text: await signJwt(keyring.currentSigningKey(), 2, { nbf: issued - 300, exp }), expiresAt: exp * 1000 };
}

const jwksOf = (keyring: Keyring) => ({ keys: keyring.publicKeys().map(({ jwk }) => ({ ...jwk, x5c: [...jwk.x5c] })) });

/** Validates as an API does, by whatever list of keys it has. */
const validate = ({ text }: Token, keys: JWTVerifyGetKey, now: number) =>
  jwtVerify(text, keys, { currentDate: new Date(now), clockTolerance: SKEW_SECONDS, algorithms: ['RS256'] });

/** An instance with a clock of its own. */
async function openInstance(store: FakeKeyStore, clock: ManualClock, skew: number): Promise<Keyring> {
  const own = { now: () => clock.now() + skew };
  return openKeyring({ store, clock: own, masterKey: masterKeyOf(1), entropy: systemEntropy, generateKeyPair });
}

it('no token outlives the time for which its key is accepted', () => {
  const acceptedFor = defaultRotationPolicy.overlap / 1000;
  expect(acceptedFor).toBeGreaterThanOrEqual(LONGEST_TOKEN_LIFETIME_SECONDS + SKEW_SECONDS + 2 * (SHARING_TIME / 1000));
});

it('keys are published longer before they sign than consumers keep the list, even one that was a day in a web cache', () => {
  expect(defaultRotationPolicy.lead).toBeGreaterThan(48 * HOUR);
});

describe('over ten months, with tokens made all the time and three instances whose clocks differ', () => {
  it('no client fails that keeps the list of keys for 24 hours, and no token before its end', {
    timeout: 120_000,
  }, async () => {
    const clock = new ManualClock(startedAt);
    const store = new FakeKeyStore();
    const instances = await Promise.all([-2 * MINUTE, 0, 90_000].map((skew) => openInstance(store, clock, skew)));
    const lists: { readonly at: number; readonly keys: JWTVerifyGetKey }[] = [];
    let open: Token[] = [];
    const signers = new Set<string>();
    const makeTokens = async () => {
      for (const instance of instances) {
        signers.add(instance.currentSigningKey().kid);
        open.push(await mint(instance, clock.now()));
      }
    };
    const reload = () => Promise.all(instances.map((instance) => instance.reload()));
    const publish = (instance: Keyring | undefined) =>
      instance && lists.push({ at: clock.now(), keys: createLocalJWKSet(jwksOf(instance)) });
    for (let step = 0; clock.now() < startedAt + 300 * day; step += 1) {
      await reload();
      // An operator rotates now and then, twice in a row, and the instances learn of it seconds later.
      if (step % 400 === 398 || step % 400 === 399) {
        const making = { store, clock, masterKey: masterKeyOf(1), entropy: systemEntropy, generateKeyPair };
        await bringNextKeyForward(making, 'signing', defaultRotationPolicy.lead);
      }
      publish(instances[step % instances.length]);
      await makeTokens();
      clock.advance(5_000);
      await reload();
      await makeTokens();
      const now = clock.now();
      publish(instances[(step + 1) % instances.length]);
      while ((lists[0]?.at ?? now) < now - 24 * HOUR) lists.shift();
      open = open.filter(({ expiresAt }) => expiresAt + (SKEW_SECONDS - 1) * 1000 > now);
      // The oldest and the youngest tokens meet the list of this moment and one of a day ago.
      for (const token of [...open.slice(0, 3), ...open.slice(-3)]) {
        for (const list of [lists[0], lists.at(-1)]) await validate(token, list?.keys as JWTVerifyGetKey, now);
        for (const { findPublicKey } of instances) {
          expect(verifyToken(token.text, (kid) => findPublicKey(kid)?.publicKey, now)).toMatchObject({ ok: true });
        }
      }
      // Tokens of four steps ago expire just now, and are still accepted for the difference of clocks.
      clock.advance(7 * HOUR - 5_000);
    }
    clock.advance(2 * day);
    await reload();
    // Scheduled twice, and by the operator four times.
    expect(signers.size).toBe(7);
    const states = describeKeys(await store.list(), clock.now()).filter(({ purpose }) => purpose === 'signing');
    expect(states.filter(({ state }) => state === 'next')).toHaveLength(1);
    expect(states.filter(({ state }) => state === 'current')).toHaveLength(1);
    expect(states.filter(({ state }) => state === 'retired').length).toBe(states.length - 2);
  });
});

describe('a key that signs before clients have seen it', () => {
  it('is refused by an API that kept the list, and accepted once the API fetches it again', async () => {
    const { keyring, store, clock } = await openTestKeyring();
    const making = { store, clock, masterKey: masterKeyOf(1), entropy: systemEntropy, generateKeyPair };
    await bringNextKeyForward(making, 'signing', SHARING_TIME);
    clock.advance(SHARING_TIME);
    await keyring.reload();
    // The list of an hour before the next rotation: it has the key in use and no other that will be.
    const kept = { keys: jwksOf(keyring).keys.filter(({ kid }) => kid === keyring.currentSigningKey().kid) };
    let fetched = 0;
    const refetching = createRemoteJWKSet(new URL('https://login.example/keys'), {
      cooldownDuration: 0,
      cacheMaxAge: 24 * HOUR,
      [customFetch]: async () => {
        fetched += 1;
        return Response.json(fetched === 1 ? kept : jwksOf(keyring));
      },
    });
    await validate(await mint(keyring, clock.now()), refetching, clock.now());
    await bringNextKeyForward(making, 'signing', SHARING_TIME);
    clock.advance(SHARING_TIME);
    await keyring.reload();
    const token = await mint(keyring, clock.now());
    await expect(validate(token, createLocalJWKSet(kept), clock.now())).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(fetched).toBe(1);
    await validate(token, refetching, clock.now());
    expect(fetched).toBe(2);
  });
});

describe('rotating by command', () => {
  const makingOf = (store: FakeKeyStore, clock: ManualClock) => ({
    store,
    clock,
    masterKey: masterKeyOf(1),
    entropy: systemEntropy,
    generateKeyPair,
  });

  it('takes a key that was published long enough at once, and a young one when it is old enough', async () => {
    const { keyring, store, clock } = await openTestKeyring();
    const lead = defaultRotationPolicy.lead;
    const first = keyring.currentSigningKey().kid;
    clock.advance(day);
    const early = await bringNextKeyForward(makingOf(store, clock), 'signing', lead);
    expect(early.key.activatesAt).toBe(startedAt + lead);
    expect(early.current.id).toBe(first);
    // Asking again changes nothing, neither does a longer wait.
    expect((await bringNextKeyForward(makingOf(store, clock), 'signing', lead)).key).toEqual(early.key);
    expect((await bringNextKeyForward(makingOf(store, clock), 'signing', 10 * lead)).key).toEqual(early.key);
    clock.set(startedAt + lead);
    await keyring.reload();
    expect(keyring.currentSigningKey().kid).toBe(early.key.id);
    clock.advance(40 * day);
    const late = await bringNextKeyForward(makingOf(store, clock), 'signing', lead);
    expect(late.key.activatesAt).toBe(clock.now());
    await keyring.reload();
    expect(keyring.currentSigningKey().kid).toBe(late.key.id);
  });

  it.each(['sealing', 'secret-hash'] as const)('a %s key is used when every instance has read it', async (purpose) => {
    const { keyring, store, clock } = await openTestKeyring();
    const old = { sealed: keyring.seal('x', 'c'), secret: keyring.hashSecret('s'), token: keyring.hashToken('t') };
    const { key } = await bringNextKeyForward(makingOf(store, clock), purpose, SHARING_TIME);
    await keyring.reload();
    const made = () => (purpose === 'sealing' ? keyring.seal('x', 'c') : keyring.hashSecret('s'));
    expect(made().startsWith(`${key.id}.`)).toBe(false);
    clock.advance(SHARING_TIME);
    expect(made().startsWith(`${key.id}.`)).toBe(true);
    clock.advance(1000 * day);
    await keyring.reload();
    expect(keyring.open(old.sealed, 'c')?.toString()).toBe('x');
    expect(keyring.verifySecret('s', old.secret)).toBe(true);
    expect(keyring.tokenHashes('t')).toContain(old.token);
  });

  it('an ended key signs nothing, is not published, and nobody brings it back', async () => {
    const { keyring, store, clock } = await openTestKeyring();
    const first = keyring.currentSigningKey().kid;
    const token = await mint(keyring, clock.now());
    const retired = await retireKey(makingOf(store, clock), first);
    expect(retired).toMatchObject({ kind: 'retired', key: { id: first } });
    await keyring.reload();
    expect(keyring.findPublicKey(first)).toBeUndefined();
    expect(keyring.publicKeys().map(({ kid }) => kid)).not.toContain(first);
    expect(keyring.currentSigningKey().kid).toBe(retired.kind === 'retired' && retired.successor?.id);
    expect(verifyToken(token.text, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now())).toEqual({
      ok: false,
      reason: 'unknownKey',
    });
    await store.update(first, { retiresAt: startedAt + 400 * day });
    await keyring.reload();
    expect(keyring.findPublicKey(first)).toBeUndefined();
    expect(await retireKey(makingOf(store, clock), first)).toMatchObject({ kind: 'already' });
    // The next one waits again.
    expect(keyring.publicKeys()).toHaveLength(2);
  });

  it('ending a key that waits brings another in its place', async () => {
    const { keyring, store, clock } = await openTestKeyring();
    const current = keyring.currentSigningKey().kid;
    const next = keyring.publicKeys().find(({ kid }) => kid !== current)?.kid ?? '';
    expect(await retireKey(makingOf(store, clock), next)).toMatchObject({ kind: 'retired', successor: undefined });
    await keyring.reload();
    expect(keyring.currentSigningKey().kid).toBe(current);
    expect(keyring.publicKeys()).toHaveLength(2);
    expect(keyring.findPublicKey(next)).toBeUndefined();
    clock.advance(90 * day);
    expect(keyring.currentSigningKey().kid).not.toBe(next);
  });

  it('neither ends the pairwise key nor one that nobody knows', async () => {
    const { store, clock } = await openTestKeyring();
    const pairwise = store.keys.get('pairwise 0')?.id ?? '';
    expect(await retireKey(makingOf(store, clock), pairwise)).toMatchObject({ kind: 'irreplaceable' });
    expect(await retireKey(makingOf(store, clock), 'nobody')).toEqual({ kind: 'unknown' });
    expect(store.keys.get('pairwise 0')?.retiresAt).toBeNull();
  });

  it('ending the secret-hash key in use lets a new one make what comes', async () => {
    const { keyring, store, clock } = await openTestKeyring();
    const old = keyring.hashSecret('s');
    await retireKey(makingOf(store, clock), store.keys.get('secret-hash 0')?.id ?? '');
    await keyring.reload();
    expect(keyring.verifySecret('s', old)).toBe(false);
    expect(keyring.verifySecret('s', keyring.hashSecret('s'))).toBe(true);
  });
});

it('tells what was done, once, and reads nothing anew while nothing changed', async () => {
  const { keyring, clock } = await openTestKeyring();
  expect(await keyring.reload()).toEqual([]);
  const published = keyring.publicKeys();
  expect(keyring.publicKeys()[0]).toBe(published[0]);
  clock.advance(90 * day);
  const events = await keyring.reload();
  expect(events.map(({ kind }) => kind).sort()).toEqual(['created', 'ending']);
  expect(await keyring.reload()).toEqual([]);
});
