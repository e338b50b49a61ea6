import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuard, type Guard, type GuardOptions } from '../src/index.ts';
import { ids, newKey, TestIssuer } from './test-issuer.ts';

let template: TestIssuer;
let issuer: TestIssuer;
let failures: Error[];
let guard: Guard;
beforeAll(async () => {
  template = await TestIssuer.create();
});

const guardOf = (changes: Partial<GuardOptions> = {}) =>
  createGuard({
    authority: issuer.authority,
    tenants: [ids.tenant, ids.otherTenant],
    audience: ids.api,
    clock: issuer.clock,
    fetch: issuer.fetch as typeof fetch,
    onRefreshFailure: (error) => failures.push(error),
    ...changes,
  });

beforeEach(() => {
  issuer = template.again();
  failures = [];
  guard = guardOf();
});

/** What becomes of a token: `ok`, or the code of the refusal. */
async function outcome(token: Promise<string>): Promise<string> {
  const decision = await guard.decide([`Bearer ${await token}`]);
  return decision.granted ? 'ok' : decision.refusal.code;
}
const good = () => outcome(issuer.sign(issuer.v2User()));
const byStranger = () => outcome(issuer.sign(issuer.v2User(), {}, issuer.strangerKey));
const oneLoad = 2;

describe('keys are read', () => {
  it('once for many tokens', async () => {
    expect([await good(), await good(), await good()]).toEqual(['ok', 'ok', 'ok']);
    expect(issuer.requests).toHaveLength(oneLoad);
  });

  it('once however many requests wait for them', async () => {
    expect(await Promise.all(Array.from({ length: 50 }, good))).toEqual(Array(50).fill('ok'));
    expect(issuer.requests).toHaveLength(oneLoad);
  });

  it('again, in the background, after an hour', async () => {
    await good();
    issuer.clock.advanceSeconds(3601);
    expect(await good()).toBe('ok');
    await expect.poll(() => issuer.requests.length).toBe(2 * oneLoad);
    expect(await good()).toBe('ok');
    expect(issuer.requests).toHaveLength(2 * oneLoad);
  });

  it('for a kid not known yet, so that a rollover is seen at once', async () => {
    await good();
    issuer.published.push({ ...issuer.strangerKey.jwk });
    expect(await byStranger()).toBe('ok');
    expect(issuer.requests).toHaveLength(2 * oneLoad);
  });

  it('for unknown kids at most once in five minutes (Entra signing key rollover)', async () => {
    await good();
    const invented = (kid: string) => outcome(issuer.sign(issuer.v2User(), { kid }));
    for (const kid of ['a', 'b', 'c']) expect(await invented(kid)).toBe('unknown_key');
    expect(await Promise.all(['d', 'e', 'f'].map(invented))).toEqual(Array(3).fill('unknown_key'));
    expect(issuer.requests).toHaveLength(2 * oneLoad);
    issuer.clock.advanceSeconds(299);
    await invented('g');
    expect(issuer.requests).toHaveLength(2 * oneLoad);
    issuer.clock.advanceSeconds(1);
    await invented('h');
    expect(issuer.requests).toHaveLength(3 * oneLoad);
  });

  it('once for unknown kids that come together', async () => {
    await good();
    issuer.published.push({ ...issuer.strangerKey.jwk });
    expect(await Promise.all(Array.from({ length: 20 }, byStranger))).toEqual(Array(20).fill('ok'));
    expect(issuer.requests).toHaveLength(2 * oneLoad);
  });

  it('and a withdrawn key is no longer trusted after that', async () => {
    await good();
    issuer.published = [{ ...issuer.strangerKey.jwk }];
    expect(await byStranger()).toBe('ok');
    issuer.clock.advanceSeconds(300);
    expect(await good()).toBe('unknown_key');
  });

  it('for one tenant without a look at another', async () => {
    await good();
    const iss = `${issuer.authority}/${ids.otherTenant}/v2.0`;
    expect(await outcome(issuer.sign(issuer.v2User({ tid: ids.otherTenant, iss })))).toBe('ok');
    expect(issuer.requests).toHaveLength(2 * oneLoad);
  });
});

