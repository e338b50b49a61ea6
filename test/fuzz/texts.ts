import fc from 'fast-check';

/** Bytes and letters that parsers have stumbled over. */
const NASTY = [
  '\0',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ufffd',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  'ﬀ',
  'ı',
  'İ',
  'ſ',
  '／',
  '．',
  '＠',
  '%',
  '%0',
  '%00',
  '%0d%0a',
  '%25',
  '%2e%2e%2f',
  '%c0%af',
  '%ed%a0%80',
  '%ff',
  '%u0041',
  '+',
  '&',
  '=',
  ';',
  '#',
  '?',
  '/',
  '//',
  '\\',
  '..',
  '.',
  '@',
  ':',
  '*',
  '$&',
  '{{x}}',
  '"',
  "'",
  "' OR '1'='1",
  '`',
  '<',
  '>',
  '<xss onload=1>',
  '</title><xss>',
  ']]>',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '-1',
  '0',
  '1e309',
  'NaN',
  'null',
  'undefined',
  'true',
  ' ',
  '',
] as const;

/** Of a long text. Characters. */
const LONG = 16_000;

/** Short hostile texts, most of them put together from what has broken parsers before. */
export const nasty: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...NASTY, 'a', 'A.', '[', '{"a":'),
        fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constant(LONG)),
      )
      .map(([piece, times]) => piece.repeat(Math.min(times, Math.ceil(LONG / (piece.length || 1))))),
  },
);

/** Words of a grammar in a random order, with something hostile among them now and then. */
export function wordsOf(words: readonly string[], maxLength = 12): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...words) }, { weight: 2, arbitrary: nasty });
  return fc.array(piece, { maxLength }).map((pieces) => pieces.join(''));
}

/** A good text with something changed in it: cut, doubled, put in, or in another case. */
export function mutated(good: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(good, fc.nat(), fc.nat(8), nasty, fc.nat(4)).map(([text, place, length, piece, way]) => {
    const at = text.length === 0 ? 0 : place % (text.length + 1);
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    switch (way) {
      case 0:
        return head + tail.slice(length);
      case 1:
        return head + piece + tail;
      case 2:
        return head + tail.slice(0, length) + tail;
      case 3:
        return head + piece + tail.slice(piece.length);
      default:
        return head + tail.slice(0, length).toUpperCase() + tail.slice(length);
    }
  });
}

/** JSON, mostly, with members of these names. */
export function jsonOf(names: readonly string[]): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown; list: unknown; object: unknown }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('list'), tie('object')),
    leaf: fc.oneof(nasty, fc.double(), fc.integer(), fc.constantFrom(null, true, false, 0, -0, 1e300)),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    object: fc.dictionary(fc.oneof(fc.constantFrom(...names), nasty), tie('tree'), { maxKeys: 5 }),
  }));
  const written = tree.map((value) => JSON.stringify(value) ?? '');
  const deep = fc
    .tuple(fc.constantFrom('[', '{"a":', '[[],', '{"":{"":'), fc.integer({ min: 1, max: 1500 }))
    .map(([opening, times]) => opening.repeat(times));
  return fc.oneof({ weight: 8, arbitrary: written }, { weight: 3, arbitrary: mutated(written) }, nasty, deep);
}

/** What an `error_description` may hold: no quote, no backslash, nothing that controls or reorders. @spec RFC 6749 §5.2 */
export const DESCRIPTION = /^[^"\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;
