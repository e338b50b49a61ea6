import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { Entropy } from '../kernel/index.ts';
import { labelledHmac, type SymmetricKeys } from './symmetric-key.ts';

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/** Authenticated encryption of small values that leave the platform and come back (cookies, state, hidden fields). */
export interface Sealing {
  /**
   * @param context what the value is for; only the same context opens it
   * @returns `keyId.ciphertext`, safe in a URL and in a cookie
   */
  seal(plaintext: Buffer | string, context: string): string;
  /** @returns the plaintext, or undefined when the token is not ours, was altered, is of another context or of a retired key */
  open(token: string, context: string): Buffer | undefined;
}

/**
 * AES-256-GCM under a key derived for each message, so that the number of messages under one sealing key needs no bound:
 * half of a 24-byte random nonce goes into the derivation, half into GCM.
 * @spec NIST SP 800-38D; the construction follows the idea of XAES-256-GCM
 */
export function createSealing(keys: SymmetricKeys, entropy: Entropy): Sealing {
  return {
    seal(plaintext, context) {
      const { id, key } = keys.current();
      const nonce = entropy.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', messageKey(key, nonce), nonce.subarray(12));
      cipher.setAAD(Buffer.from(context));
      const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext;
      const sealed = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      return `${id}.${sealed.toString('base64url')}`;
    },

    open(token, context) {
      const dot = token.indexOf('.');
      const key = keys.find(token.slice(0, Math.max(dot, 0)))?.key;
      const text = token.slice(dot + 1);
      const sealed = Buffer.from(text, 'base64url');
      // The decoder skips what it does not know; a token has one spelling only.
      if (key === undefined || sealed.length < NONCE_BYTES + TAG_BYTES || sealed.toString('base64url') !== text) {
        return undefined;
      }
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', messageKey(key, nonce), nonce.subarray(12), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
      const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
      try {
        return Buffer.concat([plaintext, decipher.final()]);
      } catch {
        // The tag does not fit: forged, altered or of another context. To the caller these are one case.
        return undefined;
      }
    },
  };
}

function messageKey(key: KeyObject, nonce: Buffer): Buffer {
  return labelledHmac(key, 'entrada seal', nonce.subarray(0, 12));
}
