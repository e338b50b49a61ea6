import { describe, expect, it } from 'vitest';
import { clientResponse, redirectResponse, withParameters } from '../../src/signin/outcome.ts';

const browser = { hashes: ['hash'] as const, session: undefined, stay: undefined, cookies: ['a=1', 'b=2'] };

describe('parameters on a redirect URI (sts reference 2.3)', () => {
  it.each([
    ['query', 'https://app.example/cb', 'https://app.example/cb?code=a%26b&state=x+y'],
    ['query', 'https://app.example/cb?tenant=1', 'https://app.example/cb?tenant=1&code=a%26b&state=x+y'],
    ['query', 'https://app.example', 'https://app.example/?code=a%26b&state=x+y'],
    ['query', 'http://localhost:4711', 'http://localhost:4711/?code=a%26b&state=x+y'],
    ['query', 'msal1234://auth', 'msal1234://auth?code=a%26b&state=x+y'],
    ['fragment', 'https://app.example/cb', 'https://app.example/cb#code=a%26b&state=x+y'],
    ['fragment', 'https://app.example/cb?tenant=1', 'https://app.example/cb?tenant=1#code=a%26b&state=x+y'],
  ] as const)('%s on %s', (mode, uri, expected) => {
    expect(withParameters(uri, mode, { code: 'a&b', state: 'x y' })).toBe(expected);
  });
});

describe('the answer to the client', () => {
  const target = { redirectUri: 'https://app.example/cb', mode: 'query', state: undefined } as const;

  it('is a 303, so that a form is not sent on to the client (RFC 9700 §4.12)', () => {
    expect(redirectResponse('https://app.example/').status).toBe(303);
  });

  it('in a query ends in an empty fragment, so that the one of the request is not carried over (RFC 9110 §10.2.2)', () => {
    const { headers } = clientResponse(target, { code: '1' }, browser);
    expect(headers).toMatchObject({
      location: 'https://app.example/cb?code=1#',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'set-cookie': ['a=1', 'b=2'],
    });
    expect(headers).not.toHaveProperty('x-frame-options');
  });

  it('in a form is a page that posts it', () => {
    const { status, headers, body } = clientResponse({ ...target, mode: 'form_post' }, { code: '"><script>' }, browser);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(String(body)).toContain('action="https://app.example/cb"');
    expect(String(body)).toContain('value="&quot;&gt;&lt;script&gt;"');
  });
});
