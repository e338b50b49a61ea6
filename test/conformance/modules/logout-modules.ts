import { generateKeyPair, SignJWT } from 'jose';
import { expect } from 'vitest';
import { type Arrival, has, titleOf } from '../../interop/person.ts';
import { expectErrorResponse, USER_INTERFACE_NEEDED } from '../checks/error-response.ts';
import { rp as addresses, type Provider } from '../provider.ts';
import type { Login, RelyingParty } from '../relying-party.ts';
import type { Module, Modules } from './module.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** Sends the browser to the end session endpoint with everything a client may send, but for what is given otherwise. */
async function logout(rp: RelyingParty, { idToken }: Login, parameters: Fields = {}): Promise<Arrival> {
  const url = new URL(rp.provider.metadata.end_session_endpoint);
  const all: Fields = {
    id_token_hint: idToken,
    post_logout_redirect_uri: addresses.postLogout,
    state: `logout-${'y'.repeat(120)}`,
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
  return rp.person.visit(url);
}

/** That nobody is signed in any more: another request without pages fails. */
async function expectSignedOut(rp: RelyingParty): Promise<void> {
  const request = rp.request({ prompt: 'none' });
  const answer = rp.received(await rp.send(request));
  expectErrorResponse(answer, request.state);
  expect(USER_INTERFACE_NEEDED).toContain(answer.error);
}

/** The page that asks whether signing out is meant: the suite takes it for an answer where an error page would be another one. */
function expectQuestion(page: Arrival): void {
  expect([page.location, has(page, 'idSIButton9')]).toEqual([undefined, true]);
  expect(page.html).not.toContain('<iframe');
}

function framesOf({ html }: Arrival): readonly URL[] {
  return [...html.matchAll(/<iframe[^>]* src="([^"]*)"/g)].map(([, url = '']) => new URL(url.replaceAll('&amp;', '&')));
}

/** Where the page goes on to when all frames are loaded. */
function onwardOf({ html }: Arrival): string | undefined {
  return /id="continue" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
}

const goesTo =
  (parameters: Fields, expected: (sent: string | undefined) => Readonly<Record<string, string>>): Module =>
  async (rp) => {
    const login = await rp.login();
    const state = 'state' in parameters ? parameters.state : `logout-${'y'.repeat(120)}`;
    const onward = new URL(onwardOf(await logout(rp, login, parameters)) ?? 'about:blank');
    expect(`${onward.origin}${onward.pathname}`).toBe(addresses.postLogout);
    expect(Object.fromEntries(onward.searchParams)).toEqual(expected(state));
    await expectSignedOut(rp);
  };

/** The request itself says who is meant, so they are signed out; but there is nowhere to go. */
const signedOutHere =
  (parameters: Fields): Module =>
  async (rp) => {
    const page = await logout(rp, await rp.login(), parameters);
    expect([page.location, onwardOf(page)]).toEqual([undefined, undefined]);
    expect(titleOf(page)).toContain('signed out');
    await expectSignedOut(rp);
  };

/** Nobody says who is meant, so the person is asked; after their yes they are signed out, and go nowhere. */
const asksFirst =
  (
    parameters: Fields,
    change: (idToken: string, provider: Provider) => string | Promise<string> = (same) => same,
  ): Module =>
  async (rp) => {
    const login = await rp.login();
    const idToken = await change(login.idToken, rp.provider);
    const page = await logout(rp, { ...login, idToken }, parameters);
    expectQuestion(page);
    const done = await rp.person.press(page, 'idSIButton9');
    expect([done.location, onwardOf(done)]).toEqual([undefined, undefined]);
    expect(titleOf(done)).toContain('signed out');
    await expectSignedOut(rp);
  };

/** RP-Initiated Logout 1.0 §2, §3 and Front-Channel Logout 1.0 §2, §3. */
export const logoutModules: Modules = {
  'oidcc-rp-initiated-logout': goesTo({}, (state = '') => ({ state })),
  'oidcc-rp-initiated-logout-no-state': goesTo({ state: undefined }, () => ({})),
  'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': signedOutHere({
    post_logout_redirect_uri: `${addresses.postLogout}x7Zq`,
  }),
  'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': signedOutHere({
    post_logout_redirect_uri: `${addresses.postLogout}?foo=bar`,
  }),
  'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': signedOutHere({ post_logout_redirect_uri: undefined }),
  'oidcc-rp-initiated-logout-no-params': asksFirst({
    id_token_hint: undefined,
    post_logout_redirect_uri: undefined,
    state: undefined,
  }),
  'oidcc-rp-initiated-logout-only-state': asksFirst({ id_token_hint: undefined, post_logout_redirect_uri: undefined }),

  async 'oidcc-rp-initiated-logout-no-id-token-hint'(rp) {
    const page = await logout(rp, await rp.login(), { id_token_hint: undefined });
    // The address is one of a client that takes part in the session: it is gone to, but only after the person said yes.
    expectQuestion(page);
    expect(onwardOf(await rp.person.press(page, 'idSIButton9'))).toContain(addresses.postLogout);
    await expectSignedOut(rp);
  },

  'oidcc-rp-initiated-logout-modified-id-token-hint': asksFirst({}, (idToken) => {
    const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    return `${head}.${idToken.split('.')[1]}.`;
  }),

  'oidcc-rp-initiated-logout-bad-id-token-hint': asksFirst({}, async (idToken, { metadata, platform }) => {
    const { privateKey } = await generateKeyPair('RS256');
    const { kid } = JSON.parse(Buffer.from(idToken.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    const payload = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as object;
    return new SignJWT({ ...payload, iss: metadata.issuer })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuedAt(Math.floor(platform.clock.now() / 1000))
      .sign(privateKey);
  }),

  async 'oidcc-frontchannel-rp-initiated-logout'(rp) {
    const login = await rp.login();
    const page = await logout(rp, login);
    const [frame, ...others] = framesOf(page);
    expect([`${frame?.origin}${frame?.pathname}`, others]).toEqual([addresses.frontchannelLogout, []]);
    const { iss, sid } = login.claims;
    expect(sid).toBeTypeOf('string');
    expect(Object.fromEntries(frame?.searchParams ?? [])).toEqual({ iss, sid });
    expect(onwardOf(page)).toContain(addresses.postLogout);
    await expectSignedOut(rp);
  },
};
