import { describe, expect, it } from 'vitest';
import { isSpaOrigin } from '../../../src/oauth/rules/spa-origin.ts';

const registered = ['https://app.example/auth/callback', 'http://localhost:3000/'];

describe('origins of single-page apps (RFC 6454 §4, sts reference 3.3)', () => {
  it.each(['https://app.example', 'http://localhost:3000', 'http://localhost:5173'])('%s is one', (origin) => {
    expect(isSpaOrigin(origin, registered)).toBe(true);
  });

  it.each([
    'https://app.example/auth',
    'https://app.example:8443',
    'http://app.example',
    'https://app.example.evil.example',
    'https://evil.example',
    'http://127.0.0.1:3000',
    'null',
    '',
  ])('%j is none', (origin) => {
    expect(isSpaOrigin(origin, registered)).toBe(false);
  });

  it.each([
    ['https://app.example', 'https://app.example:443/cb'],
    ['http://localhost', 'http://localhost:80/cb'],
    ['https://app.example', 'https://APP.example/cb'],
    ['https://xn--bcher-kva.example', 'https://bücher.example/cb'],
  ])('%s is what a browser calls the origin of %s', (origin, uri) => {
    expect(isSpaOrigin(origin, [uri])).toBe(true);
  });

  it.each(['https://app.example.', 'https://app.example:443', 'https://app.example@evil.example', 'https://*.example'])(
    '%j is none of https://app.example/ either',
    (origin) => {
      expect(isSpaOrigin(origin, ['https://app.example/'])).toBe(false);
    },
  );

  it('an app without such redirect URIs has none', () => {
    expect(isSpaOrigin('https://app.example', [])).toBe(false);
    expect(isSpaOrigin('null', ['brk-multihub://app.example'])).toBe(false);
  });
});
