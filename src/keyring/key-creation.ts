import { X509Certificate } from 'node:crypto';
import type { Clock, Entropy } from '../kernel/index.ts';
import type { KeyPurpose } from './key-state.ts';
import type { MasterKey } from './master-key.ts';
import { createSigningCertificate } from './signing-certificate.ts';
import { certificateThumbprint, type RsaKeyPair } from './signing-key.ts';
import type { KeyStore, StoredKey } from './store.ts';

const SYMMETRIC_KEY_BYTES = 32;
const DAY = 24 * 60 * 60 * 1000;
/** A published signing key waits this long before it signs, so that every consumer has seen it by then. Milliseconds. */
const SIGNING_PERIOD = 90 * DAY;

/** How many keys of each purpose a new platform begins with. Two signing keys: one signs, one is published for later. */
const INITIAL_KEYS: Readonly<Record<KeyPurpose, number>> = { signing: 2, sealing: 1, 'secret-hash': 1, pairwise: 1 };

/** What the making of keys needs. */
export interface KeyMaking {
  readonly store: KeyStore;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly generateKeyPair: () => Promise<RsaKeyPair>;
}

/**
 * Makes the keys a platform cannot be without. Safe when several instances begin at once: each slot goes to one of them, and
 * the others use the winner's key once they read the store again.
 * @param existing what the store holds now
 * @returns whether anything was missing, that is whether the store must be read again
 */
export async function createMissingKeys(making: KeyMaking, existing: readonly StoredKey[]): Promise<boolean> {
  const missing = (Object.keys(INITIAL_KEYS) as KeyPurpose[]).flatMap((purpose) => {
    // Slots only grow, so a key that was removed long ago is not missing.
    const taken = existing.filter((key) => key.purpose === purpose).map((key) => key.slot);
    const from = Math.max(-1, ...taken) + 1;
    return Array.from({ length: Math.max(0, INITIAL_KEYS[purpose] - from) }, (_, index) => ({
      purpose,
      slot: from + index,
    }));
  });
  await Promise.all(
    missing.map(async ({ purpose, slot }) => making.store.insert(await createKey(making, purpose, slot))),
  );
  return missing.length > 0;
}

async function createKey(making: KeyMaking, purpose: KeyPurpose, slot: number): Promise<StoredKey> {
  const now = making.clock.now();
  if (purpose === 'signing') {
    const keys = await making.generateKeyPair();
    const certificatePem = await createSigningCertificate(keys, now, making.entropy);
    const id = certificateThumbprint(new X509Certificate(certificatePem));
    const material = keys.privateKey.export({ format: 'der', type: 'pkcs8' });
    const wrapped = await making.masterKey.wrap(material, { purpose, id });
    const activatesAt = now + slot * SIGNING_PERIOD;
    return {
      id,
      purpose,
      slot,
      algorithm: 'RS256',
      wrapped,
      certificatePem,
      createdAt: now,
      activatesAt,
      retiresAt: null,
    };
  }
  const id = making.entropy.bytes(6).toString('base64url');
  const wrapped = await making.masterKey.wrap(making.entropy.bytes(SYMMETRIC_KEY_BYTES), { purpose, id });
  const algorithm = purpose === 'sealing' ? 'A256GCM' : 'HS256';
  return {
    id,
    purpose,
    slot,
    algorithm,
    wrapped,
    certificatePem: null,
    createdAt: now,
    activatesAt: now,
    retiresAt: null,
  };
}
