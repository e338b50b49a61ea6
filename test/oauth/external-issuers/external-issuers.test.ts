import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/kernel/index.ts';
import { createExternalIssuers, DocumentFault } from '../../../src/oauth/index.ts';
import { parseIssuerKeys } from '../../../src/tokens/index.ts';
import { makeIssuerKey } from '../../issuer-keys.ts';

const issuer = 'https://issuer.example';
const minute = 60_000;
const [one, two] = [makeIssuerKey('one', 'P-256'), makeIssuerKey('two', 'P-256')];

/** An issuer that answers as the test says, and counts. */
function open() {
  const clock = new ManualClock();
  const asked: string[] = [];
  const reported: string[] = [];
  const documents = new Map<string, string>();
  const publish = (name: string, ...keys: readonly { readonly jwk: unknown }[]) => {
    const address = name.replace(/\/$/, '');
    documents.set(
      `${address}/.well-known/openid-configuration`,
      JSON.stringify({ issuer: name, jwks_uri: `${address}/keys` }),
    );
    documents.set(`${address}/keys`, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  };
  const gate: { wait: Promise<void> } = { wait: Promise.resolve() };
  const issuers = createExternalIssuers({
    clock,
    pinned: new Map([['https://pinned.example', parseIssuerKeys({ keys: [one.jwk] }) ?? []]]),
    report: (name, fault) => reported.push(`${name}: ${fault.code}`),
    fetchDocument: async (url) => {
      asked.push(url.href);
      await gate.wait;
      const text = documents.get(url.href);
      if (text === undefined) throw new DocumentFault('Unreachable', 'nobody is there');
      return text;
    },
  });
  const kids = async (read: Promise<readonly { readonly kid: string | undefined }[]>) =>
    (await read).map(({ kid }) => kid);
  const refusalOf = async (read: Promise<unknown>): Promise<string> => {
    try {
      await read;
      return 'none';
    } catch (error) {
      if (error instanceof DocumentFault) return error.code;
      throw error;
    }
  };
  return { clock, asked, reported, documents, publish, gate, issuers, kids, refusalOf };
}

describe('the keys of an issuer outside (OpenID Connect Discovery 1.0 §4)', () => {
  it('are read once and remembered for an hour', async () => {
    const { issuers, publish, asked, clock, kids } = open();
    publish(issuer, one);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['one']);
    expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`, `${issuer}/keys`]);
    publish(issuer, two);
    clock.advance(60 * minute - 1);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['one']);
    expect(asked).toHaveLength(2);
    clock.advance(1);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['two']);
  });

  it('are read below an issuer that ends in a slash, and are its own', async () => {
    const { issuers, publish, asked, kids } = open();
    publish('https://aks.example/abc/', one);
    expect(await kids(issuers.keysOf('https://aks.example/abc/'))).toEqual(['one']);
    expect(asked[0]).toBe('https://aks.example/abc/.well-known/openid-configuration');
  });

  it('are asked for once while many wait', async () => {
    const { issuers, publish, asked, gate } = open();
    publish(issuer, one);
    const opened = Promise.withResolvers<void>();
    gate.wait = opened.promise;
    const waiting = Array.from({ length: 50 }, () => issuers.keysOf(issuer));
    opened.resolve();
    await Promise.all(waiting);
    expect(asked).toHaveLength(2);
  });

  it('are read again for an unknown key, but not more often than every two minutes', async () => {
    const { issuers, publish, asked, clock, kids } = open();
    publish(issuer, one);
    await issuers.keysOf(issuer);
    publish(issuer, one, two);
    for (let number = 0; number < 100; number += 1) {
      expect(await kids(issuers.newerKeysOf(issuer))).toEqual(['one']);
    }
    expect(asked).toHaveLength(2);
    clock.advance(2 * minute);
    expect(await kids(issuers.newerKeysOf(issuer))).toEqual(['one', 'two']);
    expect(asked).toHaveLength(4);
  });

  it('are not asked for again within a minute of a failure, whoever wants them', async () => {
    const { issuers, publish, asked, reported, clock, refusalOf, kids } = open();
    for (let number = 0; number < 100; number += 1) {
      expect(await refusalOf(issuers.keysOf(issuer))).toBe('Unreachable');
      expect(await refusalOf(issuers.newerKeysOf(issuer))).toBe('Unreachable');
    }
    expect(asked).toHaveLength(1);
    expect(reported).toEqual([`${issuer}: Unreachable`]);
    publish(issuer, one);
    clock.advance(minute);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['one']);
  });

  it('outlive an issuer that stops answering for six hours, and no longer', async () => {
    const { issuers, publish, documents, clock, kids, refusalOf, asked } = open();
    publish(issuer, one);
    await issuers.keysOf(issuer);
    documents.clear();
    clock.advance(6 * 60 * minute - 1);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['one']);
    expect(await kids(issuers.keysOf(issuer))).toEqual(['one']);
    expect(asked).toHaveLength(3);
    clock.advance(1);
    expect(await refusalOf(issuers.keysOf(issuer))).toBe('Unreachable');
  });

  it('do not grow without bound: the least used issuer is forgotten', async () => {
    const { issuers, publish, asked } = open();
    for (let number = 0; number < 501; number += 1) {
      publish(`https://i${number}.example`, one);
      await issuers.keysOf(`https://i${number}.example`);
      await issuers.keysOf('https://i0.example');
    }
    const before = asked.length;
    await issuers.keysOf('https://i0.example');
    await issuers.keysOf('https://i500.example');
    expect(asked).toHaveLength(before);
    await issuers.keysOf('https://i1.example');
    expect(asked).toHaveLength(before + 2);
  });

  it('are asked of few issuers at one time', async () => {
    const { issuers, publish, gate, refusalOf, kids } = open();
    const opened = Promise.withResolvers<void>();
    gate.wait = opened.promise;
    const names = Array.from({ length: 33 }, (_, number) => `https://i${number}.example`);
    for (const name of names) publish(name, one);
    const waiting = names.map((name) => refusalOf(issuers.keysOf(name)));
    opened.resolve();
    expect(await Promise.all(waiting)).toEqual([...Array(32).fill('none'), 'Unreachable']);
    // It was not asked, so it did not fail: its turn comes at once.
    expect(await kids(issuers.keysOf('https://i32.example'))).toEqual(['one']);
  });

  it('are never asked for where an operator gave them', async () => {
    const { issuers, asked, kids } = open();
    expect(await kids(issuers.keysOf('https://pinned.example'))).toEqual(['one']);
    expect(await kids(issuers.newerKeysOf('https://pinned.example'))).toEqual(['one']);
    expect(asked).toEqual([]);
  });
});