describe('where the issuer cannot be reached', () => {
  it('a token that cannot be judged gives 503, not 401', async () => {
    issuer.down = true;
    const decision = await guard.decide([`Bearer ${await issuer.sign(issuer.v2User())}`]);
    if (decision.granted) throw new Error('let through');
    expect(decision.answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(decision.answer.headers).not.toHaveProperty('www-authenticate');
  });

  it('it is left alone for five seconds, then asked again', async () => {
    issuer.down = true;
    await good();
    issuer.down = false;
    expect(await good()).toBe('keys_unavailable');
    expect(issuer.requests).toHaveLength(1);
    issuer.clock.advanceSeconds(5);
    expect(await good()).toBe('ok');
  });

  it('known keys serve for a day, the failure is told, and no longer', async () => {
    await good();
    issuer.down = true;
    issuer.clock.advanceSeconds(23 * 3600);
    expect(await good()).toBe('ok');
    await expect.poll(() => failures.length).toBe(1);
    issuer.clock.advanceSeconds(3600);
    expect(await good()).toBe('keys_unavailable');
  });

  it('a look for an unknown kid leaves the known keys as they were', async () => {
    await good();
    issuer.down = true;
    expect(await byStranger()).toBe('unknown_key');
    expect(failures.map((error) => error.message)).toEqual([expect.stringContaining('could not be read')]);
    expect(await good()).toBe('ok');
  });
});

describe('an answer is not trusted blindly:', () => {
  const discovery = '/.well-known/openid-configuration';
  const keys = '/discovery/v2.0/keys';
  const issuerOf = () => `${issuer.authority}/${ids.tenant}/v2.0`;
  it.each<[string, string, () => Response]>([
    ['a status other than 200', discovery, () => new Response('{}', { status: 500 })],
    ['HTML', discovery, () => new Response('<html>')],
    ['a list', discovery, () => Response.json([])],
    ['no jwks_uri', discovery, () => Response.json({ issuer: issuerOf() })],
    ['keys over http', discovery, () => Response.json({ issuer: issuerOf(), jwks_uri: 'http://sts.test/keys' })],
    ['keys in a file', discovery, () => Response.json({ issuer: issuerOf(), jwks_uri: 'file:///etc/passwd' })],
    ['no keys', keys, () => Response.json({ keys: [] })],
    ['keys that are no list', keys, () => Response.json({ keys: {} })],
    ['too many keys', keys, () => Response.json({ keys: Array(300).fill(issuer.key.jwk) })],
    ['too many bytes', keys, () => Response.json({ keys: [issuer.key.jwk], padding: 'x'.repeat(600_000) })],
    ['only secrets', keys, () => Response.json({ keys: [{ kty: 'oct', kid: 'key-1', k: 'AAAA', use: 'sig' }] })],
  ])('%s', async (_, ending, answer) => {
    issuer.answers.set(ending, answer);
    expect(await good()).toBe('keys_unavailable');
  });

  it('asks for no redirects and sets a time limit', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const watching = (input: string | URL | Request, init?: RequestInit) => {
      seen.push(init);
      return issuer.fetch(input);
    };
    guard = guardOf({ fetch: watching as typeof fetch });
    expect(await good()).toBe('ok');
    expect(seen.map((init) => init?.redirect)).toEqual(['error', 'error']);
    expect(seen.every((init) => init?.signal instanceof AbortSignal)).toBe(true);
  });

  it('passes over keys of other types beside a good one (RFC 7517 §5)', async () => {
    const { kid: _, ...nameless } = (await newKey('gone')).jwk;
    issuer.published = [{ kty: 'EC', kid: 'ec', crv: 'P-256', x: 'AA', y: 'AA' }, nameless, { ...issuer.key.jwk }];
    expect(await good()).toBe('ok');
  });
});
