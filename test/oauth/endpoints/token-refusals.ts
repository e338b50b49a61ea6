import {
  addApplicationPassword,
  deleteServicePrincipal,
  updateApplication,
  updateServicePrincipal,
  updateUser,
} from '../../../src/directory/index.ts';
import { pkce, redirectUris, type Stage, spaOrigin, type TokenAnswer } from '../../interop/stage.ts';

/** One way to be refused by the token endpoint, and how Entra says it. */
export interface TokenRefusal {
  readonly name: string;
  readonly code: number;
  readonly error: string;
  /** Default: 400. */
  readonly status?: number;
  readonly ask: (stage: Stage) => Promise<TokenAnswer>;
}

const day = 24 * 60 * 60 * 1000;
const nobody = '99999999-0000-4000-8000-000000000009';
type Fields = Readonly<Record<string, string | undefined>>;

const daemon = (stage: Stage, more: Fields = {}): Fields => ({
  grant_type: 'client_credentials',
  client_id: stage.web.appId,
  client_secret: stage.web.clientSecret,
  scope: `${stage.api.uri}/.default`,
  ...more,
});

/** Redeems a fresh code with something changed. */
const redeem =
  (more: Fields = {}, authorize: Fields = {}) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    return stage.token(stage.redemption(await stage.code(stage.ada, authorize), more));
  };

const asDaemon =
  (more: Fields = {}, headers: Readonly<Record<string, string>> = {}, segment?: string) =>
  (stage: Stage): Promise<TokenAnswer> =>
    stage.token(daemon(stage, more), headers, segment);

const inSpa = (stage: Stage): Fields => ({ client_id: stage.spa.appId, redirect_uri: redirectUris.spa });
const withPkce = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };

async function spaRefreshToken(stage: Stage): Promise<string> {
  await stage.consent(stage.spa.appId, stage.ada, stage.api.appId, 'Orders.Read');
  const code = await stage.code(stage.ada, { ...inSpa(stage), ...withPkce });
  const { body } = await stage.token(
    { grant_type: 'authorization_code', ...inSpa(stage), code, code_verifier: pkce.verifier },
    { origin: spaOrigin },
  );
  return String(body.refresh_token);
}

async function webRefreshToken(stage: Stage): Promise<string> {
  return String((await redeem()(stage)).body.refresh_token);
}

const refresh = (stage: Stage, token: string): Promise<TokenAnswer> =>
  stage.token({
    grant_type: 'refresh_token',
    client_id: stage.web.appId,
    client_secret: stage.web.clientSecret,
    refresh_token: token,
  });

const basic = (id: string, secret: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** Asks with a method or body of its own. */
async function raw(stage: Stage, init: RequestInit): Promise<TokenAnswer> {
  const url = `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/token`;
  const response = await stage.platform.fetch(url, init);
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] };
}

