import type { JWTPayload } from 'jose';
import { expect } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { type Arrival, answerTo, formAround, Person } from '../interop/person.ts';
import { expectIdToken } from './checks/id-token.ts';
import { type Provider, rp } from './provider.ts';

/** What a plan varies. */
export interface Variant {
  readonly responseType: string;
  readonly responseMode: 'default' | 'form_post';
  readonly clientAuth: 'client_secret_basic' | 'client_secret_post';
}

type Fields = Readonly<Record<string, string | undefined>>;
type Body = Readonly<Record<string, unknown>>;

/** A JSON answer with what came around it. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What came of one sign-in. */
export interface Login {
  readonly request: Readonly<Record<string, string>>;
  readonly answer: Readonly<Record<string, string>>;
  /** Whether the person was asked anything. */
  readonly asked: boolean;
  readonly tokens: Body | undefined;
  /** The ID token that counts: from the token endpoint, or where there is none from the authorization endpoint. */
  readonly idToken: string;
  readonly claims: JWTPayload;
  readonly accessToken: string | undefined;
}

let counter = 0;

/** A relying party and the browser of its one user: new for each module, as in the suite. */
export class RelyingParty {
  readonly provider: Provider;
  readonly variant: Variant;
  readonly person: Person;
  readonly client: TestApp;
  readonly redirectUri: string;

  constructor(provider: Provider, variant: Variant, { isSecond = false } = {}) {
    this.provider = provider;
    this.variant = variant;
    this.person = new Person(provider.platform);
    this.client = isSecond ? provider.secondClient : provider.client;
    this.redirectUri = isSecond ? rp.callbackWithQuery : rp.callback;
  }

  /** Whether the answer of the authorization endpoint has this part. */
  includes(part: 'code' | 'token' | 'id_token'): boolean {
    return this.variant.responseType.split(' ').includes(part);
  }

