import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { type Entropy, Redacted } from '../kernel/index.ts';
import type { KeyPurpose } from './key-state.ts';
import { KeyringFault } from './keyring-fault.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID_LENGTH = 10;

/** What a wrapped key is bound to: a ciphertext moved to another row does not unwrap. */
export interface KeyContext {
  readonly purpose: KeyPurpose;
  readonly id: string;
}

/** Wraps the other keys. The methods are asynchronous so that an external key service can stand in its place. */
export interface MasterKey {
  /** Names the master key inside what it wraps. Tells nothing about the key. */
  readonly id: string;
  /** @returns `masterKeyId.ciphertext` */
  wrap(material: Buffer, context: KeyContext): Promise<string>;
  /** @throws KeyringFault `MasterKeyMismatch` when another master key wrapped it, `KeyDamaged` when it was altered */
  unwrap(wrapped: string, context: KeyContext): Promise<Buffer>;
}

/** @returns a new master key as text (base64url), as `parseMasterKey` reads it. */
export function generateMasterKey(entropy: Entropy): Redacted {
  return new Redacted(entropy.bytes(KEY_BYTES).toString('base64url'));
}

/**
 * Reads a master key: 32 bytes in hex, base64url or base64; white space around it is ignored.
 * @param entropy where the nonces come from
 * @throws KeyringFault `MasterKeyInvalid`
 */
export function parseMasterKey(text: Redacted, entropy: Entropy): MasterKey {
  const bytes = decode(text.reveal().trim());
  if (bytes === undefined) {
    throw new KeyringFault(
      'MasterKeyInvalid',
      'A master key is 32 random bytes, written as 43 characters of base64url or 64 of hex.',
    );
  }
  return new LocalMasterKey(bytes, entropy);
}

function decode(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[0-9a-z+/_-]{43}=?$/i.test(text)) return Buffer.from(text, 'base64url');
  return undefined;
}

/** @spec NIST SP 800-38D (AES-GCM); one random nonce for each of the few keys ever wrapped */
class LocalMasterKey implements MasterKey {
  readonly id: string;
  readonly #key: KeyObject;
  readonly #entropy: Entropy;

  constructor(bytes: Buffer, entropy: Entropy) {
    this.#key = createSecretKey(bytes);
    this.id = createHash('sha256')
      .update('entrada master key id\0')
      .update(bytes)
      .digest('base64url')
      .slice(0, ID_LENGTH);
    this.#entropy = entropy;
  }

  async wrap(material: Buffer, context: KeyContext): Promise<string> {
    const nonce = this.#entropy.bytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(additionalData(context));
    const sealed = Buffer.concat([nonce, cipher.update(material), cipher.final(), cipher.getAuthTag()]);
    return `${this.id}.${sealed.toString('base64url')}`;
  }

  async unwrap(wrapped: string, context: KeyContext): Promise<Buffer> {
    const dot = wrapped.indexOf('.');
    const wrappedBy = wrapped.slice(0, Math.max(dot, 0));
    if (wrappedBy !== this.id) {
      throw new KeyringFault(
        'MasterKeyMismatch',
        `The keys in the database belong to another master key (${wrappedBy || 'unnamed'}, not ${this.id}). Give back that one, by master-key-file or ENTRADA_MASTER_KEY.`,
      );
    }
    const sealed = Buffer.from(wrapped.slice(dot + 1), 'base64url');
    try {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(additionalData(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw damaged(context, cause);
    }
  }
}

function additionalData(context: KeyContext): Buffer {
  return Buffer.from(`entrada key\0${context.purpose}\0${context.id}`);
}

function damaged(context: KeyContext, cause: unknown): KeyringFault {
  return new KeyringFault('KeyDamaged', `The stored ${context.purpose} key ${context.id} is damaged.`, { cause });
}
