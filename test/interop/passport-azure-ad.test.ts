import type { Request } from 'express';
import type { Strategy } from 'passport';
import {
  BearerStrategy,
  type IBearerStrategyOption,
  type IOIDCStrategyOptionWithoutRequest,
  type ITokenPayload,
  OIDCStrategy,
  type VerifyCallback,
} from 'passport-azure-ad';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { answerTo, Person } from './person.ts';
import { graphAppId, openStage, redirectUris, type Stage, scopeIds } from './stage.ts';

let stage: Stage;
let shop: TestApp;
let legacy: TestApp & { readonly uri: string };
beforeAll(async () => {
  stage = await openStage();
  stage.platform.trust();
  legacy = await createLegacyApi();
  shop = await stage.platform.createApp({
    displayName: 'Shop with passport',
    signInAudience: 'AzureADMultipleOrgs',
    web: { redirectUris: [redirectUris.web], implicitGrantSettings: { enableIdTokenIssuance: true } },
    requiredResourceAccess: [
      { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' }] },
    ],
  });
  await stage.consent(shop.appId, stage.ada, stage.api.appId, 'Orders.Read');
  await stage.consent(shop.appId, stage.ada, graphAppId, 'openid', 'profile');
  await stage.consent(shop.appId, stage.ada, legacy.appId, 'user_impersonation');
});
afterAll(() => stage.stop());

/** An API that takes version 1 tokens. */
async function createLegacyApi() {
  const uri = `api://${stage.platform.tenant.id}/legacy`;
  const app = await stage.platform.createApp({
    displayName: 'Legacy API',
    identifierUris: [uri],
    api: {
      oauth2PermissionScopes: [
        {
          id: '33333333-0000-4000-8000-000000000001',
          value: 'user_impersonation',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: 'Act as you',
          adminConsentDescription: 'Acts as you.',
          userConsentDisplayName: null,
          userConsentDescription: null,
        },
      ],
    },
  });
  return { ...app, uri };
}

/** What a strategy makes of a request. */
type Outcome =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly user: Profile; readonly info: unknown }
  | { readonly kind: 'fail'; readonly challenge: unknown };

interface Profile {
  readonly iss: string;
  readonly sub: string;
  readonly upn?: string;
  readonly displayName?: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
}

/** Runs a strategy the way passport does, without a web framework around it. */
function run(strategy: Strategy, request: object, options: object = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const running = Object.assign(
      Object.create(strategy) as { authenticate(request: Request, options: object): void },
      {
        redirect: (url: string) => resolve({ kind: 'redirect', url }),
        success: (user: Profile, info: unknown) => resolve({ kind: 'success', user, info }),
        fail: (challenge: unknown) => resolve({ kind: 'fail', challenge }),
        error: reject,
        pass: () => reject(new Error('passed over')),
      },
    );
    running.authenticate(request as Request, options);
  });
}

const metadata = (authority: string, version: 1 | 2) =>
  `${stage.platform.baseUrl}/${authority}${version === 2 ? '/v2.0' : ''}/.well-known/openid-configuration`;

function createStrategy(authority: string, version: 1 | 2, more: Partial<IOIDCStrategyOptionWithoutRequest>) {
  const options = {
    identityMetadata: metadata(authority, version),
    clientID: shop.appId,
    clientSecret: shop.clientSecret,
    redirectUrl: redirectUris.web,
    passReqToCallback: false,
    scope: ['profile', 'offline_access'],
    loggingLevel: 'fatal',
    ...more,
  } as IOIDCStrategyOptionWithoutRequest;
  // The library chooses what to pass on by how many parameters are declared.
  return new OIDCStrategy(
    options,
    (iss: string, sub: string, profile: object, accessToken: string, refreshToken: string, done: VerifyCallback) =>
      done(null, { ...profile, iss, sub, accessToken, refreshToken }),
  );
}

/** Signs Ada in by a strategy, and gives its verdict. */
async function signIn(strategy: Strategy, options: object = {}): Promise<Outcome> {
  const session = {};
  const begun = await run(strategy, { method: 'GET', query: {}, session }, options);
  if (begun.kind !== 'redirect') return begun;
  const person = new Person(stage.platform);
  const arrival = await person.answer(await person.visit(begun.url), stage.ada, { consent: 'accept' });
  const answer = answerTo(arrival);
  const request =
    arrival.location === undefined ? { method: 'POST', body: answer, query: {} } : { method: 'GET', query: answer };
  return run(strategy, { ...request, session }, options);
}

