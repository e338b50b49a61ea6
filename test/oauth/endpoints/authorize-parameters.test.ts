import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateApplication } from '../../../src/directory/index.ts';
import { answerTo, errorCodeOf, has, Person } from '../../interop/person.ts';
import { claimsOf, openStage, redirectUris, type Stage } from '../../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

type Fields = Readonly<Record<string, string | undefined>>;

/** The ID token that a code of the web client is redeemed for. */
async function idTokenFor(code: string | undefined): Promise<string> {
  return String((await stage.token(stage.redemption(code ?? ''))).body.id_token);
}
const idTokenOf = async (person: Person, who = stage.ada, parameters: Fields = {}): Promise<string> =>
  idTokenFor(answerTo(await stage.arrive(person, who, parameters)).code);
const askSilently = async (person: Person, parameters: Fields) =>
  answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none', ...parameters })));

describe('id_token_hint (OIDC Core §3.1.2.1)', () => {
  it('chooses among several who are signed in, though it expired long ago', async () => {
    const person = new Person(stage.platform);
    const hint = await idTokenOf(person);
    await stage.arrive(person, stage.bob, { prompt: 'login' });
    stage.platform.clock.advance(5 * 60 * 60 * 1000);
    expect(await askSilently(person, {})).toMatchObject({ error: 'interaction_required' });
    const { code } = await askSilently(person, { id_token_hint: hint });
    expect(claimsOf(await idTokenFor(code)).sub).toBe(claimsOf(hint).sub);
  });

  it('of somebody who is not here leads to login_required, and with pages to the sign-in', async () => {
    const [person, other] = [new Person(stage.platform), new Person(stage.platform)];
    await stage.arrive(person, stage.ada);
    const hint = await idTokenOf(other, stage.bob);
    expect(await askSilently(person, { id_token_hint: hint })).toMatchObject({ error: 'login_required' });
    const page = await person.visit(stage.authorizeUrl({ id_token_hint: hint }));
    expect(has(page, 'i0116')).toBe(true);
    expect(answerTo(await person.answer(page, stage.bob))).toHaveProperty('code');
  });

  it('who signs in as somebody else is not told of (§3.1.2.2)', async () => {
    const hint = await idTokenOf(new Person(stage.platform), stage.bob);
    const arrival = await stage.arrive(new Person(stage.platform), stage.ada, { id_token_hint: hint });
    expect(answerTo(arrival)).toMatchObject({ error: 'login_required', state: 'state-1' });
    expect(answerTo(arrival)).not.toHaveProperty('code');
  });

  it('of another client names nobody: two clients must not learn that they know one person', async () => {
    const other = await stage.platform.createApp({ displayName: 'Other', web: { redirectUris: [redirectUris.web] } });
    await stage.consent(other.appId, null, stage.api.appId, 'Orders.Read');
    const person = new Person(stage.platform);
    const code = answerTo(await stage.arrive(person, stage.ada, { client_id: other.appId })).code ?? '';
    const proof = { client_id: other.appId, client_secret: other.clientSecret };
    const { id_token: hint } = (await stage.token(stage.redemption(code, proof))).body;
    expect(await askSilently(person, { id_token_hint: String(hint) })).toMatchObject({ error: 'login_required' });
  });

  it.each([
    ['an access token', async (code: string) => String((await stage.token(stage.redemption(code))).body.access_token)],
    [
      'a token without a signature',
      async (code: string) => `${(await idTokenFor(code)).split('.').slice(0, 2).join('.')}.`,
    ],
    ['nonsense', async () => 'x'],
  ])('%s is none', async (_, hintFrom) => {
    const person = new Person(stage.platform);
    const hint = await hintFrom(answerTo(await stage.arrive(person, stage.ada)).code ?? '');
    expect(await askSilently(person, { id_token_hint: hint })).toMatchObject({ error: 'login_required' });
  });
});

