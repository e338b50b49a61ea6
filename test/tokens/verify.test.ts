import { createHmac, createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signJwt, verifyToken } from '../../src/tokens/index.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = 'key-1';
const keyOf = (name: string): KeyObject | undefined => (name === kid ? pair.publicKey : undefined);
const now = Date.UTC(2026, 0, 15, 12);
const seconds = now / 1000;
const claims = { sub: 'ada', nbf: seconds - 300, exp: seconds + 3600 };
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of any header and payload, signed with the right key unless another one is given. */
function forge(header: unknown, payload: unknown = claims, key = pair.privateKey): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), key).toString('base64url')}`;
}
const good = forge({ alg: 'RS256', kid });
const verified = (token: string, at = now) => verifyToken(token, keyOf, at);
const reason = (token: string, at = now): string => {
  const result = verified(token, at);
  return result.ok ? 'ok' : result.reason;
};

describe('signing', () => {
  it.each([
    [1, { typ: 'JWT', alg: 'RS256', x5t: kid, kid }],
    [2, { typ: 'JWT', alg: 'RS256', kid }],
  ] as const)('a version %s token says so in its header (sts reference 5.2)', async (version, header) => {
    const signer = { kid, sign: async (data: string) => createSign('RSA-SHA256').update(data).sign(pair.privateKey) };
    const token = await signJwt(signer, version, claims);
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toEqual(header);
    expect(verified(token)).toEqual({ ok: true, claims });
  });
});

describe('attacks on a token (RFC 8725 §2)', () => {
  const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const hmac = (input: string): string =>
    `${input}.${createHmac('sha256', publicPem).update(input).digest('base64url')}`;
  const [head = '', body = '', signature = ''] = good.split('.');
  it.each([
    ['no signature at all', `${encode({ alg: 'none', kid })}.${body}.`, 'malformed'],
    ['alg none with a signature', forge({ alg: 'none', kid }), 'algorithm'],
    ['alg NONE', forge({ alg: 'NONE', kid }), 'algorithm'],
    ['the public key used as an HMAC secret', hmac(`${encode({ alg: 'HS256', kid })}.${body}`), 'algorithm'],
    ['another RSA algorithm', forge({ alg: 'RS512', kid }), 'algorithm'],
    ['an algorithm in a list', forge({ alg: ['RS256'], kid }), 'algorithm'],
    [
      'critical members nobody understands (RFC 7515 §4.1.11)',
      forge({ alg: 'RS256', kid, crit: ['b64'], b64: false }),
      'algorithm',
    ],
    ['a stranger’s key under our name', forge({ alg: 'RS256', kid }, claims, stranger.privateKey), 'signature'],
    [
      'a stranger’s key brought along',
      forge({ alg: 'RS256', kid, jwk: stranger.publicKey.export({ format: 'jwk' }) }, claims, stranger.privateKey),
      'signature',
    ],
    [
      'a stranger’s key to be fetched',
      forge({ alg: 'RS256', kid: 'x', jku: 'https://evil.example' }, claims, stranger.privateKey),
      'unknownKey',
    ],
    ['no key named', forge({ alg: 'RS256' }), 'unknownKey'],
    ['a key that is a path', forge({ alg: 'RS256', kid: '../../etc/passwd' }), 'unknownKey'],
    ['a key that is no text', forge({ alg: 'RS256', kid: { toString: kid } }), 'unknownKey'],
    ['another payload', `${head}.${encode({ ...claims, sub: 'eve' })}.${signature}`, 'signature'],
    ['another header', `${encode({ alg: 'RS256', kid, typ: 'x' })}.${body}.${signature}`, 'signature'],
    ['an empty signature', `${head}.${body}.`, 'malformed'],
    ['two parts', `${head}.${body}`, 'malformed'],
    ['five parts, as encrypted ones have', `${head}.${body}.${signature}.x.y`, 'malformed'],
    ['a header that is no object', forge(['RS256']), 'malformed'],
    ['a payload that is no object', forge({ alg: 'RS256', kid }, 'ada'), 'malformed'],
    ['no end', forge({ alg: 'RS256', kid }, { nbf: seconds }), 'malformed'],
    ['no beginning', forge({ alg: 'RS256', kid }, { exp: seconds + 60 }), 'malformed'],
    ['an end that is text', forge({ alg: 'RS256', kid }, { ...claims, exp: '9999999999' }), 'malformed'],
    ['something huge', 'a'.repeat(70_000), 'malformed'],
    ['nothing', '', 'malformed'],
  ])('%s', (_, token, expected) => {
    expect(reason(token)).toBe(expected);
  });
});

describe('time (with five minutes for clocks that disagree)', () => {
  it.each([
    ['at its end', (claims.exp + 299) * 1000, 'ok'],
    ['after it', (claims.exp + 300) * 1000, 'expired'],
    ['at its beginning', (claims.nbf - 300) * 1000, 'ok'],
    ['before it', (claims.nbf - 301) * 1000, 'notYetValid'],
  ])('%s', (_, at, expected) => {
    expect(reason(good, at)).toBe(expected);
  });
});

describe('laws', () => {
  it('no changed character of a token survives', () => {
    const position = fc.integer({ min: 0, max: good.length - 3 });
    fc.assert(
      fc.property(position, fc.constantFrom('A', 'z', '0', '.', '-'), (at, character) => {
        fc.pre(good[at] !== character);
        expect(reason(good.slice(0, at) + character + good.slice(at + 1))).not.toBe('ok');
      }),
    );
  });

  it('anything at all is answered, and never accepted', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (head, body, signature) => {
        expect(reason(`${head}.${body}.${signature}`)).not.toBe('ok');
      }),
    );
  });
});