/** The request itself: form, tenant, grant and client, in the order in which they are judged (sts reference 4.1). */
const requestRefusals: readonly TokenRefusal[] = [
  { name: 'GET', code: 900561, error: 'invalid_request', ask: (stage) => raw(stage, { method: 'GET' }) },
  { name: 'DELETE', code: 900561, error: 'invalid_request', ask: (stage) => raw(stage, { method: 'DELETE' }) },
  {
    name: 'JSON in place of a form',
    code: 9002313,
    error: 'invalid_request',
    ask: (stage) => raw(stage, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  },
  {
    name: 'an escape that is none',
    code: 9002313,
    error: 'invalid_request',
    ask: (stage) =>
      raw(stage, { method: 'POST', body: 'a=%zz', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  },
  {
    name: 'a parameter twice (RFC 6749 §3.2)',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) =>
      raw(stage, {
        method: 'POST',
        body: new URLSearchParams([
          ['scope', 'a'],
          ['scope', 'b'],
        ]),
      }),
  },
  {
    name: 'a tenant that is neither id nor domain',
    code: 900023,
    error: 'invalid_request',
    ask: asDaemon({}, {}, 'x_y'),
  },
  { name: 'an unknown tenant id', code: 90002, error: 'invalid_request', ask: asDaemon({}, {}, nobody) },
  { name: 'an unknown domain', code: 90002, error: 'invalid_request', ask: asDaemon({}, {}, 'nowhere.test') },
  { name: 'personal accounts', code: 90002, error: 'invalid_request', ask: asDaemon({}, {}, 'consumers') },
  { name: 'no grant_type', code: 900144, error: 'invalid_request', ask: asDaemon({ grant_type: undefined }) },
  { name: 'an unknown grant', code: 70003, error: 'unsupported_grant_type', ask: asDaemon({ grant_type: 'password' }) },
  {
    name: 'a grant every object has',
    code: 70003,
    error: 'unsupported_grant_type',
    ask: asDaemon({ grant_type: 'toString' }),
  },
  { name: 'no client_id', code: 900144, error: 'invalid_request', ask: asDaemon({ client_id: undefined }) },
  {
    name: 'a client_id that is no GUID',
    code: 700016,
    error: 'unauthorized_client',
    ask: asDaemon({ client_id: 'shop' }),
  },
  {
    name: 'a client_id of zeros',
    code: 700038,
    error: 'unauthorized_client',
    ask: asDaemon({ client_id: '00000000-0000-0000-0000-000000000000' }),
  },
  { name: 'an unknown client', code: 700016, error: 'unauthorized_client', ask: asDaemon({ client_id: nobody }) },
  {
    name: 'a single-tenant client in another tenant',
    code: 700016,
    error: 'unauthorized_client',
    async ask(stage) {
      const { tenant } = await stage.platform.createTenant({ domain: 'elsewhere.test' });
      return stage.token(daemon(stage), {}, tenant.id);
    },
  },
  {
    name: 'a disabled service principal, at once',
    code: 7000112,
    error: 'unauthorized_client',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be disabled' });
      const proof = { client_id: app.appId, client_secret: app.clientSecret };
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return stage.token(daemon(stage, proof));
    },
  },
  {
    name: 'a disabled application object, at once',
    code: 7000112,
    error: 'unauthorized_client',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be disabled altogether' });
      await updateApplication(stage.commands(), app.id, { isDisabled: true });
      return stage.token(daemon(stage, { client_id: app.appId, client_secret: app.clientSecret }));
    },
  },
];

/** Client authentication (sts reference 3.3, 6.1). */
const clientRefusals: readonly TokenRefusal[] = [
  {
    name: 'a single-tenant client on a shared authority',
    code: 50194,
    error: 'invalid_request',
    ask: (stage) => stage.token(stage.redemption('no-code'), {}, 'organizations'),
  },
  {
    name: 'a wrong secret',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: asDaemon({ client_secret: 'wrong' }),
  },
  {
    name: 'the id of a secret in place of its value',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const app = await stage.platform.foundation.storage.stores.applications.get(
        stage.platform.tenant.id,
        stage.web.id,
      );
      return stage.token(daemon(stage, { client_secret: app?.passwordCredentials[0]?.keyId }));
    },
  },
  {
    name: 'a secret beyond its end',
    code: 7000222,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const { clock } = stage.platform;
      const endDateTime = new Date(clock.now() + 1000).toISOString();
      const { secret } = await addApplicationPassword(stage.commands(), stage.web.id, { endDateTime });
      clock.advance(1000);
      return stage.token(daemon(stage, { client_secret: secret.reveal() }));
    },
  },
  {
    name: 'a secret by HTTP Basic that is wrong',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: (stage) => asDaemon({ client_secret: undefined }, basic(stage.web.appId, 'wrong'))(stage),
  },
  {
    name: 'a Basic header that is none',
    code: 9002313,
    error: 'invalid_request',
    ask: asDaemon({ client_secret: undefined }, { authorization: 'Basic !!!' }),
  },
  {
    name: 'two ways of authentication at once (RFC 6749 §2.3)',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) => asDaemon({}, basic(stage.web.appId, stage.web.clientSecret))(stage),
  },
  {
    name: 'a Basic header of another client than the body names',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) => asDaemon({ client_secret: undefined }, basic(stage.api.appId, stage.api.clientSecret))(stage),
  },
  {
    name: 'an assertion of a key nobody registered',
    code: 700027,
    error: 'invalid_client',
    status: 401,
    ask: asDaemon({
      client_secret: undefined,
      client_assertion: 'e30.e30.e30',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    }),
  },
  {
    name: 'an assertion without its type',
    code: 90023,
    error: 'invalid_request',
    ask: asDaemon({ client_secret: undefined, client_assertion: 'e30.e30.e30' }),
  },
  {
    name: 'a daemon without a credential',
    code: 7000216,
    error: 'invalid_client',
    status: 401,
    ask: asDaemon({ client_secret: undefined }),
  },
  {
    name: 'a web client without a credential',
    code: 7000218,
    error: 'invalid_client',
    status: 401,
    ask: redeem({ client_secret: undefined }),
  },
  {
    name: 'a native client with a credential',
    code: 700025,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const client = { client_id: stage.native.appId, redirect_uri: redirectUris.native };
      await stage.consent(stage.native.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada, client);
      return stage.token(stage.redemption(code, { ...client, client_secret: 'whatever' }));
    },
  },
  {
    name: 'a web client from a browser',
    code: 9002326,
    error: 'invalid_request',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      return stage.token(stage.redemption(await stage.code(stage.ada)), { origin: 'https://web.example' });
    },
  },
  {
    name: 'a daemon in a browser',
    code: 9002326,
    error: 'invalid_request',
    ask: asDaemon({}, { origin: 'https://web.example' }),
  },
  {
    name: 'a single-page app outside a browser',
    code: 9002327,
    error: 'invalid_request',
    async ask(stage) {
      const token = await spaRefreshToken(stage);
      return stage.token({ grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token });
    },
  },
];

