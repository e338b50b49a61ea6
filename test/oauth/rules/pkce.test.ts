import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCodeChallenge, requireCodeVerifier } from '../../../src/oauth/rules/pkce.ts';
import { refusalOf } from '../refusal-of.ts';

/** @spec RFC 7636 appendix B */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('challenges (RFC 7636 §4.2, §4.3)', () => {
  it.each([
    ['S256', challenge, 'S256', { method: 'S256', value: challenge }],
    ['plain', verifier, 'plain', { method: 'plain', value: verifier }],
    ['plain where no method is named', verifier, undefined, { method: 'plain', value: verifier }],
    ['the longest', 'a'.repeat(128), 'plain', { method: 'plain', value: 'a'.repeat(128) }],
    ['none', undefined, undefined, null],
  ])('%s', (_, value, method, expected) => {
    expect(parseCodeChallenge(value, method)).toEqual(expected);
  });

  it.each([
    ['42 characters', 'a'.repeat(42), 'S256', 50147],
    ['129 characters', 'a'.repeat(129), 'S256', 50147],
    ['a character that is not unreserved', `${'a'.repeat(42)}+`, 'S256', 50147],
    ['a line break at the end', `${'a'.repeat(43)}\n`, 'S256', 50147],
    ['a method without a challenge', undefined, 'S256', 50147],
    ['a method in another case', challenge, 's256', 501491],
    ['an unknown method', challenge, 'S512', 501491],
  ])('refuses %s', (_, value, method, code) => {
    expect(refusalOf(() => parseCodeChallenge(value, method))).toBe(code);
  });
});

describe('verifiers (RFC 7636 §4.6)', () => {
  it('accepts the pair of RFC 7636 appendix B', () => {
    expect(refusalOf(() => requireCodeVerifier({ method: 'S256', value: challenge }, verifier))).toBeUndefined();
  });

  it.each([
    ['the challenge sent for the verifier', { method: 'S256', value: challenge }, challenge, 501481],
    ['a verifier in another case', { method: 'S256', value: challenge }, verifier.toUpperCase(), 501481],
    ['no verifier though there was a challenge', { method: 'S256', value: challenge }, undefined, 50148],
    ['a verifier of 42 characters (§4.1)', { method: 'plain', value: 'a'.repeat(42) }, 'a'.repeat(42), 501481],
    ['a plain verifier that differs in its length', { method: 'plain', value: verifier }, `${verifier}x`, 501481],
    ['a verifier without a challenge: a downgrade (RFC 9700 §4.8.2)', null, verifier, 501481],
  ] as const)('refuses %s', (_, given, presented, code) => {
    expect(refusalOf(() => requireCodeVerifier(given, presented))).toBe(code);
  });

  it('needs none where there was no challenge', () => {
    expect(refusalOf(() => requireCodeVerifier(null, undefined))).toBeUndefined();
  });

  it('accepts a verifier for its own challenge and for no other', () => {
    const verifiers = fc.stringMatching(/^[A-Za-z0-9\-._~]{43,128}$/);
    fc.assert(
      fc.property(verifiers, verifiers, (left, right) => {
        const value = createHash('sha256').update(left).digest('base64url');
        const accepts = refusalOf(() => requireCodeVerifier({ method: 'S256', value }, right)) === undefined;
        expect(accepts).toBe(left === right);
      }),
    );
    fc.assert(
      fc.property(verifiers, (each) => {
        expect(refusalOf(() => requireCodeVerifier({ method: 'plain', value: each }, each)) === undefined).toBe(true);
      }),
    );
  });
});
