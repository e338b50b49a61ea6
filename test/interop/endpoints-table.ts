import { deviceCodeRows, devicePageRows } from './device-endpoint-rows.ts';
import {
  type Attempt,
  asks,
  type Cast,
  type EndpointRow,
  type Fields,
  tell,
  unknownTenant,
  wordsOf,
} from './endpoint-attempts.ts';
import { Person } from './person.ts';
import { graphAppId, redirectUris, type Stage } from './stage.ts';

const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });

/** Public documents: a stranger may read them, rights change nothing, and a tenant that does not exist has none. */
function documentRows(path: string, query = ''): readonly EndpointRow[] {
  const hasTenant = path.includes(':tenant');
  return ['GET', 'HEAD'].map((method) => ({
    method,
    path,
    stranger: asks('200', path + query, { method }),
    wrongTenant: hasTenant
      ? asks(method === 'GET' ? '400 AADSTS90002' : '400', path.replace(':tenant', unknownTenant) + query, { method })
      : asks('200', path + query, { method }),
    underPrivileged: {
      told: '200',
      ask: (cast) =>
        tell(cast, path.replace(':tenant', cast.stage.platform.tenant.id) + query, {
          method,
          ...bearer(cast.powerlessGraphToken),
        }),
    },
  }));
}

const documents = [
  ...documentRows('/:tenant/v2.0/.well-known/openid-configuration'),
  ...documentRows('/:tenant/.well-known/openid-configuration'),
  ...documentRows('/:tenant/discovery/v2.0/keys'),
  ...documentRows('/:tenant/discovery/keys'),
  ...documentRows(
    '/common/discovery/instance',
    '?api-version=1.1&authorization_endpoint=https%3A%2F%2Fevil.example%2Fcommon%2Foauth2%2Fv2.0%2Fauthorize',
  ).map((row) => ({
    ...row,
    // Asked about somebody else's host it vouches for nobody, whoever asks.
    ...Object.fromEntries(
      (['stranger', 'wrongTenant', 'underPrivileged'] as const).map((caller) => [
        caller,
        { ...row[caller], told: row.method === 'GET' ? '400 AADSTS50049' : '400' },
      ]),
    ),
  })),
  ...documentRows('/common/userrealm/*'),
  ...documentRows('/metadata/endpoints', '?api-version=2022-09-01'),
  ...documentRows('/healthz'),
  ...documentRows('/healthz/live'),
  ...documentRows('/healthz/ready'),
] as readonly EndpointRow[];

/** Pages that show the same to everybody. */
const plainPages: readonly EndpointRow[] = [
  ['/:tenant/oauth2/nativeclient', 'page You can close this window'] as const,
  ['/', 'page The door is open'] as const,
  ['/error', 'page Error codes'] as const,
].map(([path, told]) => ({
  method: 'GET',
  path,
  stranger: asks(told, path),
  wrongTenant: asks(told, path.replace(':tenant', unknownTenant)),
  underPrivileged: asks(told, path, { headers: { authorization: 'Bearer x' } }),
}));

/** Sends an authorize request, in the query or as a form. */
async function openAuthorize(cast: Cast, method: string, path: string, person: Person, parameters: Fields) {
  const url = cast.stage.authorizeUrl(parameters);
  url.pathname = path.replace(':tenant', cast.stage.platform.tenant.id);
  const fields = Object.fromEntries(url.searchParams);
  return method === 'GET' ? person.visit(url) : person.post(url.origin + url.pathname, fields);
}

/** Asks for more than the person, or in version 1 the registration, gives. */
const tooMuch: Readonly<Record<string, (stage: Stage) => Fields>> = {
  '/:tenant/oauth2/v2.0/authorize': ({ api }) => ({ scope: `${api.uri}/Orders.Admin` }),
  '/:tenant/oauth2/authorize': ({ spa }) => ({ resource: spa.appId }),
};

const authorizeRows = (path: string, refused: string): readonly EndpointRow[] =>
  ['GET', 'POST'].map((method) => ({
    method,
    path,
    stranger: {
      told: 'asked to sign in',
      async ask(cast) {
        const page = await openAuthorize(cast, method, path, new Person(cast.stage.platform), {});
        return wordsOf(page.status, page.html, page.headers.get('content-type') ?? '');
      },
    },
    wrongTenant: {
      told: 'login_required',
      async ask(cast) {
        const person = new Person(cast.stage.platform);
        await signInElsewhere(cast, person);
        const { location } = await openAuthorize(cast, method, path, person, { prompt: 'none' });
        return location?.searchParams.get('error') ?? 'an answer';
      },
    },
    underPrivileged: {
      told: refused,
      async ask(cast) {
        const { stage } = cast;
        const person = new Person(stage.platform);
        await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
        await stage.arrive(person, stage.ada);
        const page = await openAuthorize(cast, method, path, person, tooMuch[path]?.(stage) ?? {});
        return wordsOf(page.status, page.html, page.headers.get('content-type') ?? '');
      },
    },
  }));

