import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { beginSignIn, locateTenant, readSignInAnswer, TokenRefusal } from '../../src/remote/index.ts';

const tenant = locateTenant('https://localhost:8443', 'organizations');
const begin = () =>
  beginSignIn(tenant, { clientId: 'c', redirectUri: 'http://localhost:5000', scope: 'openid x' }, systemEntropy);

describe('a sign-in', () => {
  it('asks for a code, bound to a verifier that stays here (RFC 7636 §4.2, S256)', () => {
    const request = begin();
    const url = new URL(request.url);
    expect(`${url.origin}${url.pathname}`).toBe('https://localhost:8443/organizations/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'c',
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: 'http://localhost:5000',
      scope: 'openid x',
      state: request.state,
      code_challenge: createHash('sha256').update(request.codeVerifier.reveal()).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(request.codeVerifier.reveal()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(request.url).not.toContain(request.codeVerifier.reveal());
  });

  it('is never the same twice', () => {
    const [one, other] = [begin(), begin()];
    expect(one.state).not.toBe(other.state);
    expect(one.codeVerifier.reveal()).not.toBe(other.codeVerifier.reveal());
  });

  it('takes the code of its own answer', () => {
    const request = begin();
    expect(readSignInAnswer(request, new URLSearchParams({ code: 'abc', state: request.state })).reveal()).toBe('abc');
  });

  it.each([
    ['another state', { code: 'abc', state: 'another' }],
    ['no state', { code: 'abc' }],
    ['an error with another state', { error: 'access_denied', state: 'another' }],
  ])('refuses an answer with %s (RFC 6749 §10.12)', (_, query) => {
    expect(() => readSignInAnswer(begin(), new URLSearchParams(query))).toThrow('another sign-in');
  });

  it('refuses an answer with its state twice', () => {
    const request = begin();
    const query = new URLSearchParams([
      ['code', 'abc'],
      ['state', request.state],
      ['state', request.state],
    ]);
    expect(() => readSignInAnswer(request, query)).toThrow('another sign-in');
  });

  it('refuses an answer without a code', () => {
    const request = begin();
    expect(() => readSignInAnswer(request, new URLSearchParams({ state: request.state }))).toThrow('without a code');
  });

  it('tells why the token service refused, with the ids that its description holds', () => {
    const request = begin();
    const query = new URLSearchParams({
      error: 'access_denied',
      error_description: 'AADSTS65004: User declined to consent. Trace ID: t-1 Correlation ID: c-1 Timestamp: now',
      state: request.state,
    });
    const refuse = () => readSignInAnswer(request, query);
    expect(refuse).toThrow(TokenRefusal);
    expect(refuse).toThrow(
      expect.objectContaining({
        message: 'AADSTS65004: User declined to consent.',
        facts: expect.objectContaining({ aadstsCodes: [65004], traceId: 't-1', correlationId: 'c-1' }),
      }),
    );
  });
});
