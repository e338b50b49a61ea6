import { X509Certificate } from 'node:crypto';
import type { Clock, Entropy } from '../kernel/index.ts';
import type { MasterKey } from './master-key.ts';
import { createSigningCertificate } from './signing-certificate.ts';
import { certificateThumbprint, type RsaKeyPair } from './signing-key.ts';
import type { KeyStore, StoredKey } from './store.ts';

const SYMMETRIC_KEY_BYTES = 32;
/** What the making of keys needs. */
export interface KeyMaking {
  readonly store: KeyStore;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly generateKeyPair: () => Promise<RsaKeyPair>;
}

/**
 * Makes a key that is not stored yet.
 * @param activatesAt from when it may be the current one, milliseconds since the Unix epoch
 */
export async function createKey(
  making: KeyMaking,
  { purpose, slot, activatesAt }: Pick<StoredKey, 'purpose' | 'slot' | 'activatesAt'>,
): Promise<StoredKey> {
  const createdAt = making.clock.now();
  const common = { purpose, slot, createdAt, activatesAt, retiresAt: null };
  if (purpose === 'signing') {
    const keys = await making.generateKeyPair();
    const { id, certificatePem } = await certify(making, keys, createdAt);
    const material = keys.privateKey.export({ format: 'der', type: 'pkcs8' });
    const wrapped = await making.masterKey.wrap(material, { purpose, id });
    return { ...common, id, algorithm: 'RS256', wrapped, certificatePem };
  }
  const id = drawId(making.entropy);
  const wrapped = await making.masterKey.wrap(making.entropy.bytes(SYMMETRIC_KEY_BYTES), { purpose, id });
  return { ...common, id, algorithm: purpose === 'sealing' ? 'A256GCM' : 'HS256', wrapped, certificatePem: null };
}

/** A name that begins with a dash would be taken for a flag wherever somebody types it. One in 64 does, and is drawn again. */
const isTypeable = (id: string): boolean => !id.startsWith('-');

function drawId(entropy: Entropy): string {
  const id = entropy.bytes(6).toString('base64url');
  return isTypeable(id) ? id : drawId(entropy);
}

async function certify(
  { entropy }: KeyMaking,
  keys: RsaKeyPair,
  createdAt: number,
): Promise<{ readonly id: string; readonly certificatePem: string }> {
  for (;;) {
    const certificatePem = await createSigningCertificate(keys, createdAt, entropy);
    const id = certificateThumbprint(new X509Certificate(certificatePem));
    if (isTypeable(id)) return { id, certificatePem };
  }
}
