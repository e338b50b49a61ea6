import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/kernel/index.ts';
import { readCookie, readStayChoice, SESSION_COOKIE, writeCookie } from '../../src/signin/cookies.ts';

const value = 'abcdefghijklmnopqrstuvwxyz-_0123456789';
const request = (cookie: string | string[] | undefined): HttpRequest => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: { cookie },
  body: Buffer.alloc(0),
  remoteAddress: '127.0.0.1',
  correlationId: '',
  requestId: '',
});

describe('reading', () => {
  it.each([
    ['alone', `${SESSION_COOKIE}=${value}`, value],
    ['among others', `a=1; ${SESSION_COOKIE}=${value};b=2`, value],
    ['absent', 'a=1', undefined],
    ['no cookies at all', undefined, undefined],
    ['twice: somebody plants one', `${SESSION_COOKIE}=${value}; ${SESSION_COOKIE}=${value}2`, undefined],
    ['twice, in two headers', [`${SESSION_COOKIE}=${value}`, `${SESSION_COOKIE}=${value}2`], undefined],
    ['a name that only ends like it', `x${SESSION_COOKIE}=${value}`, undefined],
    ['a name in another case', `${SESSION_COOKIE.toLowerCase()}=${value}`, undefined],
    ['too short to be ours', `${SESSION_COOKIE}=short`, undefined],
    ['characters we never write', `${SESSION_COOKIE}="${value}"`, undefined],
  ])('%s', (_, header, expected) => {
    expect(readCookie(request(header), SESSION_COOKIE)).toBe(expected);
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['maybe', undefined],
    ['', undefined],
  ])('the kept answer to stay signed in: %j is %s', (answer, expected) => {
    expect(readStayChoice(request(`__Host-EntradaStay=${answer}`))).toBe(expected);
  });
});

describe('writing', () => {
  it('only this host gets it back, only over TLS, and no script sees it (RFC 6265bis §4.1.3)', () => {
    expect(SESSION_COOKIE).toMatch(/^__Host-/);
    expect(writeCookie(SESSION_COOKIE, value, 'None')).toBe(
      `${SESSION_COOKIE}=${value}; Path=/; Secure; HttpOnly; SameSite=None`,
    );
  });

  it('stays as long as it is told to', () => {
    expect(writeCookie(SESSION_COOKIE, value, 'Lax', 60)).toMatch(/SameSite=Lax; Max-Age=60$/);
  });
});
