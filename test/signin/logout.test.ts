import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loginHintOf } from '../../src/oauth/account-hint.ts';
import type { TestApp } from '../../src/testing/index.ts';
import { answerTo, errorCodeOf, formAround, has, Person, titleOf } from '../interop/person.ts';
import { claimsOf, openStage, redirectUris, type Stage } from '../interop/stage.ts';

let stage: Stage;
let listening: TestApp;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  listening = await stage.platform.createApp({
    displayName: 'Listens for sign-outs',
    web: { redirectUris: [redirectUris.web], logoutUrl: 'https://web.example/front-channel?app=1' },
  });
  await stage.consent(listening.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

type Fields = Readonly<Record<string, string>>;
const logout = (person: Person, parameters: Fields = {}) =>
  person.visit(`/${stage.platform.tenant.id}/oauth2/v2.0/logout?${new URLSearchParams(parameters)}`);
const isSignedIn = async (person: Person): Promise<boolean> =>
  answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none', login_hint: stage.ada.userPrincipalName }))).code !==
  undefined;

async function idTokenOf(person: Person, client: TestApp): Promise<string> {
  const code = answerTo(await stage.arrive(person, stage.ada, { client_id: client.appId })).code ?? '';
  const proof = { client_id: client.appId, client_secret: client.clientSecret };
  return String((await stage.token(stage.redemption(code, proof))).body.id_token);
}

describe('signing out (RP-Initiated Logout §2, sts reference 1.10)', () => {
  it('with an ID token, even an expired one, at once; state comes back and nothing else', async () => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    stage.platform.clock.advance(3 * 60 * 60 * 1000);
    const arrival = await logout(person, { id_token_hint, post_logout_redirect_uri: redirectUris.web, state: 'a b' });
    expect(arrival.location?.href).toBe(`${redirectUris.web}?state=a+b`);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('with the login_hint claim as logout_hint', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const hint = loginHintOf(stage.ada, stage.platform.foundation.keyring);
    expect(titleOf(await logout(person, { logout_hint: hint }))).toContain('signed out');
    expect(await isSignedIn(person)).toBe(false);
  });

  it('what anybody could make of an object id is no hint: colleagues know each other’s', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const { id, tenantId } = stage.ada;
    const name = `O.${Buffer.from(`${id}${tenantId}`.replaceAll('-', ''), 'hex').toString('base64url')}`;
    const bobs = loginHintOf(stage.bob, stage.platform.foundation.keyring);
    for (const logout_hint of [
      name,
      `${name}.`,
      `${name}.${'A'.repeat(43)}`,
      `${name}.${bobs.split('.').slice(2).join('.')}`,
    ])
      expect(has(await logout(person, { logout_hint }), 'idSIButton9')).toBe(true);
    expect(await isSignedIn(person)).toBe(true);
  });

  it('a user name is no hint: it would let any site sign somebody out', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    expect(has(await logout(person, { logout_hint: stage.ada.userPrincipalName }), 'idSIButton9')).toBe(true);
    expect(await isSignedIn(person)).toBe(true);
  });

  it('the ID token of another browser’s sign-in is no hint either', async () => {
    const [person, other] = [new Person(stage.platform), new Person(stage.platform)];
    await stage.arrive(person, stage.ada);
    const id_token_hint = await idTokenOf(other, stage.web);
    expect(has(await logout(person, { id_token_hint }), 'idSIButton9')).toBe(true);
    expect(await isSignedIn(person)).toBe(true);
  });

  it.each([
    ['that is none', () => 'not.a.token'],
    ['whose signature was taken off', (token: string) => `${token.split('.').slice(0, 2).join('.')}.`],
    [
      'that was turned into one without signature',
      (token: string) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    ['that was changed', (token: string) => token.replace(/.(?=\.[^.]*$)/, (last) => (last === 'A' ? 'B' : 'A'))],
  ])('an ID token %s signs nobody out, and leads nowhere even when the person says yes', async (_, change) => {
    const person = new Person(stage.platform);
    const id_token_hint = change(await idTokenOf(person, stage.web));
    const page = await logout(person, { id_token_hint, post_logout_redirect_uri: redirectUris.web });
    expect(await isSignedIn(person)).toBe(true);
    expect(titleOf(await person.press(page, 'idSIButton9'))).toContain('signed out');
  });

  it('an access token is no ID token, not even one of the client for itself', async () => {
    const own = await stage.platform.createApp({
      displayName: 'Its own API',
      web: { redirectUris: [redirectUris.web] },
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [
          {
            id: '44444444-0000-4000-8000-000000000001',
            value: 'Own.Read',
            type: 'User',
            isEnabled: true,
            adminConsentDisplayName: 'Read',
            adminConsentDescription: 'Reads.',
            userConsentDisplayName: 'Read',
            userConsentDescription: 'Reads.',
          },
        ],
      },
    });
    const person = new Person(stage.platform);
    const wish = { client_id: own.appId, scope: `openid ${own.appId}/Own.Read` };
    const { code = '' } = answerTo(await stage.arrive(person, stage.ada, wish, { consent: 'accept' }));
    const proof = { client_id: own.appId, client_secret: own.clientSecret };
    const { access_token } = (await stage.token(stage.redemption(code, proof))).body;
    expect(claimsOf(access_token).aud).toBe(own.appId);
    const page = await logout(person, {
      id_token_hint: String(access_token),
      post_logout_redirect_uri: redirectUris.web,
    });
    expect(titleOf(await person.press(page, 'idSIButton9'))).toContain('signed out');
  });

  it('a client_id that is not the one of the ID token is refused (RP-Initiated Logout §2)', async () => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    const page = await logout(person, { id_token_hint, client_id: listening.appId });
    expect(errorCodeOf(page)).toBe(50061);
    expect(await isSignedIn(person)).toBe(true);
    const same = await logout(person, { id_token_hint, client_id: stage.web.appId.toUpperCase() });
    expect(titleOf(same)).toContain('signed out');
  });

  it('by POST from the client’s own site, as by GET', async () => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    const fields = { id_token_hint, post_logout_redirect_uri: redirectUris.web, state: 'posted' };
    const address = `/${stage.platform.tenant.id}/oauth2/v2.0/logout`;
    const arrival = await person.post(address, fields, { origin: 'https://web.example' });
    expect(arrival.location?.href).toBe(`${redirectUris.web}?state=posted`);
    expect(await isSignedIn(person)).toBe(false);
  });

  it.each([
    ['nobody registered', 'https://evil.example/'],
    ['below a registered one', `${redirectUris.web}/more`],
    ['with a query of its own', `${redirectUris.web}?foo=bar`],
    ['of another client', redirectUris.spa],
    ['that is script', 'javascript:alert(1)'],
  ])('an address %s is not gone to', async (_, address) => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    const page = await logout(person, { id_token_hint, post_logout_redirect_uri: address, state: 's' });
    expect([page.location, titleOf(page).includes('signed out')]).toEqual([undefined, true]);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('with an ID token of version 1, at the address of version 1 (sts reference 1.2)', async () => {
    const person = new Person(stage.platform);
    const authorize = stage.authorizeUrl({ scope: undefined, resource: stage.api.appId });
    authorize.pathname = authorize.pathname.replace('/v2.0', '');
    const code = answerTo(await person.answer(await person.visit(authorize), stage.ada)).code ?? '';
    const { baseUrl, tenant, fetch } = stage.platform;
    const body = new URLSearchParams(stage.redemption(code) as Record<string, string>);
    const answer = await fetch(`${baseUrl}/${tenant.id}/oauth2/token`, { method: 'POST', body });
    const { id_token: hint } = (await answer.json()) as { id_token: string };
    expect(claimsOf(hint).ver).toBe('1.0');
    const fields = { id_token_hint: hint, post_logout_redirect_uri: redirectUris.web };
    const arrival = await person.visit(`/${tenant.id}/oauth2/logout?${new URLSearchParams(fields)}`);
    expect(arrival.location?.href).toBe(redirectUris.web);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('of an account of one tenant leaves that of another one alone', async () => {
    const other = await stage.platform.createTenant({ domain: 'other.test' });
    const app = await stage.platform.createApp({
      displayName: 'In every tenant',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: [redirectUris.web] },
    });
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    const { upn: userPrincipalName, password } = other.admin;
    const wish = { client_id: app.appId, scope: 'openid', prompt: 'login' };
    const abroad = stage.authorizeUrl(wish, other.tenant.id);
    await person.answer(await person.visit(abroad), { userPrincipalName, password }, { consent: 'accept' });
    await logout(person, { id_token_hint });
    expect(await isSignedIn(person)).toBe(false);
    const still = await person.visit(stage.authorizeUrl({ ...wish, prompt: 'none' }, other.tenant.id));
    expect(answerTo(still)).toHaveProperty('code');
  });

  it('without a hint asks first, and then goes on to the registered address', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const page = await logout(person, { post_logout_redirect_uri: redirectUris.web, state: 's' });
    expect(await isSignedIn(person)).toBe(true);
    const arrival = await person.press(page, 'idSIButton9');
    expect(arrival.location?.href).toBe(`${redirectUris.web}?state=s`);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('one of several people, or all', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    await stage.arrive(person, stage.bob, { prompt: 'login' });
    const isBobIn = async (): Promise<boolean> => {
      const login_hint = stage.bob.userPrincipalName;
      return answerTo(await person.visit(stage.authorizeUrl({ prompt: 'none', login_hint }))).code !== undefined;
    };
    const page = await logout(person);
    const tiles = [...page.html.matchAll(/value="([^"]*)" data-test-id="([^"]*)"/g)];
    const ofAda = tiles.find(([, , name]) => name === stage.ada.userPrincipalName)?.[1] ?? '';
    await person.press(page, 'aadTile', { account: ofAda });
    expect([await isSignedIn(person), await isBobIn()]).toEqual([false, true]);
    await stage.arrive(person, stage.ada, { prompt: 'login' });
    const { action, fields } = formAround((await logout(person)).html, 'aadTile');
    await person.post(action, { ...fields, signOutOfAll: 'true' });
    expect([await isSignedIn(person), await isBobIn()]).toEqual([false, false]);
  });

  it('refresh tokens live on (sts reference 5.11)', async () => {
    const person = new Person(stage.platform);
    const code = answerTo(await stage.arrive(person, stage.ada)).code ?? '';
    const { body } = await stage.token(stage.redemption(code));
    await logout(person, { id_token_hint: String(body.id_token) });
    const { status } = await stage.token({
      grant_type: 'refresh_token',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      refresh_token: String(body.refresh_token),
    });
    expect(status).toBe(200);
  });

  it('of an unknown tenant is refused on our own page', async () => {
    const page = await new Person(stage.platform).visit('/nowhere.test/oauth2/v2.0/logout');
    expect(errorCodeOf(page)).toBe(90002);
  });
});