  /** The parameters of an authorization request; those given as undefined are left out. */
  request(parameters: Fields = {}): Readonly<Record<string, string>> {
    counter += 1;
    const all: Fields = {
      client_id: this.client.appId,
      redirect_uri: this.redirectUri,
      scope: 'openid',
      state: `state-${counter}-${'x'.repeat(110)}`,
      nonce: `nonce-${counter}`,
      response_type: this.variant.responseType,
      ...(this.variant.responseMode === 'form_post' ? { response_mode: 'form_post' } : {}),
      ...parameters,
    };
    return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** Sends the browser to the authorization endpoint, and no further than the first page. */
  send(request: Readonly<Record<string, string>>, method: 'GET' | 'POST' = 'GET'): Promise<Arrival> {
    const url = new URL(this.provider.metadata.authorization_endpoint);
    if (method === 'POST') return this.person.post(url, request, { origin: 'https://rp.example' });
    url.search = new URLSearchParams(request).toString();
    return this.person.visit(url);
  }

  /** Lets the user do whatever the pages ask. */
  answerPages(page: Arrival): Promise<Arrival> {
    return this.person.answer(page, this.provider.user, { consent: 'accept' });
  }

  /** The answer that arrived at the redirect URI, in exactly the place that the request asked for. */
  received(arrival: Arrival): Readonly<Record<string, string>> {
    const hasTokens = this.includes('token') || this.includes('id_token');
    if (this.variant.responseMode === 'form_post') {
      expect(arrival.location).toBeUndefined();
      expect(formAround(arrival.html, 'idSIButton9').action).toBe(this.redirectUri);
      return answerTo(arrival);
    }
    const { location } = arrival;
    expect(location, arrival.html.slice(0, 2000)).toBeDefined();
    const registered = new URL(this.redirectUri);
    expect(`${location?.origin}${location?.pathname}`).toBe(`${registered.origin}${registered.pathname}`);
    const query = Object.fromEntries(location?.searchParams ?? []);
    for (const [name, value] of registered.searchParams) {
      expect(query[name]).toBe(value);
      delete query[name];
    }
    if (!hasTokens) {
      expect(location?.hash).toBe('');
      return query;
    }
    expect(query).toEqual({});
    return Object.fromEntries(new URLSearchParams(location?.hash.slice(1)));
  }

  /** One whole flow: sign-in, redemption where there is a code, and all that is checked of every one of them. */
  async login(parameters: Fields = {}, method: 'GET' | 'POST' = 'GET', redemption: Fields = {}): Promise<Login> {
    const request = this.request(parameters);
    const first = await this.send(request, method);
    const asked = this.isQuestion(first);
    const answer = this.received(await this.answerPages(first));
    expect(answer.error, answer.error_description).toBeUndefined();
    expect(answer.state).toBe(request.state);
    const parts = { code: answer.code, token: answer.access_token, id_token: answer.id_token };
    for (const part of ['code', 'token', 'id_token'] as const)
      expect(parts[part] !== undefined, part).toBe(this.includes(part));
    const front = this.includes('id_token') ? await this.#check(answer.id_token, request, answer, true) : undefined;
    const tokens = answer.code === undefined ? undefined : await this.#redeem(answer.code, redemption);
    const back = tokens && (await this.#check(tokens.id_token, request, { access_token: tokens.access_token }, false));
    if (front !== undefined && back !== undefined) expect([back.sub, back.iss]).toEqual([front.sub, front.iss]);
    const accessToken = tokens?.access_token ?? answer.access_token;
    for (const token of [answer.access_token, tokens?.access_token])
      if (token !== undefined) expect((await this.userinfo(String(token))).status).toBe(200);
    return {
      request,
      answer,
      asked,
      tokens,
      idToken: String(tokens?.id_token ?? answer.id_token),
      claims: back ?? front ?? expect.fail('no ID token came'),
      accessToken: accessToken === undefined ? undefined : String(accessToken),
    };
  }

  /** Whether a page asks something of the person, rather than carrying an answer to the client. */
  isQuestion(page: Arrival): boolean {
    return page.location === undefined && !page.html.includes(`action="${this.redirectUri.replaceAll('&', '&amp;')}"`);
  }

  #check(token: unknown, request: Fields, beside: Body, isFrontChannel: boolean): Promise<JWTPayload> {
    return expectIdToken(this.provider, token, {
      clientId: this.client.appId,
      nonce: request.nonce,
      isFrontChannel,
      accessToken: beside.access_token === undefined ? undefined : String(beside.access_token),
      code: beside.code === undefined ? undefined : String(beside.code),
    });
  }

  async #redeem(code: string, more: Fields): Promise<Body> {
    const { status, headers, body } = await this.redeem(code, more);
    expect(status, String(body.error_description)).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(String(body.token_type).toLowerCase()).toBe('bearer');
    expect(body.expires_in).toBeGreaterThan(0);
    return body;
  }

  /** Redeems a code. */
  redeem(code: string, more: Fields = {}): Promise<JsonAnswer> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, ...more });
  }

  /** Asks the token endpoint, as this client and in the variant's way. */
  async token(parameters: Fields): Promise<JsonAnswer> {
    const isBasic = this.variant.clientAuth === 'client_secret_basic';
    const { appId, clientSecret } = this.client;
    const body = new URLSearchParams(isBasic ? {} : { client_id: appId, client_secret: clientSecret });
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
    const pair = `${encodeURIComponent(appId)}:${encodeURIComponent(clientSecret)}`;
    return this.#ask(this.provider.metadata.token_endpoint, {
      method: 'POST',
      body,
      headers: isBasic ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {},
    });
  }

  /** Asks UserInfo in one of the three ways there are (RFC 6750 §2). */
  userinfo(token: string, way: 'get' | 'post header' | 'post body' = 'get'): Promise<JsonAnswer> {
    const inHeader: RequestInit = { headers: { authorization: `Bearer ${token}` } };
    const inBody: RequestInit = { method: 'POST', body: new URLSearchParams({ access_token: token }) };
    const init = way === 'get' ? inHeader : way === 'post header' ? { ...inHeader, method: 'POST' } : inBody;
    return this.#ask(this.provider.metadata.userinfo_endpoint, init);
  }

  async #ask(url: string, init: RequestInit): Promise<JsonAnswer> {
    const response = await this.provider.platform.fetch(url, init as never);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }
}