describe('an issuer outside that is never asked', () => {
  it.each([
    ['plain HTTP', 'http://issuer.example'],
    ['another scheme', 'ftp://issuer.example'],
    ['a file', 'file:///etc/passwd'],
    ['white space before it', ' https://issuer.example'],
    ['white space behind it', 'https://issuer.example '],
    ['a line break inside', 'https://issuer\n.example'],
    ['capitals in the host', 'https://Issuer.example'],
    ['a letter that looks like another', 'https://іssuer.example'],
    ['full-width letters', 'https://ｉssuer.example'],
    ['a back slash', 'https:\\\\issuer.example'],
    ['a user name', 'https://issuer.example@evil.example'],
    ['a password', 'https://a:b@evil.example'],
    ['a query', 'https://issuer.example?x=1'],
    ['a fragment', 'https://issuer.example#x'],
    ['an empty fragment', 'https://issuer.example#'],
    ['a number for an address', 'https://2130706433'],
    ['an address in hex', 'https://0x7f.1'],
    ['steps upwards', 'https://issuer.example/a/../b'],
    ['no address at all', 'accounts.google.com'],
    ['nothing', ''],
  ])('has %s', async (_name, name) => {
    const { issuers, asked, refusalOf } = open();
    expect(await refusalOf(issuers.keysOf(name))).toBe('NotAllowed');
    expect(asked).toEqual([]);
  });
});

describe('documents that are not taken', () => {
  const discovery = `${issuer}/.well-known/openid-configuration`;
  const good = { issuer, jwks_uri: `${issuer}/keys` };
  const cases: readonly (readonly [string, string, string | object, object?])[] = [
    ['no JSON', 'Unacceptable', '<html>'],
    ['a list', 'Unacceptable', '[]'],
    ['another issuer', 'Unacceptable', { ...good, issuer: 'https://evil.example' }],
    ['the issuer with a slash more', 'Unacceptable', { ...good, issuer: `${issuer}/` }],
    ['the issuer in capitals', 'Unacceptable', { ...good, issuer: issuer.toUpperCase() }],
    ['no jwks_uri', 'Unacceptable', { issuer }],
    ['a jwks_uri that is no address', 'Unacceptable', { issuer, jwks_uri: '/keys' }],
    ['a jwks_uri over plain HTTP', 'NotAllowed', { issuer, jwks_uri: 'http://issuer.example/keys' }],
    ['a jwks_uri that is a file', 'NotAllowed', { issuer, jwks_uri: 'file:///etc/passwd' }],
    ['a jwks_uri with a password', 'NotAllowed', { issuer, jwks_uri: 'https://a:b@issuer.example/keys' }],
    ['keys that are no JWK set', 'Unacceptable', good, { key: [] }],
  ];
  it.each(cases)('have %s', async (_name, code, metadata, keys = { keys: [one.jwk] }) => {
    const { issuers, documents, refusalOf } = open();
    documents.set(discovery, typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
    documents.set(`${issuer}/keys`, JSON.stringify(keys));
    expect(await refusalOf(issuers.keysOf(issuer))).toBe(code);
  });
});