describe('front-channel logout (OIDC Front-Channel Logout §2)', () => {
  it('tells the applications that took part, with issuer and session, and then goes on', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const id_token_hint = await idTokenOf(person, listening);
    const page = await logout(person, { id_token_hint, post_logout_redirect_uri: redirectUris.web, state: 's' });
    const frames = [...page.html.matchAll(/<iframe[^>]* src="([^"]*)"/g)].map(
      ([, url = '']) => new URL(url.replaceAll('&amp;', '&')),
    );
    expect(frames).toHaveLength(1);
    const { sid } = claimsOf(id_token_hint);
    expect(Object.fromEntries(frames[0]?.searchParams ?? [])).toEqual({
      app: '1',
      iss: `${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`,
      sid,
    });
    expect(page.headers.get('content-security-policy')).toContain('frame-src https://web.example');
    expect(page.html).toContain(`${redirectUris.web}?state=s`);
  });

  it('names the issuer of version 1 to who came by that endpoint: it knows no other', async () => {
    const person = new Person(stage.platform);
    const { tenant, baseUrl } = stage.platform;
    const authorize = stage.authorizeUrl({
      client_id: listening.appId,
      response_type: 'code',
      resource: stage.api.appId,
      scope: undefined,
    });
    authorize.pathname = authorize.pathname.replace('/v2.0', '');
    const arrival = await person.answer(await person.visit(authorize), stage.ada);
    expect(answerTo(arrival)).toHaveProperty('code');
    const hint = loginHintOf(stage.ada, stage.platform.foundation.keyring);
    const page = await logout(person, { logout_hint: hint });
    expect(page.html).toContain(`iss=${encodeURIComponent(`${baseUrl}/${tenant.id}/`)}&amp;`);
  });

  it('still tells them when the person gave their password again in between', async () => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, listening);
    await stage.arrive(person, stage.ada, { prompt: 'login' });
    expect((await logout(person, { id_token_hint })).html).toContain('<iframe');
  });

  it('tells nobody who did not take part', async () => {
    const person = new Person(stage.platform);
    const id_token_hint = await idTokenOf(person, stage.web);
    expect((await logout(person, { id_token_hint })).html).not.toContain('<iframe');
  });
});
