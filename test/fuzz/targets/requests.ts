import fc from 'fast-check';
import { type Route, routes } from '../../../src/http/routes.ts';
import { pkce, redirectUris, type Stage } from '../../interop/stage.ts';
import { mutated, nasty } from '../texts.ts';

/** A request as somebody sends it who reads no specification. */
export interface HostileRequest {
  readonly method: string;
  /** As it is written in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

type Fields = Readonly<Record<string, string>>;

/** Stands in whatever is secret: no answer and no line of the log may hold it. */
export const CANARY = 'c4nary-s3cret';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Requests of well-meaning clients, from which hostile ones are made. */
function tokenRequests({ web, api, ada }: Stage): readonly Fields[] {
  const client = { client_id: web.appId, client_secret: CANARY };
  const scope = `openid ${api.uri}/Orders.Read`;
  return [
    {
      grant_type: 'client_credentials',
      client_id: web.appId,
      client_secret: web.clientSecret,
      scope: `${api.uri}/.default`,
    },
    { grant_type: 'client_credentials', ...client, resource: api.uri },
    {
      grant_type: 'authorization_code',
      ...client,
      code: CANARY,
      redirect_uri: redirectUris.web,
      code_verifier: pkce.verifier,
    },
    {
      grant_type: 'refresh_token',
      client_id: web.appId,
      client_secret: web.clientSecret,
      refresh_token: CANARY,
      scope,
    },
    { grant_type: 'password', ...client, username: ada.userPrincipalName, password: CANARY, scope },
    { grant_type: JWT_BEARER, ...client, assertion: CANARY, requested_token_use: 'on_behalf_of', scope },
    {
      grant_type: 'client_credentials',
      client_id: web.appId,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify({ iss: web.appId, sub: web.appId, aud: 'https://login.example', exp: 9e9 })).toString('base64url')}.c2ln`,
      scope,
    },
    { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: web.appId, device_code: CANARY },
  ];
}

function authorizeRequests({ web, spa, native, api, ada }: Stage): readonly Fields[] {
  const usual = { response_type: 'code', scope: `openid ${api.uri}/Orders.Read`, state: '<xss>', nonce: 'n' };
  return [
    { client_id: web.appId, redirect_uri: redirectUris.web, ...usual },
    { client_id: web.appId, redirect_uri: redirectUris.web, ...usual, prompt: 'none', response_mode: 'form_post' },
    {
      client_id: spa.appId,
      redirect_uri: redirectUris.spa,
      ...usual,
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    },
    {
      client_id: native.appId,
      redirect_uri: 'http://localhost:4711/',
      ...usual,
      login_hint: ada.userPrincipalName,
      max_age: '0',
    },
    {
      client_id: web.appId,
      redirect_uri: redirectUris.web,
      ...usual,
      claims: '{"id_token":{"auth_time":null}}',
      domain_hint: 'entrada.test',
    },
    {
      client_id: web.appId,
      redirect_uri: redirectUris.web,
      response_type: 'code id_token token',
      resource: api.uri,
      prompt: 'admin_consent',
    },
  ];
}

function otherRequests({ web, ada }: Stage): readonly Fields[] {
  return [
    {
      post_logout_redirect_uri: redirectUris.web,
      id_token_hint: `e30.${CANARY}.c2ln`,
      logout_hint: 'O.AAAA',
      client_id: web.appId,
      state: '<xss>',
    },
    { ctx: CANARY, step: 'signIn', intent: 'answer', loginfmt: ada.userPrincipalName, passwd: CANARY },
    { authorization_endpoint: 'https://localhost/common/oauth2/v2.0/authorize', 'api-version': '1.1' },
    { code: '50011', 'client-request-id': '00000000-0000-4000-8000-000000000000' },
    { user_code: 'ABCD-EFGH', client_id: web.appId, scope: 'openid' },
  ];
}

/** Fields with some of them left out, changed, sent twice, or joined by others. */
function hostileFields(good: fc.Arbitrary<Fields>, names: readonly string[]): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.constantFrom('change', 'change', 'set', 'drop', 'repeat', 'array' as const),
    fc.nat(),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, nasty),
    nasty,
    fc.nat(),
  );
  return fc.tuple(good, fc.array(change, { maxLength: 3 }), fc.boolean()).map(([fields, changes, isRaw]) => {
    const pairs = Object.entries(fields);
    for (const [way, at, name, text, place] of changes) {
      const index = pairs.length === 0 ? 0 : at % pairs.length;
      const [found = name, value = ''] = pairs[index] ?? [];
      const cut = place % (value.length + 1);
      if (way === 'drop') pairs.splice(index, 1);
      else if (way === 'repeat') pairs.push([found, text]);
      else if (way === 'array') pairs.push([`${found}[]`, text]);
      else if (way === 'set') pairs.push([name, text]);
      else pairs[index] = [found, value.slice(0, cut) + text + value.slice(cut)];
    }
    // The raw form shows the parser every byte; the other reaches what lies behind it.
    return isRaw ? pairs.map((pair) => pair.join('=')).join('&') : new URLSearchParams(pairs).toString();
  });
}

/** Makes a text one that can stand in a request line or a header at all: the HTTP client refuses others by itself. */
const inRequestLine = (text: string) =>
  text.replace(/[^\x21-\x7e]/gu, (letter) => encodeURIComponent(letter.toWellFormed()));
const inHeader = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/gu, '');

/** What headers hold when they are well. Secrets stand in the two that are meant for them. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['text/html', 'application/json;q=0.1'],
  'content-type': ['application/x-www-form-urlencoded; charset=utf-7', 'application/json'],
  authorization: [`Bearer ${CANARY}`, `Basic ${Buffer.from(`id:${CANARY}`).toString('base64')}`],
  cookie: [`__Host-EntradaSession=${CANARY}${CANARY}`],
  origin: ['https://spa.example', 'null'],
  'client-request-id': ['00000000-0000-4000-8000-000000000000'],
  'return-client-request-id': ['true'],
  'x-forwarded-for': ['127.0.0.1, ::1'],
  'x-forwarded-host': ['evil.example'],
  'accept-language': ['de-DE,de;q=0.9'],
  'x-client-sku': ['MSAL.JS'],
};

const headers: fc.Arbitrary<Fields> = fc
  .uniqueArray(
    fc
      .constantFrom(...Object.entries(HEADERS))
      .chain(([name, values]) => fc.tuple(fc.constant(name), fc.oneof(mutated(fc.constantFrom(...values)), nasty))),
    { maxLength: 3, selector: ([name]) => name },
  )
  .map((all) => Object.fromEntries(all.map(([name, value]) => [name, inHeader(value).trim()])));

const FORM = 'application/x-www-form-urlencoded';

/** Hostile requests to every address of the token service and its pages. */
export function hostileRequests(stage: Stage): fc.Arbitrary<HostileRequest> {
  const { tenant } = stage.platform;
  const segments = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(tenant.id as string, tenant.domain, 'common', 'organizations', 'consumers'),
    },
    { weight: 1, arbitrary: mutated(fc.constant(tenant.id as string)) },
    nasty,
  );
  const templates = [...tokenRequests(stage), ...authorizeRequests(stage), ...otherRequests(stage)];
  const names = [...new Set(templates.flatMap(Object.keys))];
  const fieldsFor = (path: string): readonly Fields[] => {
    if (path.endsWith('/token')) return tokenRequests(stage);
    if (path.endsWith('/authorize')) return authorizeRequests(stage);
    return templates;
  };
  const one = ({ path, methods }: Route) => {
    const fields = hostileFields(fc.constantFrom(...fieldsFor(path)), names);
    const parts = { segment: segments, rest: nasty, query: fields, body: fields, headers };
    return fc
      .record({ ...parts, method: fc.constantFrom(...methods, 'POST', 'GET'), isPost: fc.boolean() })
      .map(({ segment, rest, query, body, method, isPost, headers: more }): HostileRequest => {
        const filled = path.replace(':tenant', () => inRequestLine(segment)).replace('*', () => inRequestLine(rest));
        const takesBody = method !== 'GET' && method !== 'HEAD';
        return {
          method,
          path: takesBody && !isPost ? filled : `${filled}?${inRequestLine(query)}`,
          headers: { ...(takesBody ? { 'content-type': FORM } : {}), ...more },
          body: takesBody ? body : undefined,
        };
      });
  };
  const ours = routes.filter(({ family }) => family !== 'graph');
  const weightOf = ({ path }: Route) => (/(token|authorize|login|logout)$/.test(path) ? 6 : 1);
  return fc.oneof(...ours.map((route) => ({ weight: weightOf(route), arbitrary: one(route) })));
}
