import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, type FormTargets } from '../../../src/signin/pages/csp.ts';

const policy = (needs: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}): Record<string, string> =>
  Object.fromEntries(
    contentSecurityPolicy({ style: 'a{}', forms: 'own', ...needs })
      .split('; ')
      .map((directive) => [directive.slice(0, directive.indexOf(' ')), directive.slice(directive.indexOf(' ') + 1)]),
  );
const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('contentSecurityPolicy', () => {
  test('admits its own style sheet by hash, pictures of its own, and nothing else', () => {
    expect(policy()).toEqual({
      'default-src': "'none'",
      'style-src': sha256('a{}'),
      'img-src': "'self' data:",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    });
  });

  test('admits one script by hash', () => {
    expect(policy({ script: 'go()' })['script-src']).toBe(sha256('go()'));
  });

  test('admits the origins of the frames it loads, each once, and not their paths', () => {
    const frames = ['https://a.example/out?sid=1', 'https://a.example/other', 'https://b.example:8443/out'];
    expect(policy({ frames })['frame-src']).toBe('https://a.example https://b.example:8443');
  });

  test.each<[FormTargets, string | undefined]>([
    ['none', "'none'"],
    ['own', "'self'"],
    ['any', undefined],
    [{ redirectUri: 'https://app.example/callback' }, "'self' https: http://localhost:* http://127.0.0.1:*"],
    [{ redirectUri: 'http://localhost:1234' }, "'self' https: http://localhost:* http://127.0.0.1:*"],
    [{ redirectUri: 'http://[::1]:1234/' }, "'self' https: http://localhost:* http://127.0.0.1:* http:"],
    [{ redirectUri: 'msal3f2c1a9e://auth' }, "'self' https: http://localhost:* http://127.0.0.1:* msal3f2c1a9e:"],
    [{ redirectUri: 'not a; uri' }, "'self' https: http://localhost:* http://127.0.0.1:*"],
  ])('forms that may lead to %j', (forms, expected) => {
    expect(policy({ forms })['form-action']).toBe(expected);
  });

  test('never upgrades plain http: native applications listen there (RFC 8252 §7.3)', () => {
    expect(contentSecurityPolicy({ style: '', forms: 'any' })).not.toContain('upgrade-insecure-requests');
  });
});
