import { systemClock, systemEntropy } from '../kernel/index.ts';
import {
  bringNextKeyForward,
  describeKeys,
  type KeyDescription,
  type KeyPurpose,
  type KeyRetirement,
  retireKey,
  rewrapKeys,
  SHARING_TIME,
} from '../keyring/index.ts';
import type { Config } from './config/config.ts';
import { loadMasterKey } from './master-key-file.ts';
import { onDatabase, onStorage } from './on-database.ts';
import { StartFault } from './start-fault.ts';

/** @returns what may be told of the keys of a database. Needs no master key, and changes nothing. */
export function listKeysOffline(config: Config): Promise<readonly KeyDescription[]> {
  return onStorage(config, async ({ keys }) => describeKeys(await keys.list(), systemClock.now()));
}

/** A purpose whose keys may follow each other. */
export type RotatablePurpose = Exclude<KeyPurpose, 'pairwise'>;

/** A key that takes over. Times are milliseconds since the Unix epoch. */
export interface KeyRotation {
  readonly id: string;
  readonly activatesAt: number;
  /** Whether it is the one in use already. */
  readonly isCurrent: boolean;
  /** The key that was in use when the command began. */
  readonly supersedes: string;
}

/**
 * Lets the next key take over, on the database itself; running servers follow.
 * @param isUrgent a signing key then waits only until every server has read it, and not for clients that keep the key list. Keys
 *   of other purposes are nobody's business but the servers', and never wait longer.
 */
export function rotateKeyOffline(config: Config, purpose: RotatablePurpose, isUrgent: boolean): Promise<KeyRotation> {
  return onDatabase(config, async ({ keys, keyring, clock }) => {
    const lead = purpose === 'signing' && !isUrgent ? config.rotation.lead : SHARING_TIME;
    const { key, current } = await bringNextKeyForward(keys, purpose, lead);
    // A next signing key is due now, and the one before gets its end: here, because there may be no server that does it.
    await keyring.reload();
    const isCurrent = key.activatesAt <= clock.now();
    return { id: key.id, activatesAt: key.activatesAt, isCurrent, supersedes: current.id };
  });
}

/** A key whose end has come. */
export interface RetiredKey {
  readonly id: string;
  readonly purpose: KeyPurpose;
  /** Milliseconds since the Unix epoch. */
  readonly retiresAt: number;
  /** Whether its end had come before. */
  readonly already: boolean;
  /** The key that took over; undefined where another one was in use anyway. */
  readonly successor: string | undefined;
}

/**
 * Ends a key at once, on the database itself; running servers follow.
 * @throws StartFault `OperationRefused` when there is no such key, or when it is the pairwise one
 */
export function retireKeyOffline(config: Config, id: string): Promise<RetiredKey> {
  return onDatabase(config, async ({ keys, keyring }) => {
    const retired = await retireKey(keys, id);
    await keyring.reload();
    return describeRetirement(id, retired);
  });
}

function describeRetirement(id: string, retired: KeyRetirement): RetiredKey {
  if (retired.kind === 'unknown') {
    throw new StartFault('OperationRefused', `There is no key ${id}: "entrada keys list" shows those there are.`);
  }
  if (retired.kind === 'irreplaceable') {
    throw new StartFault(
      'OperationRefused',
      `The pairwise key ${id} stays: without it everybody would become a stranger to every application.`,
    );
  }
  const { key } = retired;
  const already = retired.kind === 'already';
  const successor = retired.kind === 'retired' ? retired.successor?.id : undefined;
  return { id, purpose: key.purpose, retiresAt: key.retiresAt ?? 0, already, successor };
}

/** A change of the master key. */
export interface MasterKeyChange {
  /** Names of the master keys, which tell nothing about them. */
  readonly from: string;
  readonly to: string;
  /** How many keys were wrapped anew. */
  readonly rewrapped: number;
  /** Whether the file of the new master key was made. */
  readonly fileCreated: boolean;
}

/**
 * Wraps every key anew under another master key. May be repeated after an interruption.
 * @param file of the new master key, absolute; made when missing
 * @throws StartFault `OperationRefused` when it holds the master key that is in use, or as the start of a server does
 */
export function changeMasterKeyOffline(config: Config, file: string): Promise<MasterKeyChange> {
  const entropy = systemEntropy;
  return onStorage(config, async ({ keys }) => {
    const { masterKey: from } = await loadMasterKey({
      given: config.masterKey,
      file: config.masterKeyFile,
      mayCreate: false,
      entropy,
    });
    const { masterKey: to, created } = await loadMasterKey({ given: undefined, file, mayCreate: true, entropy });
    if (from.id === to.id) {
      throw new StartFault('OperationRefused', `${file} holds the master key that is in use: name another file.`);
    }
    let rewrapped = 0;
    // A server may make a key in the meantime, under the master key it was started with.
    for (let more = -1; more !== 0; rewrapped += more) more = await rewrapKeys({ store: keys, from, to });
    return { from: from.id, to: to.id, rewrapped, fileCreated: created };
  });
}
