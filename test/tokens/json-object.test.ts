import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonObject } from '../../src/tokens/json-object.ts';

const read = (text: string) => parseJsonObject(Buffer.from(text));

describe('a JSON object that two readers cannot read in two ways (RFC 8725 §2.4)', () => {
  it('of any members is read as everybody reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it.each([
    ['plainly', '{"a":1,"a":2}'],
    ['with an escape', '{"a":1,"\\u0061":2}'],
    ['deep inside', '{"x":[{"y":{"b":[],"b":{}}}]}'],
    ['after members of members', '{"a":{"b":"a"},"c":["a","a"],"a":0}'],
    ['by the name that objects have by birth', '{"__proto__":1,"__proto__":2}'],
  ])('that repeats a member %s is refused', (_, text) => {
    expect(read(text)).toEqual({ ok: false, problem: 'repeatedMember' });
  });

  it.each([
    ['the same name in two objects', '{"a":{"b":1},"c":{"b":1}}'],
    ['a name that is also a text', '{"a":"a","b":["a","b"]}'],
    ['brackets and quotes in a text', '{"a":"{\\"a\\":1,","b":"]}"}'],
  ])('may have %s', (_, text) => {
    expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it.each([
    ['a list', '[]'],
    ['a text', '"a"'],
    ['null', 'null'],
    ['nothing', ''],
    ['half of one', '{"a":'],
  ])('is not %s', (_, text) => {
    expect(read(text)).toEqual({ ok: false, problem: 'notAnObject' });
  });

  it('is of UTF-8 alone, without a mark before it', () => {
    expect(parseJsonObject(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toMatchObject({ ok: false });
    expect(read('\uFEFF{}')).toMatchObject({ ok: false });
  });
});
