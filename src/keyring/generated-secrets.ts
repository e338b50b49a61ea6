import type { Entropy } from '../kernel/index.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SECRET_CHARACTERS = `${ALPHANUMERIC}-_.~`;
const HINT_LENGTH = 3;
const SECRET_TAIL_LENGTH = 36;

// Letters that are not mistaken for each other or for digits when read aloud or typed from paper.
const CONSONANTS = 'bdfghkmnprstvwz';
const VOWELS = 'aeiou';
const DIGITS = '23456789';
const PASSWORD_WORDS = 4;

/**
 * Makes a client secret of 40 characters: three letters or digits, `~`, and 36 characters (more than 210 bits).
 * @spec Graph addPassword: the look of a generated `secretText`
 */
export function generateClientSecret(entropy: Entropy): string {
  return `${pick(entropy, ALPHANUMERIC, HINT_LENGTH)}~${pick(entropy, SECRET_CHARACTERS, SECRET_TAIL_LENGTH)}`;
}

/** @returns the part of a client secret that may be shown again. @spec Graph passwordCredential `hint` */
export function secretHint(secret: string): string {
  return secret.slice(0, HINT_LENGTH);
}

/**
 * Makes a password a person can read and type, such as `Tavok-Zibem-Nurod-Hasif-48` (about 70 bits). It has upper and
 * lower case, digits and a symbol, and nothing a shell would treat specially.
 */
export function generatePassword(entropy: Entropy): string {
  const words = Array.from({ length: PASSWORD_WORDS }, () => {
    const consonants = pick(entropy, CONSONANTS, 3);
    const vowels = pick(entropy, VOWELS, 2);
    return `${consonants[0]?.toUpperCase()}${vowels[0]}${consonants[1]}${vowels[1]}${consonants[2]}`;
  });
  return [...words, pick(entropy, DIGITS, 2)].join('-');
}

/** Picks characters without bias: a byte beyond the last full multiple of the alphabet's size is thrown away. */
function pick(entropy: Entropy, alphabet: string, count: number): string {
  const limit = 256 - (256 % alphabet.length);
  let picked = '';
  while (picked.length < count) {
    for (const byte of entropy.bytes(count - picked.length)) {
      if (byte < limit) picked += alphabet[byte % alphabet.length];
    }
  }
  return picked;
}
