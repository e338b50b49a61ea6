import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRedirectUri, type RegisteredRedirectUris } from '../../../src/oauth/rules/redirect-uri.ts';

const none: RegisteredRedirectUris = { web: [], spa: [], publicClient: [] };
const web = (...uris: string[]): RegisteredRedirectUris => ({ ...none, web: uris });
const isMatch = (requested: string, registered: string): boolean =>
  matchRedirectUri(requested, web(registered)) !== undefined;

describe('what matches (sts reference 3.2)', () => {
  it.each([
    ['the same', 'https://app.example/cb', 'https://app.example/cb'],
    ['a host in another case', 'https://APP.example/cb', 'https://app.example/cb'],
    ['a scheme in another case', 'HTTPS://app.example/cb', 'https://app.example/cb'],
    ['no path and the root', 'https://app.example', 'https://app.example/'],
    ['the root and no path', 'https://app.example/', 'https://app.example'],
    ['localhost at another port (RFC 8252 §7.3)', 'http://localhost:49152', 'http://localhost'],
    ['localhost at another port, path and all', 'http://localhost:1/x', 'http://localhost:2/x'],
    ['127.0.0.1 at another port (RFC 8252 §7.3)', 'http://127.0.0.1:5000/cb', 'http://127.0.0.1/cb'],
    ['localhost over TLS at another port', 'https://localhost:5001/cb', 'https://localhost:44300/cb'],
    ['a query to the letter', 'https://app.example/cb?tenant=a', 'https://app.example/cb?tenant=a'],
    ['a custom scheme to the letter', 'msal1234://auth', 'msal1234://auth'],
    ['a urn to the letter', 'urn:ietf:wg:oauth:2.0:oob', 'urn:ietf:wg:oauth:2.0:oob'],
  ])('%s', (_, requested, registered) => {
    expect(matchRedirectUri(requested, web(registered))).toEqual({ platform: 'web', redirectUri: requested });
  });
});

describe('what does not match (RFC 9700 §2.1, §4.1)', () => {
  it.each([
    ['a path in another case', 'https://app.example/CB', 'https://app.example/cb'],
    ['a path below', 'https://app.example/cb/more', 'https://app.example/cb'],
    ['a trailing slash after a path', 'https://app.example/cb/', 'https://app.example/cb'],
    ['a query that was not registered', 'https://app.example/cb?next=//evil.example', 'https://app.example/cb'],
    ['a query in another case', 'https://app.example/cb?A=b', 'https://app.example/cb?a=b'],
    ['a fragment', 'https://app.example/cb#x', 'https://app.example/cb'],
    ['another port', 'https://app.example:8443/cb', 'https://app.example/cb'],
    ['the default port written out', 'https://app.example:443/cb', 'https://app.example/cb'],
    ['plain http', 'http://app.example/cb', 'https://app.example/cb'],
    ['http for https on localhost', 'http://localhost/cb', 'https://localhost/cb'],
    ['127.0.0.1 for localhost', 'http://127.0.0.1/cb', 'http://localhost/cb'],
    ['a host that starts with localhost', 'http://localhost.evil.example/cb', 'http://localhost/cb'],
    ['user information before the host', 'https://app.example@evil.example/cb', 'https://app.example/cb'],
    ['user information that looks like a port', 'http://localhost:80@evil.example/', 'http://localhost/'],
    ['user information before the right host', 'https://user@app.example/cb', 'https://app.example/cb'],
    [
      'a backslash that some parsers take for a slash',
      'https://evil.example\\@app.example/cb',
      'https://app.example/cb',
    ],
    ['a backslash in the path', 'https://app.example\\.evil.example/cb', 'https://app.example/cb'],
    ['a sibling host', 'https://app.example.evil.example/cb', 'https://app.example/cb'],
    ['a dot at the end of the host', 'https://app.example./cb', 'https://app.example/cb'],
    ['dots that lead upwards', 'https://app.example/cb/../evil', 'https://app.example/evil'],
    ['dots, escaped', 'https://app.example/x/%2e%2e/cb', 'https://app.example/cb'],
    ['an escaped character for itself', 'https://app.example/%63b', 'https://app.example/cb'],
    ['two slashes for one', 'https://app.example//cb', 'https://app.example/cb'],
    ['a port that is no number', 'http://localhost:80x/', 'http://localhost/'],
    ['two ports', 'http://localhost:80:81/', 'http://localhost/'],
    ['a port that does not exist', 'http://localhost:65536/', 'http://localhost/'],
    ['an IPv6 loopback for localhost', 'http://[::1]/', 'http://localhost/'],
    ['a blank at the end', 'https://app.example/cb ', 'https://app.example/cb'],
    ['a line break in the middle', 'https://app.example/c\nb', 'https://app.example/cb'],
    ['a wildcard taken for one', 'https://app.example/anything', 'https://app.example/*'],
    ['a wildcard host taken for one', 'https://evil.example/', 'https://*.example/'],
    ['a custom scheme in another case', 'MSAL1234://auth', 'msal1234://auth'],
    ['script', 'javascript:alert(1)', 'https://app.example/cb'],
    ['nothing', '', 'https://app.example/cb'],
  ])('%s', (_, requested, registered) => {
    expect(isMatch(requested, registered)).toBe(false);
  });
});

