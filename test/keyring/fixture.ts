import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect } from 'vitest';
import { ManualClock, Redacted, systemEntropy } from '../../src/kernel/index.ts';
import {
  type Keyring,
  type KeyringFault,
  type MasterKey,
  openKeyring,
  parseMasterKey,
  type RsaKeyPair,
} from '../../src/keyring/index.ts';
import { FakeKeyStore } from './fake-key-store.ts';

export const startedAt = Date.UTC(2026, 0, 15, 12);
export const day = 24 * 60 * 60 * 1000;

/** A master key made of one repeated byte: different bytes, different keys. */
export const masterKeyOf = (byte: number): MasterKey =>
  parseMasterKey(new Redacted(Buffer.alloc(32, byte).toString('base64url')), systemEntropy);

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** The same pair each time: making one is slow, and the certificate still gives each key a name of its own. */
export const generateKeyPair = async (): Promise<RsaKeyPair> => ({
  privateKey: pair.privateKey,
  publicKey: createPublicKey(pair.privateKey),
});

export interface Fixture {
  readonly keyring: Keyring;
  readonly store: FakeKeyStore;
  readonly clock: ManualClock;
}

/** Opens a keyring over a new store, or over `store`. */
export async function openTestKeyring(
  store = new FakeKeyStore(),
  clock = new ManualClock(startedAt),
): Promise<Fixture> {
  const options = { store, clock, masterKey: masterKeyOf(1), entropy: systemEntropy, generateKeyPair };
  return { keyring: await openKeyring(options), store, clock };
}

export const withCode = (code: KeyringFault['code']) => expect.objectContaining({ code });
