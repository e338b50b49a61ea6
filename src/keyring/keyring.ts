import { isDeepStrictEqual } from 'node:util';
import type { Clock, Entropy } from '../kernel/index.ts';
import { carryOut, type KeyEvent } from './carry-out.ts';
import { acceptedKeys, currentKey } from './key-state.ts';
import { type LoadedKeys, loadKeys, unwrapKeys } from './loaded-keys.ts';
import type { MasterKey } from './master-key.ts';
import { defaultRotationPolicy, dueChanges, type RotationPolicy } from './rules/rotation.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { createSecretHashing, type SecretHashing } from './secret-hashing.ts';
import { generateRsaKeyPair, type PublicSigningKey, type RsaKeyPair, type SigningKey } from './signing-key.ts';
import type { KeyStore, StoredKey } from './store.ts';
import { labelledHmac, symmetricKeys } from './symmetric-key.ts';

/** Everything the platform does with its own keys. */
export interface Keyring extends Sealing, SecretHashing {
  /** @returns the key that signs at this moment */
  currentSigningKey(): SigningKey;
  /** @returns every signing key whose tokens are or will be accepted (all but the retired): what the JWKS publishes */
  publicKeys(): readonly PublicSigningKey[];
  /** @returns the accepted signing key of that name, or undefined */
  findPublicKey(kid: string): PublicSigningKey | undefined;
  /**
   * A subject that one party knows a person by and that no two parties can compare. It is stable for ever: the first
   * pairwise key makes it, whatever keys follow, since another key would turn everybody into a stranger.
   * @param parts what makes the subject (for instance tenant, person, application); their order and borders count
   * @returns 43 characters of base64url
   * @spec OpenID Connect Core 1.0 §8.1
   */
  pairwiseSubject(...parts: readonly [string, ...string[]]): string;
  /**
   * Reads the keys again, so that what another instance added or retired holds here too, and does what is due: publishes a
   * next signing key, gives superseded ones their end. Cheap while nothing has changed; calls wait for each other.
   * @returns what this instance did
   */
  reload(): Promise<readonly KeyEvent[]>;
}

/** What a keyring needs. */
export interface OpenKeyringOptions {
  readonly store: KeyStore;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** How new signing keys are made; a test suite may hand in pairs made beforehand. Default: a new RSA-2048 pair. */
  readonly generateKeyPair?: () => Promise<RsaKeyPair>;
  /** Default: `defaultRotationPolicy`. */
  readonly rotation?: RotationPolicy;
}

/**
 * Loads the keys, makes the missing ones and does what else is due. Several instances may do so at once over one store and end with the same keys.
 * @throws KeyringFault `MasterKeyMismatch` or `KeyDamaged`, in which case nothing was written
 */
export async function openKeyring(options: OpenKeyringOptions): Promise<Keyring> {
  const { clock, entropy } = options;
  let { keys, stored } = await readKeys(options, undefined);
  let reading: Promise<unknown> = Promise.resolve();
  const pairwise = symmetricKeys(() => keys.pairwise, clock);
  const accepted = () => acceptedKeys(keys.signing, clock.now());
  return {
    ...createSealing(
      symmetricKeys(() => keys.sealing, clock),
      entropy,
    ),
    ...createSecretHashing(symmetricKeys(() => keys.secretHash, clock)),
    currentSigningKey: () => currentKey(keys.signing, clock.now()),
    publicKeys: () => accepted().map((key) => key.public),
    findPublicKey: (kid) => accepted().find((key) => key.kid === kid)?.public,
    pairwiseSubject: (...parts) =>
      labelledHmac(pairwise.first().key, 'entrada pairwise subject', JSON.stringify(parts)).toString('base64url'),
    reload() {
      const read = async () => {
        const result = await readKeys(options, { keys, stored });
        ({ keys, stored } = result);
        return result.events;
      };
      const mine = reading.then(read, read);
      reading = mine;
      return mine;
    },
  };
}

/** What the store held, and the same keys unwrapped. */
interface Reading {
  readonly stored: readonly StoredKey[];
  readonly keys: LoadedKeys;
}

async function readKeys(
  options: OpenKeyringOptions,
  last: Reading | undefined,
): Promise<Reading & { readonly events: readonly KeyEvent[] }> {
  const { store, masterKey, clock, rotation = defaultRotationPolicy } = options;
  const existing = await store.list();
  const isKnown = last !== undefined && isDeepStrictEqual(existing, last.stored);
  const due = dueChanges(existing, clock.now(), rotation);
  if (isKnown && due.length === 0) return { ...last, events: [] };
  // Before anything is made: with a wrong master key nothing may be added that the right one cannot read.
  const unwrapped = await unwrapKeys(existing, masterKey);
  if (due.length === 0) return { stored: existing, keys: loadKeys(unwrapped), events: [] };
  const events = await carryOut({ generateKeyPair: generateRsaKeyPair, ...options }, due);
  const stored = await store.list();
  return { stored, keys: loadKeys(await unwrapKeys(stored, masterKey)), events };
}
