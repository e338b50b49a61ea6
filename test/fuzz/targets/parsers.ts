import fc from 'fast-check';
import { DirectoryFault, matchesClaims, parseClaimsExpression } from '../../../src/directory/index.ts';
import { matchesWildcards } from '../../../src/directory/rules/federated/matches-wildcards.ts';
import { parseClaimsMapping, requirePolicy } from '../../../src/directory/rules/index.ts';
import { parseLoginHint } from '../../../src/oauth/account-hint.ts';
import { presentedClient } from '../../../src/oauth/client-authentication/evidence.ts';
import { instanceDiscovery } from '../../../src/oauth/endpoints/instance-discovery.ts';
import { matchRedirectUri, normalizeUserCode, OAuthFault, parseForm } from '../../../src/oauth/index.ts';
import { parseClaimsRequest } from '../../../src/oauth/rules/claims-request.ts';
import { parseCodeChallenge, requireCodeVerifier } from '../../../src/oauth/rules/pkce.ts';
import { countRequest, isLoop, parseRequestCount, renderRequestCount } from '../../../src/oauth/rules/request-loop.ts';
import { requestedAccess } from '../../../src/oauth/rules/requested-access.ts';
import { lenientResponseMode, parseResponse } from '../../../src/oauth/rules/response.ts';
import { parseScope } from '../../../src/oauth/rules/scope.ts';
import { readCookie, readStayChoice } from '../../../src/signin/cookies.ts';
import { parserTarget, type Target } from '../target.ts';
import { DESCRIPTION, jsonOf, mutated, nasty, wordsOf } from '../texts.ts';

/** Runs a parser; its own refusals are its right. */
export function accept<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof DirectoryFault) return undefined;
    if (!(error instanceof OAuthFault)) throw error;
    if (!DESCRIPTION.test(error.message)) throw new Error('its message cannot be sent', { cause: error });
    return undefined;
  }
}

function holds(law: boolean, what: string): void {
  if (!law) throw new Error(what);
}

const optional = (text: fc.Arbitrary<string>) => fc.option(text, { nil: undefined, freq: 5 });

const forms = wordsOf(['client_id', 'scope', '=', '&', '&&', '==', '%20', '+', 'a', 'scope=', '%41', '%e2%82%ac'], 40);
const scopes = wordsOf([
  ' ',
  'openid',
  'offline_access',
  '.default',
  'https://graph.microsoft.com/',
  'api://orders/',
  'User.Read',
  '/',
  '00000003-0000-0000-c000-000000000000/',
]);

const REGISTERED = {
  web: ['https://web.example/signin-oidc', 'https://bare.example', 'https://q.example/cb?a=b'],
  spa: ['https://spa.example/callback'],
  publicClient: ['http://localhost', 'http://127.0.0.1:8400/back', 'myapp://auth', 'urn:ietf:wg:oauth:2.0:oob'],
} as const;
const HOSTS = new Set([
  'web.example',
  'bare.example',
  'q.example',
  'spa.example',
  'localhost',
  '127.0.0.1',
  'auth',
  '',
]);
const redirects = fc.oneof(
  mutated(fc.constantFrom(...REGISTERED.web, ...REGISTERED.spa, ...REGISTERED.publicClient)),
  wordsOf([
    'https://',
    'http://',
    'web.example',
    '/signin-oidc',
    'evil.example',
    '@',
    ':',
    '443',
    'localhost',
    '/',
    '?',
  ]),
);

const cookies = wordsOf([
  '__Host-EntradaSession=',
  '__Host-EntradaBrowser=',
  '__Host-EntradaStay=',
  '; ',
  ';',
  '=',
  'A'.repeat(43),
  'yes',
  '"',
]);

const expressions = wordsOf(
  ["claims['", "']", 'sub', " eq '", " matches '", "'", "''", ' and ', '*', '?', 'a', 'aaaaaaaa'],
  30,
);

function basicHeader(): fc.Arbitrary<string> {
  const pair = wordsOf(['id', ':', 'secret', '%3A', '+', '%']);
  const encoded = pair.map((text) => `Basic ${Buffer.from(text).toString('base64')}`);
  return fc.oneof(encoded, mutated(encoded), wordsOf(['Basic', 'basic ', ' ', 'Bearer ', 'YTpi', '=', ',']));
}

