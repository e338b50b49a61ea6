import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/storage/fold.ts';
import { afterPrefix, containsPattern, endsWithPattern } from '../../src/storage/query/text-pattern.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', '\\', '퟿', '\ue000', '\u{10ffff}'), maxLength: 4 });
const bytes = (value: string): Buffer => Buffer.from(value);

describe('the end of what begins with a prefix', () => {
  it('lies after everything that does, and not after anything else that comes later', () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const end = afterPrefix(prefix);
        const isInRange =
          Buffer.compare(bytes(prefix), bytes(other)) <= 0 &&
          (end === undefined || Buffer.compare(bytes(other), bytes(end)) < 0);
        expect(isInRange).toBe(other.startsWith(prefix));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['', undefined],
    ['\u{10ffff}', undefined],
    ['a', 'b'],
    ['a\u{10ffff}', 'b'],
    // No text has a code point among the surrogates.
    ['\ud7ff', '\ue000'],
  ])('of %j is %j', (prefix, end) => {
    expect(afterPrefix(prefix)).toBe(end);
  });
});

describe('patterns', () => {
  it('take the characters of the pattern language for what they are', () => {
    const database = new DatabaseSync(':memory:');
    const like = database.prepare("select ? like ? escape '\\' as matches");
    const matches = (value: string, pattern: string): boolean => like.get(value, pattern)?.matches === 1;
    fc.assert(
      fc.property(text.map(fold), text.map(fold), (value, part) => {
        expect(matches(value, containsPattern(part))).toBe(value.includes(part));
        expect(matches(value, endsWithPattern(part))).toBe(value.endsWith(part));
      }),
      { numRuns: 2_000 },
    );
    database.close();
  });
});