/** Signs the administrator of the other tenant in to a browser, at a client of their own. */
async function signInElsewhere({ stage, other }: Cast, person: Person): Promise<void> {
  const web = { redirectUris: [redirectUris.web] };
  const { appId } = await stage.platform.createApp({ displayName: 'Elsewhere', web }, other.tenant.id);
  const who = { ...stage.ada, userPrincipalName: other.admin.upn, password: other.admin.password };
  const parameters = { client_id: appId, scope: 'openid' };
  await stage.arrive(person, who, parameters, { consent: 'accept' }, other.tenant.id);
}

const loginRow: EndpointRow = {
  method: 'POST',
  path: '/:tenant/login',
  stranger: asks('page AADSTS50089', '/:tenant/login', {
    method: 'POST',
    body: new URLSearchParams({ ctx: 'guessed', loginfmt: 'a', passwd: 'b' }),
  }),
  wrongTenant: {
    told: 'page AADSTS50020',
    async ask({ stage, other }) {
      const who = { ...stage.ada, userPrincipalName: other.admin.upn, password: other.admin.password };
      const page = await stage.arrive(new Person(stage.platform), who);
      return wordsOf(page.status, page.html, page.headers.get('content-type') ?? '');
    },
  },
  underPrivileged: {
    told: 'asked for consent',
    async ask({ stage }) {
      const person = new Person(stage.platform);
      const consent = await stage.arrive(person, stage.bob, { scope: `${stage.api.uri}/Orders.Write` });
      const page = await person.press(consent, 'idBtn_Accept', { onBehalfOfOrganization: 'true' });
      return wordsOf(page.status, page.html, page.headers.get('content-type') ?? '');
    },
  },
};

const daemon = ({ stage }: Cast, more: Fields = {}): URLSearchParams =>
  new URLSearchParams({ grant_type: 'client_credentials', client_id: stage.web.appId, ...more });

/** @param graph how the endpoint names Graph @param tooMuch how it names what nobody gets, and how that is refused */
const tokenRows = (path: string, graph: Fields, tooMuch: Fields, refused: string): readonly EndpointRow[] => [
  {
    method: 'POST',
    path,
    stranger: {
      told: '401 AADSTS7000216',
      ask: (cast) =>
        tell(cast, path.replace(':tenant', cast.stage.platform.tenant.id), {
          method: 'POST',
          body: daemon(cast, graph),
        }),
    },
    wrongTenant: {
      told: '400 AADSTS700016',
      ask: (cast) =>
        tell(cast, path.replace(':tenant', cast.other.tenant.id), {
          method: 'POST',
          body: daemon(cast, { ...graph, client_secret: cast.stage.web.clientSecret }),
        }),
    },
    underPrivileged: {
      told: refused,
      ask: (cast) =>
        tell(cast, path.replace(':tenant', cast.stage.platform.tenant.id), {
          method: 'POST',
          body: daemon(cast, { ...tooMuch, client_secret: cast.stage.web.clientSecret }),
        }),
    },
  },
  ...['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => {
    const wrongMethod = asks('400 AADSTS900561', path, { method });
    return { method, path, stranger: wrongMethod, wrongTenant: wrongMethod, underPrivileged: wrongMethod };
  }),
];

const logoutRows = (logoutPath: string): readonly EndpointRow[] =>
  ['GET', 'POST'].map((method) => {
    /** Tries to sign somebody out without their doing, then says whether they still are signed in. */
    const force = (segment: (cast: Cast) => string, fields: Fields): Attempt => ({
      told: 'still signed in',
      async ask(cast) {
        const { stage } = cast;
        const person = new Person(stage.platform);
        await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
        await stage.arrive(person, stage.ada);
        const path = logoutPath.replace(':tenant', segment(cast));
        const url = new URL(path, stage.platform.baseUrl);
        if (method === 'GET') await person.visit(`${url}?${new URLSearchParams(fields)}`);
        else await person.post(url, fields, { origin: 'https://evil.example' });
        const silent = await person.visit(stage.authorizeUrl({ prompt: 'none' }));
        return silent.location?.searchParams.has('code') === true ? 'still signed in' : 'signed out';
      },
    });
    const forged = { signOutOfAll: 'true', ctx: 'guessed', id_token_hint: 'e30.e30.e30', logout_hint: 'somebody' };
    return {
      method,
      path: logoutPath,
      stranger: asks('page You’re signed out', logoutPath, { method }),
      wrongTenant: force(({ other }) => other.tenant.id, { signOutOfAll: 'true' }),
      underPrivileged: force(({ stage }) => stage.platform.tenant.id, forged),
    };
  });

/** A token of a person for Graph, with these scopes. */
async function personToken({ stage }: Cast, scope: string, who = stage.ada): Promise<string> {
  await stage.consent(stage.web.appId, who, graphAppId, ...scope.split(' '));
  const { body } = await stage.token(stage.redemption(await stage.code(who, { scope })));
  return String(body.access_token);
}

async function orderToken({ stage }: Cast): Promise<string> {
  await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
  return String((await stage.token(stage.redemption(await stage.code(stage.ada)))).body.access_token);
}