const cookieRequest = (cookie: string | string[]) => ({
  method: 'GET',
  path: '/',
  query: '',
  headers: { cookie },
  body: Buffer.alloc(0),
  remoteAddress: '::1',
  correlationId: '',
  requestId: '',
});

const spans = wordsOf(['00:10:00', '1.', ':', '.', '-', '23:59:59', '99', '1e9', 'until-revoked', ' '], 6);
const mappings = jsonOf([
  'Version',
  'IncludeBasicClaimSet',
  'ClaimsSchema',
  'ClaimsTransformation',
  'Source',
  'ID',
  'Value',
  'JwtClaimType',
  'TransformationMethod',
  'InputClaims',
  'InputParameters',
  'OutputClaims',
]);

/** A policy document: of these members, or something that only looks like one. */
const definitionOf = (root: string, content: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 6, arbitrary: content.map((text) => `{"${root}":${text}}`) },
    { weight: 1, arbitrary: mutated(content.map((text) => `{"${root}":${text}}`)) },
    nasty,
  );

/** Everything that reads text on the way of a token and knows nobody. */
export const parserTargets: readonly Target[] = [
  parserTarget('form', 120, forms, (text) => {
    for (const [name, value] of accept(() => parseForm(text)) ?? [])
      holds(value !== '' && typeof name === 'string', 'a value is empty');
  }),
  parserTarget(
    'client-evidence',
    80,
    fc.record({
      authorization: optional(basicHeader()),
      client_id: optional(nasty),
      client_secret: optional(nasty),
      client_assertion: optional(nasty),
      client_assertion_type: optional(
        fc.oneof(fc.constant('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'), nasty),
      ),
    }),
    ({ authorization, ...parameters }) => {
      const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
      accept(() => presentedClient(authorization, new Map(given)));
    },
  ),
  parserTarget('scope', 100, scopes, (text) => {
    const parsed = accept(() => parseScope(text, ['https://localhost:8443']));
    for (const { values, isDefault } of parsed?.resources ?? [])
      holds(isDefault === (values.length === 0), 'an API is asked for nothing');
  }),
  parserTarget(
    'requested-access',
    40,
    fc.record({ dialect: fc.constantFrom(1 as const, 2 as const), scope: optional(scopes), resource: optional(nasty) }),
    ({ dialect, scope, resource }) => {
      const given = Object.entries({ scope, resource }).filter((pair): pair is [string, string] => !!pair[1]);
      accept(() => requestedAccess(dialect, new Map(given), []));
    },
  ),
  parserTarget('redirect-uri', 120, redirects, (text) => {
    if (accept(() => matchRedirectUri(text, REGISTERED)) === undefined) return;
    const url = URL.parse(text);
    holds(url !== null && HOSTS.has(url.hostname), `leads a browser to ${url?.href}`);
    holds(url?.username === '' && url.password === '', 'carries credentials');
    holds(!/[\r\n\0]/.test(text), 'carries control characters');
  }),
  parserTarget(
    'response',
    60,
    fc.record({
      type: optional(wordsOf(['code', 'token', 'id_token', ' ', 'none'], 6)),
      mode: optional(fc.oneof(fc.constantFrom('query', 'fragment', 'form_post', 'query.jwt'), nasty)),
      ids: fc.boolean(),
      tokens: fc.boolean(),
    }),
    ({ type, mode, ids, tokens }) => {
      lenientResponseMode(mode, type);
      const flags = { enableIdTokenIssuance: ids, enableAccessTokenIssuance: tokens };
      const shape = accept(() => parseResponse(type, mode, flags));
      if (shape === undefined) return;
      holds(!(shape.mode === 'query' && (shape.token || shape.idToken)), 'tokens in a query');
      holds(!shape.token || tokens, 'an access token that is not enabled');
      holds(!shape.idToken || ids, 'an ID token that is not enabled');
    },
  ),
  parserTarget('claims-request', 80, jsonOf(['access_token', 'id_token', 'xms_cc', 'values', 'auth_time']), (text) => {
    const read = accept(() => parseClaimsRequest(text));
    holds(read?.clientCapabilities.every((one) => typeof one === 'string') ?? true, 'a capability that is no text');
  }),
  parserTarget(
    'pkce',
    60,
    fc.record({
      challenge: optional(mutated(fc.constant('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'))),
      method: optional(fc.oneof(fc.constantFrom('S256', 'plain'), nasty)),
      verifier: optional(mutated(fc.constant('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'))),
    }),
    ({ challenge, method, verifier }) => {
      accept(() => requireCodeVerifier(parseCodeChallenge(challenge, method), verifier));
    },
  ),
  parserTarget('login-hint', 40, wordsOf(['O.', 'A'.repeat(43), 'a', '@', '.', '-']), (text) => {
    parseLoginHint(text);
  }),
  parserTarget('cookies', 60, fc.oneof(cookies, fc.array(cookies, { maxLength: 3 })), (cookie) => {
    const value = readCookie(cookieRequest(cookie), '__Host-EntradaSession');
    readStayChoice(cookieRequest(cookie));
    holds(value === undefined || /^[\w-]{20,200}$/.test(value), 'a name of a session that is none');
  }),
  parserTarget(
    'instance-discovery',
    40,
    wordsOf(['https://', 'login.example', '/common', '/oauth2', '/v2.0', '/authorize', '?']),
    (text) => {
      const answer = accept(() =>
        instanceDiscovery('https://login.example', new Map([['authorization_endpoint', text]])),
      );
      if (answer === undefined) return;
      const { tenant_discovery_endpoint: endpoint } = JSON.parse(String(answer.body)) as Record<string, string>;
      holds(URL.parse(endpoint ?? '')?.host === 'login.example', `leads a client to ${endpoint}`);
    },
  ),
  parserTarget(
    'federated-expression',
    80,
    fc.record({ text: expressions, value: wordsOf(['a', 'aaaaaaaa', "'", '*'], 30) }),
    ({ text, value }) => {
      const parsed = accept(() => parseClaimsExpression(text));
      if (parsed !== undefined) matchesClaims(parsed, { sub: value });
    },
  ),
  parserTarget(
    'federated-wildcards',
    40,
    fc.record({ pattern: wordsOf(['*', '?', 'a', 'b', '**', '*a'], 60), text: wordsOf(['a', 'b', 'aaaaaaaa'], 60) }),
    ({ pattern, text }) => {
      matchesWildcards(pattern, text);
      holds(matchesWildcards('*', text), 'everything does not match *');
    },
  ),
  parserTarget('claims-mapping', 60, definitionOf('ClaimsMappingPolicy', mappings), (text) => {
    const mapping = accept(() => parseClaimsMapping([text]));
    holds(mapping === undefined || Array.isArray(mapping.claims), 'a mapping without claims');
  }),
  parserTarget(
    'token-lifetime',
    40,
    definitionOf(
      'TokenLifetimePolicy',
      spans.map((span) => JSON.stringify({ Version: 1, AccessTokenLifetime: span })),
    ),
    (text) => {
      const policy = { displayName: 'x', definition: [text], isOrganizationDefault: false };
      accept(() => requirePolicy({ ...policy, kind: 'tokenLifetimePolicy' }));
    },
  ),
  parserTarget('user-code', 30, wordsOf(['ABCD', '-', ' ', '–', '2345', 'ß', 'ı']), (text) => {
    const code = normalizeUserCode(text);
    holds(normalizeUserCode(code) === code || /[^\x20-\x7e]/.test(text), 'a code that is read in two ways');
  }),
  parserTarget(
    'request-count',
    30,
    fc.tuple(wordsOf(['.', '1', '14', 'A'.repeat(22), '1780000000000', '-']), forms),
    ([cookie, form]) => {
      const parameters = accept(() => parseForm(form)) ?? new Map();
      const count = countRequest(parseRequestCount(cookie), parameters, 1_780_000_000_000);
      isLoop(count);
      holds(parseRequestCount(renderRequestCount(count)) !== undefined, 'its own count is not read back');
    },
  ),
];
