import type { KeyPurpose } from './key-state.ts';

/** A key as it rests in the database: wrapped by the master key. Times are milliseconds since the Unix epoch. */
export interface StoredKey {
  /** Unique. For a signing key the `kid` of its tokens; otherwise a short random id. */
  readonly id: string;
  readonly purpose: KeyPurpose;
  /** The place of the key in the row of its purpose, from 0. Slots only grow; purpose and slot together are unique. */
  readonly slot: number;
  readonly algorithm: 'RS256' | 'A256GCM' | 'HS256';
  /** The key material as `masterKeyId.ciphertext`, opaque to the store. */
  readonly wrapped: string;
  /** Signing keys only: the self-signed certificate that publishes the public key. */
  readonly certificatePem: string | null;
  readonly createdAt: number;
  /** From when it may be the current key. */
  readonly activatesAt: number;
  /** From when nothing it made is accepted; null while nobody has decided. */
  readonly retiresAt: number | null;
}

/** What may change about a stored key: the wrapping, and its moments to earlier ones. */
export interface KeyChanges {
  readonly wrapped?: string;
  readonly activatesAt?: number;
  readonly retiresAt?: number;
}

/** Keeps the wrapped keys. Several instances share one store. */
export interface KeyStore {
  /** @returns every key, in no particular order. */
  list(): Promise<readonly StoredKey[]>;
  /**
   * Adds a key unless its purpose and slot are taken. Atomic: of several callers exactly one wins the slot.
   * @returns true when this call added it, false when the slot was taken (and nothing changed)
   */
  insert(key: StoredKey): Promise<boolean>;
  /**
   * Changes one key, durably. A moment only ever moves towards the past: of several callers the earliest one counts, whatever
   * their order, so that nobody who goes by an older state of things prolongs the life of a key that somebody else ended.
   * @returns false when there is no key with that id
   */
  update(id: string, changes: KeyChanges): Promise<boolean>;
}
