import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../../../src/kernel/index.ts';
import { parseAssertion } from '../../../src/oauth/client-authentication/assertion.ts';
import { refusalOf } from '../refusal-of.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { iss: 'me', sub: 'me', aud: 'you', exp: 1_800_000_000 };
const compact = (header: object, more: object = {}) => `${encode(header)}.${encode({ ...claims, ...more })}.c2ln`;
const parse = (text: string) => parseAssertion(new Redacted(text));

describe('a client assertion is taken apart (clients reference 4)', () => {
  it('with what was signed, byte for byte', () => {
    const text = compact({ alg: 'PS256', typ: 'JWT', kid: 'k' }, { jti: 'j', nbf: 1_700_000_000, iat: 1_700_000_000 });
    expect(parse(text)).toMatchObject({
      algorithm: 'PS256',
      keyId: 'k',
      issuer: 'me',
      subject: 'me',
      audiences: ['you'],
      id: 'j',
      expiresAt: 1_800_000_000_000,
      notBefore: 1_700_000_000_000,
      issuedAt: 1_700_000_000_000,
      signingInput: text.slice(0, text.lastIndexOf('.')),
      signature: Buffer.from('sig'),
    });
  });

  it.each([
    ['whole seconds', 1_800_000_000, 1_800_000_000_000],
    ['fractions, as MSAL for Python does', 1_795_223_977.93536, 1_795_223_977_935],
    ['texts, as MSAL for .NET does', '1800000000', 1_800_000_000_000],
    ['texts of fractions', '1800000000.5', 1_800_000_000_500],
  ])('whose times are %s', (_, exp, expiresAt) => {
    expect(parse(compact({ alg: 'RS256' }, { exp })).expiresAt).toBe(expiresAt);
  });

  it('without what clients leave out', () => {
    expect(parse(compact({ alg: 'RS256' }))).toMatchObject({
      keyId: undefined,
      id: undefined,
      notBefore: undefined,
      issuedAt: undefined,
    });
  });

  it('for several audiences', () => {
    expect(parse(compact({ alg: 'RS256' }, { aud: ['a', 'b'] })).audiences).toEqual(['a', 'b']);
  });

  it('with the line break of the file it was read from', () => {
    expect(parse(`\n ${compact({ alg: 'RS256' })}\r\n`).issuer).toBe('me');
  });

  it.each([null, true, Number.NEGATIVE_INFINITY, 1e300, '', ' 1', '0x10', '1e9', [1], {}])(
    'but not with the time %j',
    (exp) => {
      const text = `${encode({ alg: 'RS256' })}.${Buffer.from(JSON.stringify({ ...claims, exp }).replace('"exp":null', `"exp":${exp === Number.NEGATIVE_INFINITY ? '-1e999' : 'null'}`)).toString('base64url')}.c2ln`;
      expect(refusalOf(() => parse(text))).toBe(50027);
    },
  );

  it('or is refused, whatever is sent', () => {
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    const members = fc.dictionary(
      fc.constantFrom('alg', 'typ', 'kid', 'crit', 'b64', 'iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'),
      fc.jsonValue(),
    );
    const jwt = fc.tuple(members.map(encode), members.map(encode), part).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          jwt,
          fc.array(part).map((parts) => parts.join('.')),
        ),
        (text) => {
          // Anything but a refusal of the table is thrown on by `refusalOf`.
          const code = refusalOf(() => parse(text));
          expect([undefined, 5002738, 50027, 5002727, 50120, 700028]).toContain(code);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
