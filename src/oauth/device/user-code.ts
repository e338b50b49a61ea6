import type { Entropy } from '../../kernel/index.ts';

/** Capitals and digits that nobody mistakes for each other, and no vowels, so that no word comes out. @spec RFC 8628 §6.1 */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const LENGTH = 9;
/** The largest multiple of the alphabet's size that a byte can hold: beyond it the first letters would come up more often. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);

/** @returns a code for a person to type: nine characters, 43 bits */
export function drawUserCode(entropy: Entropy): string {
  let code = '';
  while (code.length < LENGTH) {
    for (const byte of entropy.bytes(2 * LENGTH)) {
      if (byte < FAIR_BYTES && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

/** What a person typed, as it was drawn: in any case, with blanks or hyphens. @spec RFC 8628 §6.1 */
export function normalizeUserCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s\-–]/g, '');
}