/** What is presented (sts reference 4.2, 4.3). */
const artefactRefusals: readonly TokenRefusal[] = [
  { name: 'no code', code: 900144, error: 'invalid_request', ask: redeem({ code: undefined }) },
  { name: 'a code nobody issued', code: 70000, error: 'invalid_grant', ask: redeem({ code: 'made-up' }) },
  {
    name: 'a code of another client',
    code: 70000,
    error: 'invalid_grant',
    ask: (stage) => redeem({ client_id: stage.api.appId, client_secret: stage.api.clientSecret })(stage),
  },
  { name: 'a code of another authority', code: 700005, error: 'invalid_grant', ask: codeOfAnotherAuthority },
  { name: 'no redirect_uri', code: 900144, error: 'invalid_request', ask: redeem({ redirect_uri: undefined }) },
  {
    name: 'another redirect_uri',
    code: 500112,
    error: 'invalid_client',
    status: 401,
    ask: redeem({ redirect_uri: `${redirectUris.web}/` }),
  },
  { name: 'no verifier', code: 50148, error: 'invalid_grant', ask: redeem({}, withPkce) },
  {
    name: 'a wrong verifier',
    code: 501481,
    error: 'invalid_grant',
    ask: redeem({ code_verifier: 'x'.repeat(50) }, withPkce),
  },
  {
    name: 'a verifier nobody asked for (RFC 9700 §4.8.2)',
    code: 501481,
    error: 'invalid_grant',
    ask: redeem({ code_verifier: pkce.verifier }),
  },
  {
    name: 'a single-page app without a challenge',
    code: 9002325,
    error: 'invalid_request',
    async ask(stage) {
      await stage.consent(stage.spa.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada, inSpa(stage));
      return stage.token({ grant_type: 'authorization_code', ...inSpa(stage), code }, { origin: spaOrigin });
    },
  },
  {
    name: 'a code a second time',
    code: 54005,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.ada));
      await stage.token(redemption);
      return stage.token(redemption);
    },
  },
  {
    name: 'a code after ten minutes',
    code: 70008,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada);
      stage.platform.clock.advance(10 * 60 * 1000);
      return stage.token(stage.redemption(code));
    },
  },
  {
    name: 'no refresh token',
    code: 900144,
    error: 'invalid_request',
    ask: (stage) => stage.token(daemon(stage, { grant_type: 'refresh_token' })),
  },
  {
    name: 'a refresh token nobody issued',
    code: 70000,
    error: 'invalid_grant',
    ask: (stage) => refresh(stage, '1.made-up'),
  },
  {
    name: 'a refresh token after 90 idle days',
    code: 700082,
    error: 'invalid_grant',
    async ask(stage) {
      const token = await webRefreshToken(stage);
      stage.platform.clock.advance(90 * day);
      return refresh(stage, token);
    },
  },
  {
    name: 'a single-page app’s refresh token after a day',
    code: 700084,
    error: 'invalid_grant',
    async ask(stage) {
      const token = await spaRefreshToken(stage);
      stage.platform.clock.advance(day);
      return stage.token(
        { grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token },
        { origin: spaOrigin },
      );
    },
  },
  { name: 'a claims parameter that is no JSON', code: 90023, error: 'invalid_request', ask: redeem({ claims: '{' }) },
];

