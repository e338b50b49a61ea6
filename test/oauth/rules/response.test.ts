import { describe, expect, it } from 'vitest';
import { lenientResponseMode, parseResponse } from '../../../src/oauth/rules/response.ts';
import { refusalOf } from '../refusal-of.ts';

const on = { enableIdTokenIssuance: true, enableAccessTokenIssuance: true };
const off = { enableIdTokenIssuance: false, enableAccessTokenIssuance: false };

describe('response_type × response_mode (OAuth 2.0 Multiple Response Types §2.1, §5; sts reference 2.3)', () => {
  const part = { code: false, idToken: false, token: false };
  const idTokens = { enableIdTokenIssuance: true, enableAccessTokenIssuance: false };
  const accessTokens = { enableIdTokenIssuance: false, enableAccessTokenIssuance: true };
  it.each([
    ['code', off, { ...part, code: true }],
    ['id_token', idTokens, { ...part, idToken: true }],
    ['code id_token', idTokens, { ...part, code: true, idToken: true }],
    ['id_token code', idTokens, { ...part, code: true, idToken: true }],
    ['token', accessTokens, { ...part, token: true }],
    ['code token', accessTokens, { ...part, code: true, token: true }],
    ['id_token token', on, { ...part, idToken: true, token: true }],
    ['token id_token code', on, { code: true, idToken: true, token: true }],
  ])('%s: a query only for codes, a fragment unless said otherwise, a form when asked for', (type, flags, parts) => {
    const hasTokens = parts.idToken || parts.token;
    expect(parseResponse(type, undefined, flags)).toEqual({ ...parts, mode: hasTokens ? 'fragment' : 'query' });
    for (const mode of ['fragment', 'form_post'] as const)
      expect(parseResponse(type, mode, flags)).toEqual({ ...parts, mode });
    if (hasTokens) expect(refusalOf(() => parseResponse(type, 'query', flags))).toBe(70007);
    else expect(parseResponse(type, 'query', flags)).toEqual({ ...parts, mode: 'query' });
  });

  it.each([
    ['no type', undefined, undefined, on, 900144],
    ['an unknown type', 'device', undefined, on, 70005],
    ['the type none', 'none', undefined, on, 70005],
    ['a word twice', 'code code', undefined, on, 70005],
    ['blanks alone', ' ', undefined, on, 70005],
    ['an ID token that the registration does not allow', 'id_token', undefined, off, 700054],
    ['a hybrid answer that the registration does not allow', 'code id_token', undefined, off, 700054],
    ['an access token that the registration does not allow', 'token', undefined, idTokens, 700051],
    ['one beside an allowed ID token', 'id_token token', undefined, idTokens, 700051],
    ['an ID token beside an allowed access token', 'id_token token', undefined, accessTokens, 700054],
    ['a code with a token that the registration does not allow', 'code token', undefined, off, 700051],
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
