import { createHash } from 'node:crypto';
import { MICROSOFT_GRAPH_APP_ID } from '../../src/catalogue/index.ts';
import { type CommandContext, recordConsent, type User } from '../../src/directory/index.ts';
import type { AppId, TenantId } from '../../src/kernel/index.ts';
import { inTenant, platformContext } from '../../src/platform/index.ts';
import {
  type ManualClock,
  type StartPlatformOptions,
  startPlatform,
  type TestApp,
  type TestPlatform,
  type TestUser,
} from '../../src/testing/index.ts';
import { type Answers, type Arrival, answerTo, Person } from './person.ts';

/** Redirect URIs of the clients on the stage. */
export const redirectUris = {
  web: 'https://web.example/signin-oidc',
  spa: 'https://spa.example/callback',
  native: 'http://localhost',
} as const;
export const spaOrigin = 'https://spa.example';

/** An answer of the token endpoint. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A code verifier and its challenge. */
export const pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: createHash('sha256').update('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk').digest('base64url'),
} as const;

type Fields = Readonly<Record<string, string | undefined>>;

/** A platform with the people, the API and the clients that most tests need. */
export interface Stage {
  readonly platform: TestPlatform<ManualClock>;
  /** An API with version 2 tokens: scopes `Orders.Read`, `Orders.Write` (people), `Orders.Admin` (administrators), a role. */
  readonly api: TestApp & { readonly uri: string };
  readonly web: TestApp;
  readonly spa: TestApp;
  readonly native: TestApp;
  readonly ada: TestUser;
  readonly bob: TestUser;
  /** The directory's commands, in the name of the platform. */
  commands(tenantId?: TenantId): CommandContext;
  /** Records consent of a person, or with null of everybody, for one API. */
  consent(clientId: AppId, user: Pick<User, 'id'> | null, resource: AppId, ...scopes: string[]): Promise<void>;
  /** The address of an authorize request of the web client, with other parameters where given. */
  authorizeUrl(parameters?: Fields, segment?: string): URL;
  /** Signs somebody in on the way of an authorize request and shows where they end up. */
  arrive(person: Person, who: TestUser, parameters?: Fields, answers?: Answers, segment?: string): Promise<Arrival>;
  /** A code of the web client, or whichever the parameters name, for somebody whose consent is recorded. */
  code(who: TestUser, parameters?: Fields, segment?: string): Promise<string>;
  /** Asks the token endpoint. */
  token(parameters: Fields, headers?: Readonly<Record<string, string>>, segment?: string): Promise<TokenAnswer>;
  /** The parameters with which the web client redeems a code. */
  redemption(code: string, parameters?: Fields): Fields;
  stop(): Promise<void>;
}

export const scopeIds = {
  read: '11111111-0000-4000-8000-000000000001',
  write: '11111111-0000-4000-8000-000000000002',
  admin: '11111111-0000-4000-8000-000000000003',
} as const;
export const manageRoleId = '22222222-0000-4000-8000-000000000001';

