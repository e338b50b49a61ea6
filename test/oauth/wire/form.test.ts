import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../../src/oauth/index.ts';
import { refusalOf } from '../refusal-of.ts';

const parsed = (text: string): Record<string, string> => Object.fromEntries(parseForm(text));

describe('forms and queries', () => {
  it.each([
    ['nothing', '', {}],
    ['pairs', 'a=1&b=2', { a: '1', b: '2' }],
    ['a plus is a blank', 'scope=openid+profile', { scope: 'openid profile' }],
    ['an escaped plus is a plus', 'secret=a%2Bb', { secret: 'a+b' }],
    ['values to the letter: quotes and blanks stay', 'state=+%22x%22+', { state: ' "x" ' }],
    ['an equals sign in a value', 'a=b=c', { a: 'b=c' }],
    ['a parameter without a value counts as absent (RFC 6749 §3.1)', 'a=&b&c=3', { c: '3' }],
    ['empty pairs', '&&a=1&', { a: '1' }],
    ['names that objects inherit', '__proto__=1&constructor=2', { ['__proto__']: '1', constructor: '2' }],
    ['letters beyond ASCII', 'n=%C3%BC', { n: 'ü' }],
  ])('%s', (_, text, expected) => {
    expect(Object.entries(parsed(text))).toEqual(Object.entries(expected));
  });

  it.each([
    ['a parameter twice (RFC 6749 §3.1)', 'a=1&a=2', 90023],
    ['a parameter twice with the same value', 'a=1&a=1', 90023],
    ['a parameter twice, once without a value', 'a=&a=1', 90023],
    ['a parameter twice, once escaped', 'a=1&%61=2', 90023],
    ['an escape that is none', 'a=%zz', 9002313],
    ['an escape that is no UTF-8', 'a=%ff', 9002313],
    ['more parameters than any request has', Array.from({ length: 101 }, (_, index) => `p${index}=1`).join('&'), 90023],
  ])('refuses %s', (_, text, code) => {
    expect(refusalOf(() => parseForm(text))).toBe(code);
  });

  it('throws nothing but refusals, whatever is sent', () => {
    const pieces = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('&', '=', '%', '+', '%e0%a4', 'a')),
    );
    fc.assert(
      fc.property(pieces, (list) => {
        // Anything but a refusal is thrown on.
        expect(refusalOf(() => parseForm(list.join(''))) ?? 0).toBeTypeOf('number');
      }),
    );
  });

  it('reads back what the platform’s own encoder wrote', () => {
    const entries = fc.uniqueArray(
      fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 })),
      {
        selector: ([name]) => name,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(entries, (list) => {
        expect([...parseForm(new URLSearchParams(list).toString())]).toEqual(list);
      }),
    );
  });
});
