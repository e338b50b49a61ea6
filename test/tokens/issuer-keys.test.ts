import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseCompactJws, parseIssuerKeys, verifyByIssuer } from '../../src/tokens/index.ts';
import { makeIssuerKey, signAsIssuer, type TestIssuerKey, type TestIssuerKeyKind } from '../issuer-keys.ts';

const keys = {
  rsa: makeIssuerKey('rsa'),
  other: makeIssuerKey('other'),
  short: makeIssuerKey('short', 'RSA 1024'),
  p256: makeIssuerKey('p256', 'P-256'),
  p384: makeIssuerKey('p384', 'P-384'),
  p521: makeIssuerKey('p521', 'P-521'),
  ed: makeIssuerKey('ed', 'Ed25519'),
} as const;
const claims = { iss: 'https://issuer.test', sub: 'workload' };

/** Verifies with what an issuer publishes. */
async function verify(token: string, ...published: readonly object[]) {
  const parsed = parseIssuerKeys({ keys: published });
  const reading = parseCompactJws(token);
  if (parsed === undefined || !reading.ok) throw new Error('the case is well-formed');
  return verifyByIssuer(reading.jws, parsed);
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token of an issuer outside (RFC 7515 §5.2, RFC 8725)', () => {
  const accepted: readonly (readonly [alg: string, key: TestIssuerKey])[] = [
    ['RS256', keys.rsa],
    ['RS384', keys.rsa],
    ['RS512', keys.rsa],
    ['PS256', keys.rsa],
    ['PS384', keys.rsa],
    ['PS512', keys.rsa],
    ['ES256', keys.p256],
    ['ES384', keys.p384],
    ['ES512', keys.p521],
    ['EdDSA', keys.ed],
  ];
  it.each(accepted)('may be signed by %s', async (alg, key) => {
    const all = Object.values(keys).map(({ jwk }) => jwk);
    expect(await verify(signAsIssuer(key, claims, { alg }), ...all)).toBe('verified');
  });

  it('is refused when a bit of it changes', async () => {
    const token = signAsIssuer(keys.rsa, claims);
    const [head, , signature] = token.split('.');
    expect(await verify(`${head}.${encode({ ...claims, sub: 'other' })}.${signature}`, keys.rsa.jwk)).toBe('signature');
  });

  it('is refused when another key signed under the name of a known one', async () => {
    const forged = signAsIssuer({ ...keys.other, kid: 'rsa' }, claims);
    expect(await verify(forged, keys.rsa.jwk)).toBe('signature');
  });

  it('is refused without a signature, whatever it calls the algorithm', async () => {
    for (const alg of ['none', 'None', 'NONE', '', undefined, 7, ['RS256']]) {
      const token = `${encode({ alg, kid: 'rsa' })}.${encode(claims)}.c2ln`;
      expect(await verify(token, keys.rsa.jwk)).toBe('algorithm');
    }
  });

  it('is refused with an HMAC by the public key (key confusion)', async () => {
    const input = `${encode({ alg: 'HS256', kid: 'rsa' })}.${encode(claims)}`;
    for (const secret of [JSON.stringify(keys.rsa.jwk), Buffer.from(String(keys.rsa.jwk.n), 'base64url')]) {
      const signature = createHmac('sha256', secret).update(input).digest('base64url');
      expect(await verify(`${input}.${signature}`, keys.rsa.jwk)).toBe('algorithm');
    }
  });

  it('is refused with an HMAC by a symmetric key that the issuer published', async () => {
    const secret = Buffer.from('a secret that is none').toString('base64url');
    const input = `${encode({ alg: 'HS256', kid: 'oct' })}.${encode(claims)}`;
    const signature = createHmac('sha256', Buffer.from(secret, 'base64url')).update(input).digest('base64url');
    expect(await verify(`${input}.${signature}`, { kty: 'oct', kid: 'oct', k: secret })).toBe('algorithm');
  });

  it('is never verified by a key that it brings along', async () => {
    const { jwk } = keys.other;
    for (const header of [
      { jwk },
      { jwk, kid: undefined },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example' },
    ]) {
      const token = signAsIssuer(keys.other, claims, header);
      expect(await verify(token, keys.rsa.jwk)).toBe('unknownKey');
    }
  });

  it('is tried with the keys that fit where it does not name one, and with a key that has no name', async () => {
    const token = signAsIssuer(keys.rsa, claims, { kid: undefined });
    expect(await verify(token, keys.p256.jwk, keys.other.jwk, keys.rsa.jwk)).toBe('verified');
    expect(await verify(token, keys.other.jwk)).toBe('unknownKey');
    const { kid: _, ...nameless } = keys.rsa.jwk;
    expect(await verify(signAsIssuer(keys.rsa, claims), nameless)).toBe('verified');
  });

  it('is tried with eight keys at most', async () => {
    const token = signAsIssuer(keys.rsa, claims, { kid: undefined });
    const others = Array.from({ length: 8 }, () => keys.other.jwk);
    expect(await verify(token, ...others, keys.rsa.jwk)).toBe('unknownKey');
  });

  it('keeps to the algorithm that its key is for', async () => {
    const jwk = { ...keys.rsa.jwk, alg: 'RS256' };
    expect(await verify(signAsIssuer(keys.rsa, claims), jwk)).toBe('verified');
    expect(await verify(signAsIssuer(keys.rsa, claims, { alg: 'PS256' }), jwk)).toBe('algorithm');
    expect(await verify(signAsIssuer(keys.p256, claims, { alg: 'ES256', kid: 'rsa' }), jwk)).toBe('algorithm');
  });

  it('names a key by every letter of its id', async () => {
    expect(await verify(signAsIssuer(keys.rsa, claims, { kid: 'RSA' }), keys.rsa.jwk)).toBe('unknownKey');
    expect(await verify(signAsIssuer(keys.rsa, claims, { kid: 7 }), keys.rsa.jwk)).toBe('unknownKey');
  });
});

describe('what an issuer publishes (RFC 7517 §5)', () => {
  const unusable: readonly (readonly [string, object])[] = [
    ['is for encryption', { ...keys.rsa.jwk, use: 'enc' }],
    ['may not verify', { ...keys.rsa.jwk, key_ops: ['sign'] }],
    ['is too short (RFC 7518 §3.3)', keys.short.jwk],
    ['shows its private part', { ...keys.rsa.privateKey.export({ format: 'jwk' }), kid: 'rsa' }],
    ['is for an algorithm of encryption', { ...keys.rsa.jwk, alg: 'RSA-OAEP' }],
    ['is symmetric', { kty: 'oct', k: 'c2VjcmV0' }],
    ['is no point of its curve', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
    ['is of an unknown kind', { kty: 'XYZ' }],
  ];
  it.each(unusable)('is passed over where a key %s', (_name, jwk) => {
    expect(parseIssuerKeys({ keys: [jwk, keys.p256.jwk] })).toMatchObject([{ kid: 'p256' }]);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no list of keys', { keys: {} }],
    ['101 keys', { keys: Array.from({ length: 101 }, () => keys.p256.jwk) }],
  ])('is no JWK set when it is %s', (_name, document) => {
    expect(parseIssuerKeys(document)).toBeUndefined();
  });

  it.each<TestIssuerKeyKind>(['RSA', 'P-256', 'P-384', 'P-521', 'Ed25519'])('may be a key of the kind %s', (kind) => {
    expect(parseIssuerKeys({ keys: [makeIssuerKey('k', kind).jwk, null, 7] })).toHaveLength(1);
  });
});
