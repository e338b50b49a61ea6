const LAST_CODE_POINT = 0x10ffff;
const LAST_BEFORE_SURROGATES = 0xd7ff;
const FIRST_AFTER_SURROGATES = 0xe000;

/**
 * The first text, in the byte order of UTF-8 (which is the order of code points), after every text that begins with `prefix`.
 * @returns undefined when there is none
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    if (last !== LAST_CODE_POINT) {
      const next = last === LAST_BEFORE_SURROGATES ? FIRST_AFTER_SURROGATES : last + 1;
      return String.fromCodePoint(...points, next);
    }
  }
  return undefined;
}

/** @returns a LIKE pattern, escaped by `\`, for text that ends with this one */
export const endsWithPattern = (text: string): string => `%${escapePattern(text)}`;

/** @returns a LIKE pattern, escaped by `\`, for text that contains this one */
export const containsPattern = (text: string): string => `%${escapePattern(text)}%`;

const escapePattern = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
