import { describe, expect, it } from 'vitest';
import { lenientResponseMode, parseResponse } from '../../../src/oauth/rules/response.ts';
import { refusalOf } from '../refusal-of.ts';

const on = { enableIdTokenIssuance: true, enableAccessTokenIssuance: true };
const off = { enableIdTokenIssuance: false, enableAccessTokenIssuance: false };

describe('response_type × response_mode (OAuth 2.0 Multiple Response Types §2.1, §5; sts reference 2.3)', () => {
  it.each([
    ['code', undefined, off, { code: true, idToken: false, mode: 'query' }],
    ['code', 'fragment', off, { code: true, idToken: false, mode: 'fragment' }],
    ['code', 'form_post', off, { code: true, idToken: false, mode: 'form_post' }],
    ['id_token', undefined, on, { code: false, idToken: true, mode: 'fragment' }],
    ['id_token', 'form_post', on, { code: false, idToken: true, mode: 'form_post' }],
    ['code id_token', undefined, on, { code: true, idToken: true, mode: 'fragment' }],
    ['id_token code', 'form_post', on, { code: true, idToken: true, mode: 'form_post' }],
  ])('%s, %s', (type, mode, flags, expected) => {
    expect(parseResponse(type, mode, flags)).toEqual(expected);
  });

  it.each([
    ['no type', undefined, undefined, on, 900144],
    ['an unknown type', 'device', undefined, on, 70005],
    ['the type none', 'none', undefined, on, 70005],
    ['a word twice', 'code code', undefined, on, 70005],
    ['blanks alone', ' ', undefined, on, 70005],
    ['an ID token that the registration does not allow', 'id_token', undefined, off, 700054],
    ['a hybrid answer that the registration does not allow', 'code id_token', undefined, off, 700054],
    ['an access token from the authorize endpoint (RFC 9700 §2.1.2)', 'token', undefined, on, 700051],
    ['an access token beside an ID token', 'id_token token', undefined, on, 700051],
    ['an ID token in a query, which servers log', 'id_token', 'query', on, 70007],
    ['a hybrid answer in a query', 'code id_token', 'query', on, 70007],
    ['an unknown mode', 'code', 'jwt', off, 70007],
    ['a mode in another case', 'code', 'Fragment', off, 70007],
  ])('refuses %s', (_, type, mode, flags, code) => {
    expect(refusalOf(() => parseResponse(type, mode, flags))).toBe(code);
  });

  it('sends a refusal in a fragment whenever an answer might have held a token', () => {
    expect(lenientResponseMode(undefined, undefined)).toBe('query');
    expect(lenientResponseMode('query', 'code')).toBe('query');
    expect(lenientResponseMode('query', 'id_token')).toBe('fragment');
    expect(lenientResponseMode('unknown', 'code id_token')).toBe('fragment');
    expect(lenientResponseMode('form_post', undefined)).toBe('form_post');
  });
});
