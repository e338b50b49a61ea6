import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiagnosisFault, decodeToken } from '../../src/diagnosis/index.ts';
import { applicationToken, tokenOf } from './sample-tokens.ts';

const token = tokenOf(applicationToken);

describe('taking a token apart', () => {
  it.each([
    ['alone', token],
    ['with line ends around it', `\n ${token}\r\n`],
    ['as a header', `Authorization: Bearer ${token}`],
    ['with the scheme', `bearer ${token}`],
    ['in quotes', `"${token}"`],
    ['broken over lines', token.replace(/(.{60})/g, '$1\n')],
  ])('works for one copied %s', (_, text) => {
    const decoded = decodeToken(text);
    expect(decoded.claims).toEqual(applicationToken);
    expect(decoded.header).toMatchObject({ alg: 'RS256' });
    expect(decoded.compact).toBe(token);
  });

  it.each([
    ['nothing', '  ', 'TokenEmpty'],
    ['an opaque refresh token', '1.AXoAmz.x', 'TokenDamaged'],
    ['a code', '0.AVYA_secret-canary', 'TokenOpaque'],
    ['an encrypted token (RFC 7516 §3.1)', 'a.b.c.d.e', 'TokenEncrypted'],
    ['a token cut short', token.slice(0, 100), 'TokenOpaque'],
    [
      'a payload that is no object',
      `${token.split('.')[0]}.${Buffer.from('[1]').toString('base64url')}.x`,
      'TokenDamaged',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(() => decodeToken(text)).toThrow(expect.objectContaining({ code }));
  });

  it('never throws anything else, and never repeats what it was given', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (text) => {
        try {
          decodeToken(text);
        } catch (error) {
          expect(error).toBeInstanceOf(DiagnosisFault);
          expect(String(error)).not.toContain(text.trim() || '\0');
        }
        expect(text).toBeTypeOf('string');
      }),
    );
  });
});