describe('the claims parameter (OIDC Core §5.5)', () => {
  it('sub as a value names the only person that may be told of', async () => {
    const person = new Person(stage.platform);
    const { sub } = claimsOf(await idTokenOf(person));
    const ask = (value: unknown) => askSilently(person, { claims: JSON.stringify({ id_token: { sub: { value } } }) });
    expect(await ask(sub)).toHaveProperty('code');
    expect(await ask('somebody else')).toMatchObject({ error: 'login_required' });
  });

  it('acr and auth_time are told when they are asked for, and else not', async () => {
    const person = new Person(stage.platform);
    const plain = claimsOf(await idTokenOf(person));
    expect([plain.acr, plain.auth_time]).toEqual([undefined, undefined]);
    const claims = '{"id_token":{"acr":{"essential":true,"values":["c9","1"]},"auth_time":{"essential":true}}}';
    const asked = claimsOf(await idTokenOf(person, stage.ada, { claims }));
    expect([asked.acr, typeof asked.auth_time]).toEqual(['1', 'number']);
    expect(claimsOf(await idTokenOf(person, stage.ada, { acr_values: 'urn:x 1' })).acr).toBe('1');
  });

  it('a claim of the person is consented to as its scope, and echoed as such', async () => {
    const app = await stage.platform.createApp({ displayName: 'By claims', web: { redirectUris: [redirectUris.web] } });
    const ask: Fields = { client_id: app.appId, scope: 'openid', claims: '{"userinfo":{"name":null,"email":null}}' };
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask);
    expect(page.html).toContain('View your basic profile');
    const code = answerTo(await person.press(page, 'idBtn_Accept')).code ?? '';
    const proof = { client_id: app.appId, client_secret: app.clientSecret };
    const { scope } = (await stage.token(stage.redemption(code, proof))).body;
    expect(String(scope).split(' ').sort()).toEqual(['email', 'openid', 'profile']);
  });
});

describe('a redirect_uri that is left out (sts reference 2.1)', () => {
  const withoutOpenId = { redirect_uri: undefined, scope: 'User.Read', prompt: 'none' } as const;

  it('is the only one there is, where the request is none of OpenID Connect', async () => {
    const arrival = await new Person(stage.platform).visit(stage.authorizeUrl(withoutOpenId));
    expect(arrival.location?.href).toMatch(/^https:\/\/web\.example\/signin-oidc\?error=login_required/);
  });

  it('is the registration’s default among several', async () => {
    const other = `${redirectUris.web}/other`;
    const app = await stage.platform.createApp({
      displayName: 'With a default',
      web: { redirectUris: [redirectUris.web, other] },
    });
    await updateApplication(stage.commands(), app.id, { defaultRedirectUri: other });
    const wish = stage.authorizeUrl({ ...withoutOpenId, client_id: app.appId });
    expect((await new Person(stage.platform).visit(wish)).location?.pathname).toBe('/signin-oidc/other');
    const wrong = stage.authorizeUrl({ ...withoutOpenId, client_id: app.appId, redirect_uri: 'https://evil.example/' });
    expect(errorCodeOf(await new Person(stage.platform).visit(wrong))).toBe(50011);
  });

  it('is the only one there is on the endpoint of version 1', async () => {
    const url = stage.authorizeUrl({ redirect_uri: undefined, scope: undefined, prompt: 'none' });
    url.pathname = url.pathname.replace('/v2.0', '');
    expect((await new Person(stage.platform).visit(url)).location?.host).toBe('web.example');
  });
});

describe('what is tolerated (sts reference 2.1)', () => {
  it.each([
    ['mkt', 'de-DE'],
    ['ui_locales', 'de fr'],
    ['display', 'touch'],
    ['amr_values', 'ngcmfa'],
    ['msafed', '0'],
    ['nux', '1'],
    ['whr', 'contoso.example'],
    ['lc', '1033'],
    ['instance_aware', 'true'],
    ['return_spa_code', '1'],
    ['nativebroker', '1'],
    ['brk_client_id', 'x'],
    ['x-client-SKU', 'msal.js.browser'],
    ['client-request-id', 'not a guid'],
  ])('%s=%s', async (name, value) => {
    const person = new Person(stage.platform);
    expect(answerTo(await stage.arrive(person, stage.ada, { [name]: value }))).toHaveProperty('code');
  });

  it('max_age=0 is prompt=login', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    expect(has(await person.visit(stage.authorizeUrl({ max_age: '0' })), 'i0116')).toBe(true);
    const arrival = await stage.arrive(person, stage.ada, { max_age: '0' });
    expect(claimsOf(await idTokenFor(answerTo(arrival).code)).auth_time).toBeTypeOf('number');
  });

  it('a long request by POST, which as a query is too long', async () => {
    const person = new Person(stage.platform);
    const url = stage.authorizeUrl({
      claims: JSON.stringify({ id_token: { x: 'y'.repeat(7000) } }),
      x: 'z'.repeat(12_000),
    });
    expect(errorCodeOf(await person.visit(url))).toBe(90015);
    const page = await person.post(url.origin + url.pathname, Object.fromEntries(url.searchParams), {
      origin: 'https://web.example',
    });
    expect(answerTo(await person.answer(page, stage.ada))).toHaveProperty('code');
  });
});