/** Starts a platform and puts everybody on it. */
export async function openStage(options: StartPlatformOptions<ManualClock> = {}): Promise<Stage> {
  const platform = await startPlatform(options);
  const commands = (tenantId = platform.tenant.id) => inTenant(platformContext(platform.foundation), tenantId);
  const api = await createOrdersApi(platform);
  const [web, spa, native] = await Promise.all([
    platform.createApp({ displayName: 'Web shop', web: { redirectUris: [redirectUris.web] } }),
    platform.createApp({ displayName: 'Single-page shop', spa: { redirectUris: [redirectUris.spa] } }),
    platform.createApp({ displayName: 'Desktop shop', publicClient: { redirectUris: [redirectUris.native] } }),
  ]);
  const [ada, bob] = await Promise.all([
    platform.createUser({ userPrincipalName: 'ada.lovelace@entrada.test', displayName: 'Ada Lovelace' }),
    platform.createUser({ userPrincipalName: 'bob.marley@entrada.test', displayName: 'Bob Marley' }),
  ]);

  const authorizeUrl: Stage['authorizeUrl'] = (parameters = {}, segment = platform.tenant.id) => {
    const url = new URL(`${platform.baseUrl}/${segment}/oauth2/v2.0/authorize`);
    const all = {
      client_id: web.appId,
      redirect_uri: redirectUris.web,
      response_type: 'code',
      scope: `openid profile offline_access ${api.uri}/Orders.Read`,
      state: 'state-1',
      nonce: 'nonce-1',
      ...parameters,
    };
    for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value);
    return url;
  };
  const arrive: Stage['arrive'] = async (person, who, parameters, answers, segment) =>
    person.answer(await person.visit(authorizeUrl(parameters, segment)), who, answers);

  return {
    platform,
    api,
    web,
    spa,
    native,
    ada,
    bob,
    commands,
    authorizeUrl,
    arrive,
    async consent(clientAppId, user, resourceAppId, ...scopes) {
      const principalId = user === null ? null : user.id;
      const delegated = [{ resourceAppId, scopes }];
      await recordConsent(commands(), { clientAppId, principalId, isAdminConsent: user === null, delegated });
    },
    async code(who, parameters, segment) {
      const arrival = await arrive(new Person(platform), who, parameters, {}, segment);
      const { code, error_description: refusal } = answerTo(arrival);
      if (code === undefined) throw new Error(`no code: ${refusal ?? arrival.html}`);
      return code;
    },
    async token(parameters, headers = {}, segment = platform.tenant.id) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
      const url = `${platform.baseUrl}/${segment}/oauth2/v2.0/token`;
      const response = await platform.fetch(url, { method: 'POST', body, headers });
      const answer = (await response.json()) as TokenAnswer['body'];
      return { status: response.status, headers: response.headers, body: answer };
    },
    redemption: (code, parameters = {}) => ({
      grant_type: 'authorization_code',
      client_id: web.appId,
      client_secret: web.clientSecret,
      redirect_uri: redirectUris.web,
      code,
      ...parameters,
    }),
    stop: () => platform.stop(),
  };
}

async function createOrdersApi(platform: TestPlatform): Promise<Stage['api']> {
  const uri = `api://${platform.tenant.id}/orders`;
  const scope = (id: string, value: string, type: 'User' | 'Admin') => ({
    id,
    value,
    type,
    isEnabled: true,
    adminConsentDisplayName: `${value}, for everybody`,
    adminConsentDescription: `Lets the application do ${value} for everybody.`,
    userConsentDisplayName: `${value}, for you`,
    userConsentDescription: `Lets the application do ${value} for you.`,
  });
  const app = await platform.createApp({
    displayName: 'Orders API',
    identifierUris: [uri],
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        scope(scopeIds.read, 'Orders.Read', 'User'),
        scope(scopeIds.write, 'Orders.Write', 'User'),
        scope(scopeIds.admin, 'Orders.Admin', 'Admin'),
      ],
    },
    appRoles: [
      {
        id: manageRoleId,
        value: 'Orders.Manage',
        displayName: 'Manage orders',
        description: 'Manages all orders.',
        isEnabled: true,
        allowedMemberTypes: ['Application', 'User'],
      },
    ],
  });
  return { ...app, uri };
}

/** The claims of a token, without a look at its signature. */
export function claimsOf(token: unknown): Readonly<Record<string, unknown>> {
  const payload = typeof token === 'string' ? (token.split('.')[1] ?? '') : '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
}

/** The AADSTS number of a token answer; 0 where there was no refusal. */
export function codeOf({ body }: TokenAnswer): number {
  const codes = body.error_codes;
  return Array.isArray(codes) ? Number(codes[0]) : 0;
}

export const graphAppId = MICROSOFT_GRAPH_APP_ID as AppId;
