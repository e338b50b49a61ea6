/**
 * The one folding for compares without regard to case: what is stored beside a text, and what is compared with it. Composed
 * form, lower case; the final sigma equals the others, so that folding a part and a part of the folding are the same.
 * @returns text that both engines store and order alike: well-formed, without NUL
 */
export function fold(text: string): string {
  return plainText(text).normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** @returns text that both engines store alike: lone surrogates and NUL, which PostgreSQL has no place for, are replaced. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** @returns the folding of a text, or null of nothing */
export const foldOrNull = (text: string | null): string | null => (text === null ? null : fold(text));
