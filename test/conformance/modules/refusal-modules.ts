import { expect } from 'vitest';
import { errorCodeOf } from '../../interop/person.ts';
import { expectErrorForm, expectErrorResponse } from '../checks/error-response.ts';
import { type JsonAnswer, RelyingParty } from '../relying-party.ts';
import type { Module, Modules } from './module.ts';

const unsigned = (claims: object): string =>
  `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

/** A request object is announced as unsupported, and told so in OpenID Connect's own words (Core §3.1.2.6, §6). */
const notSupported =
  (name: 'request' | 'request_uri'): Module =>
  async (rp) => {
    expect(rp.provider.metadata[`${name}_parameter_supported`]).toBe(false);
    const request = rp.request();
    const object = name === 'request' ? unsigned(request) : 'https://rp.example/request.jwt';
    const answer = rp.received(await rp.send({ ...request, [name]: object }));
    expectErrorResponse(answer, request.state);
    expect(answer.error).toBe(`${name}_not_supported`);
  };

function expectInvalidGrant({ status, headers, body }: JsonAnswer): void {
  expect([status, body.error]).toEqual([400, 'invalid_grant']);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expectErrorForm(body);
}

const reuse =
  (afterSeconds: number): Module =>
  async (rp) => {
    const { answer, accessToken } = await rp.login();
    rp.provider.platform.clock.advance(afterSeconds * 1000);
    expectInvalidGrant(await rp.redeem(answer.code ?? ''));
    // The suite only warns of this: access tokens are good by themselves until they expire.
    expect((await rp.userinfo(accessToken ?? '')).status).toBe(200);
  };

/** What has to be refused, and how. */
export const refusalModules: Modules = {
  async 'oidcc-response-type-missing'(rp) {
    const request = rp.request({ response_type: undefined });
    const arrival = await rp.send(request);
    // Without a response_type nobody can tell fragment from query: it is the query, unless form_post was asked for.
    const isForm = rp.variant.responseMode === 'form_post';
    const answer = isForm ? rp.received(arrival) : Object.fromEntries(arrival.location?.searchParams ?? []);
    expectErrorResponse(answer, request.state);
    expect(['invalid_request', 'unsupported_response_type']).toContain(answer.error);
  },

  async 'oidcc-ensure-registered-redirect-uri'(rp) {
    const arrival = await rp.send(rp.request({ redirect_uri: `${rp.redirectUri}/x7Zq` }));
    expect([arrival.location, errorCodeOf(arrival)]).toEqual([undefined, 50011]);
  },

  async 'oidcc-ensure-request-object-with-redirect-uri'(rp) {
    const request = rp.request();
    const object = unsigned(request);
    const arrival = await rp.send({ ...request, redirect_uri: `${rp.redirectUri}/x7Zq`, request: object });
    // Not even to the registered address: the request object is not read.
    expect([arrival.location, errorCodeOf(arrival)]).toEqual([undefined, 50011]);
  },

  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': notSupported('request_uri'),
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': notSupported('request'),
  'oidcc-codereuse': reuse(0),
  'oidcc-codereuse-30seconds': reuse(30),

  async 'oidcc-refresh-token'(rp) {
    expect(rp.provider.metadata.scopes_supported).toContain('offline_access');
    expect(rp.provider.metadata.grant_types_supported).toContain('refresh_token');
    const wish = { scope: 'openid offline_access', prompt: 'consent' };
    const first = await rp.login(wish);
    const refreshToken = String(first.tokens?.refresh_token);
    expect(refreshToken).toMatch(/^[\x20-\x7e]{32,}$/);
    rp.provider.platform.clock.advance(1000);
    const parameters = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const renewed = await rp.token({ ...parameters, scope: wish.scope });
    expect([renewed.status, renewed.body.token_type]).toEqual([200, 'Bearer']);
    expect(renewed.headers.get('cache-control')).toContain('no-store');
    expect(renewed.body.access_token).not.toBe(first.accessToken);
    expectSameIdentity(first.claims, renewed.body.id_token);
    expect((await rp.userinfo(String(renewed.body.access_token))).status).toBe(200);

    const other = new RelyingParty(rp.provider, rp.variant, { isSecond: true });
    const theirs = await other.login(wish);
    expectInvalidGrant(await rp.token({ ...parameters, refresh_token: String(theirs.tokens?.refresh_token) }));
  },
};

/** OIDC Core §12.2. */
function expectSameIdentity(first: Readonly<Record<string, unknown>>, idToken: unknown): void {
  const payload = String(idToken).split('.')[1] ?? '';
  const second = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<Record<string, unknown>>;
  for (const name of ['iss', 'sub', 'aud', 'azp']) expect(second[name], name).toEqual(first[name]);
  expect(second.iat).not.toBe(first.iat);
  expect(second).not.toHaveProperty('nonce');
  if ('auth_time' in second) expect(second.auth_time).toBe(first.auth_time);
}
