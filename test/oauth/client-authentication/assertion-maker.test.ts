import { describe, expect, it } from 'vitest';
import type { AppId } from '../../../src/kernel/index.ts';
import type { ParsedAssertion } from '../../../src/oauth/client-authentication/assertion.ts';
import { clientIdOf, decideMaker } from '../../../src/oauth/client-authentication/assertion-maker.ts';
import { refusalOf } from '../refusal-of.ts';

const me = 'abcdef00-0000-4000-8000-000000000001' as AppId;
const other = 'abcdef00-0000-4000-8000-000000000002';
const of = (issuer: string, subject: string) => ({ issuer, subject }) as ParsedAssertion;

describe('who made an assertion (RFC 7523 §3)', () => {
  it.each([
    [me, me, 'client'],
    [me.toUpperCase(), me, 'client'],
    ['https://issuer.example', 'someone', 'issuer'],
    ['https://issuer.example', me, 'issuer'],
    ['https://issuer.example', 'https://issuer.example', 'issuer'],
    [other, 'someone', 'issuer'],
  ])('iss %s, sub %s: the %s', (issuer, subject, maker) => {
    expect(decideMaker(of(issuer, subject), me)).toBe(maker);
  });

  it.each([
    [other, other, 700021],
    [me, other, 50048],
    [other, me, 50048],
    ['me', me, 50048],
  ])('iss %s, sub %s: AADSTS%i', (issuer, subject, code) => {
    expect(refusalOf(() => decideMaker(of(issuer, subject), me))).toBe(code);
  });

  it('names the client only where it speaks for itself', () => {
    expect(clientIdOf(of(me.toUpperCase(), me))).toBe(me);
    expect(clientIdOf(of('https://issuer.example', me))).toBeUndefined();
    expect(clientIdOf(of('me', 'me'))).toBeUndefined();
  });
});
