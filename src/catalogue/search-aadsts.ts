import { type AadstsEntry, aadstsEntries } from './aadsts.ts';

/**
 * Finds codes by words.
 * @param words separated by spaces, in any letter case
 * @returns in ascending order, each code that has every word in its number, name, message, situation or remedy
 */
export function searchAadsts(words: string): readonly AadstsEntry[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return aadstsEntries().filter(({ code, name = '', message, when, fix }) => {
    const text = `AADSTS${code} ${name} ${message} ${when} ${fix}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
