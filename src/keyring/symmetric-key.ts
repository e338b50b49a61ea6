import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../kernel/index.ts';
import { acceptedKeys, currentKey, type KeyTimes } from './key-state.ts';

/** A 256-bit secret key as the keyring holds it. */
export interface SymmetricKey extends KeyTimes {
  readonly id: string;
  readonly key: KeyObject;
}

/** @param material 32 bytes */
export function loadSymmetricKey(id: string, material: Buffer, times: KeyTimes): SymmetricKey {
  const { slot, activatesAt, retiresAt } = times;
  return { id, key: createSecretKey(material), slot, activatesAt, retiresAt };
}

/** The symmetric keys of one purpose, read anew at each use so that a reload takes effect at once. */
export interface SymmetricKeys {
  current(): SymmetricKey;
  /** @returns the keys whose work is still accepted, the current one first. */
  accepted(): SymmetricKey[];
  /** @returns the accepted key with that id, if there is one. */
  find(id: string): SymmetricKey | undefined;
  /** @returns the first key ever made for this purpose that is still kept. */
  first(): SymmetricKey;
}

/** @param keys the keys held at the moment of the call */
export function symmetricKeys(keys: () => readonly [SymmetricKey, ...SymmetricKey[]], clock: Clock): SymmetricKeys {
  return {
    current: () => currentKey(keys(), clock.now()),
    accepted: () => acceptedKeys(keys(), clock.now()),
    find: (id) => acceptedKeys(keys(), clock.now()).find((key) => key.id === id),
    first: () => keys().reduce((first, key) => (key.slot < first.slot ? key : first)),
  };
}

/**
 * HMAC-SHA-256 over a label and a value. The label keeps apart what one key is used for.
 * @spec RFC 2104
 */
export function labelledHmac(key: KeyObject, label: string, value: Buffer | string): Buffer {
  return createHmac('sha256', key).update(label).update('\0').update(value).digest();
}