it('one of any length is judged at once: what it costs grows with its length alone (CWE-1333)', () => {
  const before = process.threadCpuUsage();
  const registered = Array.from({ length: 250 }, (_, index) => `https://app${index}.example/cb`);
  const requested = `https://${'a'.repeat(30_000)}\\`;
  expect(matchRedirectUri(requested, { web: registered, spa: [], publicClient: [] })).toBeUndefined();
  expect(process.threadCpuUsage(before).user).toBeLessThan(500_000);
});

describe('the platform a redirect URI makes of its client (sts reference 3.3)', () => {
  it('is the one it is registered for', () => {
    const registered = { web: ['https://a.example/'], spa: ['https://b.example/'], publicClient: ['http://localhost'] };
    expect(matchRedirectUri('https://b.example/', registered)?.platform).toBe('spa');
    expect(matchRedirectUri('http://localhost:4711', registered)?.platform).toBe('publicClient');
  });

  it('is that of the literal match where another one differs in its port alone', () => {
    const registered = { web: [], spa: ['http://localhost:3000/'], publicClient: ['http://localhost'] };
    expect(matchRedirectUri('http://localhost', registered)?.platform).toBe('publicClient');
    expect(matchRedirectUri('http://localhost:3000/', registered)?.platform).toBe('spa');
  });
});

describe('laws', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const host = fc.tuple(label, label).map(([left, right]) => `${left}.${right}`);
  const anyHost = fc.oneof(host, fc.constantFrom('localhost', '127.0.0.1'));
  const port = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 65535 }).map((number) => `:${number}`),
  );
  const path = fc.array(label, { maxLength: 3 }).map((parts) => parts.map((part) => `/${part}`).join(''));
  const query = fc.oneof(
    fc.constant(''),
    label.map((name) => `?${name}=1`),
  );
  const uri = fc.tuple(fc.constantFrom('http', 'https'), anyHost, port, path, query);
  const text = ([scheme, name, number, folder, search]: readonly string[]): string =>
    `${scheme}://${name}${number}${folder}${search}`;

  it('every URI matches itself', () => {
    fc.assert(
      fc.property(uri, (parts) => {
        expect(isMatch(text(parts), text(parts))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (anything) => {
        expect(isMatch(anything, anything)).toBe(true);
      }),
    );
  });

  it('matching goes both ways', () => {
    fc.assert(
      fc.property(uri, uri, (left, right) => {
        expect(isMatch(text(left), text(right))).toBe(isMatch(text(right), text(left)));
      }),
    );
  });

  it('no URI of one host ever matches one of another', () => {
    fc.assert(
      fc.property(uri, anyHost, port, (parts, otherHost, otherPort) => {
        const [scheme, name, , folder, search] = parts;
        fc.pre(otherHost !== name);
        expect(isMatch(text([scheme, otherHost, otherPort, folder, search]), text(parts))).toBe(false);
      }),
    );
  });

  it('whatever matches leads, for a browser, to the registered host and scheme', () => {
    const junk = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(uri, junk, junk, (parts, before, after) => {
        const registered = text(parts);
        const [scheme, name] = parts;
        for (const requested of [registered + after, `${scheme}://${before}${name}${after}`, before + registered]) {
          if (!isMatch(requested, registered)) continue;
          const target = new URL(requested);
          expect([target.hostname, target.protocol]).toEqual([new URL(registered).hostname, `${scheme}:`]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