/** Scopes, APIs, consent and people (sts reference 4.4, 4.9). */
const accessRefusals: readonly TokenRefusal[] = [
  { name: 'a malformed scope', code: 70011, error: 'invalid_scope', ask: asDaemon({ scope: 'a"b' }) },
  { name: 'a daemon without a scope', code: 900144, error: 'invalid_request', ask: asDaemon({ scope: undefined }) },
  {
    name: 'a daemon that asks for a scope by name',
    code: 1002012,
    error: 'invalid_scope',
    ask: asDaemon({ scope: 'User.Read' }),
  },
  {
    name: 'a daemon that asks for OpenID scopes alone',
    code: 1002012,
    error: 'invalid_scope',
    ask: asDaemon({ scope: 'openid' }),
  },
  {
    name: 'a daemon for two APIs',
    code: 70011,
    error: 'invalid_scope',
    ask: (stage) => asDaemon({ scope: `${stage.api.uri}/.default https://graph.microsoft.com/.default` })(stage),
  },
  { name: 'a daemon on a shared authority', code: 50059, error: 'invalid_request', ask: asDaemon({}, {}, 'common') },
  {
    name: 'an API nobody knows',
    code: 500011,
    error: 'invalid_resource',
    ask: asDaemon({ scope: 'api://nowhere/.default' }),
  },
  {
    name: 'an API whose service principal is disabled',
    code: 500014,
    error: 'invalid_resource',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'API to be disabled' });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a daemon whose service principal was deleted, at once',
    code: 7000229,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be deleted' });
      await deleteServicePrincipal(stage.commands(), app.servicePrincipalId);
      return stage.token(daemon(stage, { client_id: app.appId, client_secret: app.clientSecret }));
    },
  },
  {
    name: 'a daemon that is not assigned to an API that demands it',
    code: 501051,
    error: 'invalid_grant',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Closed API' });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { appRoleAssignmentRequired: true });
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a code for two APIs at once',
    code: 28000,
    error: 'invalid_scope',
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Read User.Read` })(stage),
  },
  {
    name: 'a scope the API does not have',
    code: 650053,
    error: 'invalid_client',
    status: 401,
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Unheard` })(stage),
  },
  {
    name: 'a scope without consent',
    code: 65001,
    error: 'invalid_grant',
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Admin` })(stage),
  },
  {
    name: '.default of an API that nothing is granted of',
    code: 65001,
    error: 'invalid_grant',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Unrelated API' });
      return redeem({ scope: `${app.appId}/.default` })(stage);
    },
  },
  {
    name: 'a person who is not assigned to a client that demands it',
    code: 50105,
    error: 'interaction_required',
    async ask(stage) {
      await stage.consent(stage.web.appId, { id: stage.bob.id }, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.bob));
      const require = (appRoleAssignmentRequired: boolean) =>
        updateServicePrincipal(stage.commands(), stage.web.servicePrincipalId, { appRoleAssignmentRequired });
      const context = stage.commands();
      const { items } = await stage.platform.foundation.storage.stores.appRoleAssignments.query(context.tenantId, {
        top: 10,
        predicate: { kind: 'compare', field: 'principalId', operator: 'eq', value: stage.bob.id },
      });
      for (const { id } of items)
        await stage.platform.foundation.storage.unitOfWork.run((stores) =>
          stores.appRoleAssignments.remove(context.tenantId, id),
        );
      await require(true);
      const refused = await stage.token(redemption);
      await require(false);
      return refused;
    },
  },
  {
    name: 'a person who is disabled',
    code: 50057,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.bob, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.bob));
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: false });
      const refused = await stage.token(redemption);
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: true });
      return refused;
    },
  },
];

async function codeOfAnotherAuthority(stage: Stage): Promise<TokenAnswer> {
  const app = await stage.platform.createApp({
    displayName: 'For many tenants',
    signInAudience: 'AzureADMultipleOrgs',
    web: { redirectUris: [redirectUris.web] },
  });
  await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
  const code = await stage.code(stage.ada, { client_id: app.appId }, 'common');
  return stage.token(stage.redemption(code, { client_id: app.appId, client_secret: app.clientSecret }));
}

export const tokenRefusals: readonly TokenRefusal[] = [
  ...requestRefusals,
  ...clientRefusals,
  ...artefactRefusals,
  ...accessRefusals,
];