const issuers = (): string[] => [1, 2].map((version) => issuer(version as 1 | 2));
const issuer = (version: 1 | 2): string =>
  `${stage.platform.baseUrl}/${stage.platform.tenant.id}/${version === 2 ? 'v2.0' : ''}`;

const none = (): object => ({});
const listed = (): object => ({ issuer: issuers() });
const unchecked = (): object => ({ validateIssuer: false });
const ofTenant = (): string => stage.platform.tenant.id;
const ofAll = (): string => 'common';

describe.each([
  ['tenant, version 2', 2, ofTenant, none],
  ['tenant, version 1', 1, ofTenant, none],
  ['common with a list of issuers, version 2', 2, ofAll, listed],
  ['common with a list of issuers, version 1', 1, ofAll, listed],
  ['common without a check of the issuer', 2, ofAll, unchecked],
] as const)('OIDCStrategy: %s', (_, version, authority, checks) => {
  it.each([
    ['code', 'query'],
    ['code', 'form_post'],
    ['code id_token', 'form_post'],
    ['id_token code', 'form_post'],
    ['id_token', 'form_post'],
  ] as const)('signs in by %s in a %s', async (responseType, responseMode) => {
    const strategy = createStrategy(authority(), version, { ...checks(), responseType, responseMode });
    const outcome = await signIn(strategy);
    expect(outcome).toMatchObject({ kind: 'success', user: { displayName: 'Ada Lovelace', iss: issuer(version) } });
    if (responseType !== 'id_token')
      expect(outcome).toMatchObject({ user: { refreshToken: expect.stringMatching(/^1\./) } });
  });
});

describe('OIDCStrategy', () => {
  it('names an API by resource at version 1, and has no use for UserInfo then', async () => {
    const options = { responseType: 'code id_token', responseMode: 'form_post' } as const;
    const strategy = createStrategy(stage.platform.tenant.id, 1, options);
    const outcome = await signIn(strategy, { resourceURL: legacy.uri });
    expect(outcome).toMatchObject({ kind: 'success', user: { upn: stage.ada.userPrincipalName } });
    const token = outcome.kind === 'success' ? outcome.user.accessToken : '';
    const verdict = await bearer(token ?? '', legacy, 1);
    expect(verdict).toMatchObject({ kind: 'success', user: { appid: shop.appId, scp: 'user_impersonation' } });
  });

  it('refuses an answer of another tenant than those listed', async () => {
    const options = { responseType: 'id_token', responseMode: 'form_post' } as const;
    const strategy = createStrategy('common', 2, { ...options, issuer: ['https://other.example/'] });
    expect(await signIn(strategy)).toMatchObject({ kind: 'fail' });
  });
});

/** Presents a token to an API that the library guards. */
function bearer(token: string, api: Pick<TestApp, 'appId'> & { readonly uri: string }, version: 1 | 2) {
  const options: IBearerStrategyOption = {
    identityMetadata: metadata(stage.platform.tenant.id, version),
    clientID: api.appId,
    audience: [api.appId, api.uri],
    loggingLevel: 'fatal' as never,
  };
  const strategy = new BearerStrategy(options, (token: ITokenPayload, done: VerifyCallback) => done(null, token));
  return run(strategy, { headers: { authorization: `Bearer ${token}` }, query: {} });
}

describe('BearerStrategy', () => {
  const tokenFor = async (scope: string) => {
    const proof = { client_id: shop.appId, client_secret: shop.clientSecret };
    const code = await stage.code(stage.ada, { client_id: shop.appId, scope: `openid ${scope}` });
    return String((await stage.token(stage.redemption(code, proof))).body.access_token);
  };

  it('accepts a token of version 2 by the metadata of version 2', async () => {
    const token = await tokenFor(`${stage.api.uri}/Orders.Read`);
    expect(await bearer(token, stage.api, 2)).toMatchObject({
      kind: 'success',
      user: { scp: 'Orders.Read', ver: '2.0' },
    });
    expect(await bearer(token, stage.api, 1)).toMatchObject({ kind: 'fail' });
  });

  it('accepts a token of version 1 by the metadata of version 1, though version 2 issued it', async () => {
    const token = await tokenFor(`${legacy.uri}/user_impersonation`);
    expect(await bearer(token, legacy, 1)).toMatchObject({ kind: 'success', user: { aud: legacy.uri, ver: '1.0' } });
    expect(await bearer(token, legacy, 2)).toMatchObject({ kind: 'fail' });
  });

  it('refuses a token for another API', async () => {
    const token = await tokenFor(`${legacy.uri}/user_impersonation`);
    expect(await bearer(token, stage.api, 1)).toMatchObject({ kind: 'fail' });
  });
});
