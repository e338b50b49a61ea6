import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldOrNull, plainText } from '../../src/storage/fold.ts';

const anyText = fc.string({ unit: 'binary' });

describe('folding', () => {
  it.each([
    ['CONTOSO', 'contoso'],
    ['Ångström', 'A\u030angstro\u0308m'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
  ])('makes %s and %s equal', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['straße', 'strasse'],
    ['é', 'e'],
    ['a', 'а'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('leaves only text that both engines can hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(`${text}\0\ud800`).isWellFormed()).toBe(true);
        expect(plainText(`${text}\0`)).not.toContain('\0');
      }),
    );
  });

  it('keeps the absence of text', () => {
    expect(foldOrNull(null)).toBeNull();
    expect(foldOrNull('A')).toBe('a');
  });
});