const userinfoRows: readonly EndpointRow[] = ['GET', 'POST'].map((method) => ({
  method,
  path: '/oidc/userinfo',
  stranger: asks('401 invalid_request', '/oidc/userinfo', { method }),
  wrongTenant: {
    // It is of no tenant; a token for another API is what a stranger to it would bring.
    told: '401 invalid_token',
    ask: async (cast) => tell(cast, '/oidc/userinfo', { method, ...bearer(await orderToken(cast)) }),
  },
  underPrivileged: {
    told: '403 insufficient_scope',
    ask: async (cast) => tell(cast, '/oidc/userinfo', { method, ...bearer(await personToken(cast, 'User.Read')) }),
  },
}));

const tenantUserinfo = '/:tenant/openid/userinfo';
const tenantUserinfoRows: readonly EndpointRow[] = ['GET', 'POST'].map((method) => {
  const tellWith = async (cast: Cast, tenantId: string, token: string) =>
    tell(cast, tenantUserinfo.replace(':tenant', tenantId), { method, ...bearer(token) });
  return {
    method,
    path: tenantUserinfo,
    stranger: asks('401 invalid_request', tenantUserinfo, { method }),
    wrongTenant: {
      told: '401 invalid_token',
      // A token that is good at the person's own tenant.
      ask: async (cast) => tellWith(cast, cast.other.tenant.id, await personToken(cast, 'openid', cast.stage.bob)),
    },
    underPrivileged: {
      told: '403 insufficient_scope',
      ask: async (cast) => tellWith(cast, cast.stage.platform.tenant.id, await personToken(cast, 'User.Read')),
    },
  };
});

const json = (method: string, token: string): RequestInit => ({
  method,
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{"displayName":"Taken over"}' }),
});

/** One application of ours, which the callers go for, by each method. Graph's own operations have a table of their own. */
function graphRows(version: string): readonly EndpointRow[] {
  const target = ({ stage }: Cast) => `/${version}/applications/${stage.web.id}`;
  const list = (method: string, refused: string) => (method === 'GET' ? '200' : refused);
  const isKnown = (method: string) => method === 'GET' || method === 'PATCH' || method === 'DELETE';
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) => [
    {
      method,
      path: `/${version}/*`,
      stranger: { told: '401 InvalidAuthenticationToken', ask: (cast: Cast) => tell(cast, target(cast), { method }) },
      wrongTenant: {
        told: isKnown(method) ? '404 Request_ResourceNotFound' : '405 Request_BadRequest',
        ask: (cast: Cast) => tell(cast, target(cast), json(method, cast.otherGraphToken)),
      },
      underPrivileged: {
        told: isKnown(method) ? '403 Authorization_RequestDenied' : '405 Request_BadRequest',
        ask: (cast: Cast) => tell(cast, target(cast), json(method, cast.powerlessGraphToken)),
      },
    },
    {
      method,
      path: `/${version}`,
      // What there is to read, not what is in it: Graph shows its list of collections to everybody.
      stranger: {
        told: list(method, '401 InvalidAuthenticationToken'),
        ask: (cast: Cast) => tell(cast, `/${version}`, { method }),
      },
      wrongTenant: {
        told: list(method, '400 BadRequest'),
        ask: (cast: Cast) => tell(cast, `/${version}`, json(method, cast.otherGraphToken)),
      },
      underPrivileged: {
        told: list(method, '400 BadRequest'),
        ask: (cast: Cast) => tell(cast, `/${version}`, json(method, cast.powerlessGraphToken)),
      },
    },
  ]);
}

export const endpointRows: readonly EndpointRow[] = [
  ...documents,
  ...plainPages,
  ...authorizeRows('/:tenant/oauth2/v2.0/authorize', 'told to ask an administrator'),
  ...authorizeRows('/:tenant/oauth2/authorize', 'page AADSTS650057'),
  loginRow,
  ...tokenRows(
    '/:tenant/oauth2/v2.0/token',
    { scope: 'https://graph.microsoft.com/.default' },
    { scope: 'Directory.ReadWrite.All' },
    '400 AADSTS1002012',
  ),
  ...tokenRows(
    '/:tenant/oauth2/token',
    { resource: 'https://graph.microsoft.com' },
    { resource: 'https://graph.microsoft.com/Directory.ReadWrite.All' },
    '400 AADSTS500011',
  ),
  ...logoutRows('/:tenant/oauth2/v2.0/logout'),
  ...logoutRows('/:tenant/oauth2/logout'),
  ...deviceCodeRows('/:tenant/oauth2/v2.0/devicecode', { scope: 'openid' }, { scope: 'api://nobody/x' }),
  ...deviceCodeRows('/:tenant/oauth2/devicecode', {}, { resource: 'api://nobody' }),
  ...devicePageRows('/devicelogin'),
  ...devicePageRows('/:tenant/oauth2/deviceauth'),
  ...userinfoRows,
  ...tenantUserinfoRows,
  ...graphRows('v1.0'),
  ...graphRows('beta'),
];
