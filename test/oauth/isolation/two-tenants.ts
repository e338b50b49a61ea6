import { createServicePrincipal, recordConsent } from '../../../src/directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../../src/kernel/index.ts';
import type { TestApp, TestTenant, TestUser } from '../../../src/testing/index.ts';
import { answerTo, errorCodeOf, Person, titleOf } from '../../interop/person.ts';
import { openStage, redirectUris, type Stage, type TokenAnswer } from '../../interop/stage.ts';

// Two tenants that use the same application and the same API: A, where both are at home, and B. What belongs to one of them must be
// worth nothing in the other (rows P6 and D3; sts reference 1.1, 7.1).

export const role = '55555555-0000-4000-8000-000000000001';
const scopeId = '55555555-0000-4000-8000-000000000002';
const SIGN_IN = 'openid profile offline_access';

export let stage: Stage;
export let b: TestTenant;
export let a: TenantId;
export let ada: TestUser;
export let bea: TestUser;
export let app: TestApp;
export let api: TestApp & { readonly uri: string };
export let instances: { readonly a: ObjectId; readonly b: ObjectId };

/** Starts the platform and puts both tenants on it. */
export async function openTwoTenants(): Promise<void> {
  stage = await openStage();
  const { platform } = stage;
  a = platform.tenant.id;
  b = await platform.createTenant({ domain: 'b.test' });
  ada = stage.ada;
  bea = await platform.createUser({ userPrincipalName: 'bea@b.test' }, b.tenant.id);
  api = await sharedApi();
  app = await sharedApp('Shared shop');
  const inB = await createServicePrincipal(stage.commands(b.tenant.id), { appId: app.appId });
  instances = { a: app.servicePrincipalId, b: inB.id };
  await consentIn(a, app.appId);
  await consentIn(b.tenant.id, app.appId);
}

async function sharedApi(): Promise<typeof api> {
  const uri = `api://${a}/shared`;
  const text = 'Reads.';
  const made = await stage.platform.createApp({
    displayName: 'Shared API',
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris: [uri],
    appRoles: [
      {
        id: role,
        value: 'Read.All',
        displayName: text,
        description: text,
        isEnabled: true,
        allowedMemberTypes: ['Application', 'User'],
      },
    ],
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [readScope('Read')],
    },
  });
  return { ...made, uri };
}

/** An application for many tenants, which is an API as well: for the tokens it presents on behalf of people. */
export const sharedApp = (displayName: string): Promise<TestApp> =>
  stage.platform.createApp({
    displayName,
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris: [uriOf(displayName)],
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [readScope('Act')] },
    web: { redirectUris: [redirectUris.web] },
  });

export const uriOf = (displayName: string): string => `api://${a}/${displayName.toLowerCase().replaceAll(' ', '-')}`;

const readScope = (value: string) => ({
  id: scopeId,
  value,
  type: 'User' as const,
  isEnabled: true,
  adminConsentDisplayName: value,
  adminConsentDescription: value,
  userConsentDisplayName: value,
  userConsentDescription: value,
});

/** Consent for everybody of a tenant. */
export async function consentIn(
  tenantId: TenantId,
  clientAppId: AppId,
  resourceAppId = api.appId,
  value = 'Read',
): Promise<void> {
  await recordConsent(stage.commands(tenantId), {
    clientAppId,
    principalId: null,
    isAdminConsent: true,
    delegated: [{ resourceAppId, scopes: [value] }],
  });
}

export const scope = () => `${SIGN_IN} ${api.uri}/Read`;
export const client = (one = app) => ({ client_id: one.appId, client_secret: one.clientSecret });

export async function codeFor(person: TestUser, segment: string, one = app, asked = scope()): Promise<string> {
  const arrival = await stage.arrive(
    new Person(stage.platform),
    person,
    { client_id: one.appId, scope: asked },
    { consent: 'accept' },
    segment,
  );
  const { code } = arrival.location === undefined ? {} : answerTo(arrival);
  if (code === undefined) throw new Error(`no code: ${errorCodeOf(arrival)} ${titleOf(arrival)}`);
  return code;
}

export async function tokens(person: TestUser, segment: string, one = app): Promise<TokenAnswer['body']> {
  const answer = await stage.token(stage.redemption(await codeFor(person, segment, one), client(one)), {}, segment);
  if (answer.status !== 200) throw new Error(String(answer.body.error_description));
  return answer.body;
}

export const renew = (token: unknown, segment: string, one = app): Promise<TokenAnswer> =>
  stage.token({ grant_type: 'refresh_token', refresh_token: String(token), ...client(one) }, {}, segment);

export const daemon = (
  segment: string,
  more: Readonly<Record<string, string | undefined>> = {},
  one = app,
): Promise<TokenAnswer> =>
  stage.token({ grant_type: 'client_credentials', scope: `${api.uri}/.default`, ...client(one), ...more }, {}, segment);

export const graph = async (
  token: unknown,
  path: string,
): Promise<{ readonly status: number; readonly text: string }> => {
  const headers = { authorization: `Bearer ${String(token)}` };
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0${path}`, { headers });
  return { status: response.status, text: await response.text() };
};

/** The automation application of B reads B, and knows nothing of A. */
export async function automationOfB(): Promise<unknown> {
  const { clientId: client_id, clientSecret: client_secret } = b.automation;
  const scope = 'https://graph.microsoft.com/.default';
  const answer = await stage.token(
    { grant_type: 'client_credentials', client_id, client_secret, scope },
    {},
    b.tenant.id,
  );
  return answer.body.access_token;
}

/** Ada is signed in to this browser, in A. */
export async function browserOfAda(): Promise<Person> {
  const person = new Person(stage.platform);
  await stage.arrive(person, ada, { client_id: app.appId, scope: scope() }, {}, a);
  return person;
}

export const visitB = async (person: Person, more: Readonly<Record<string, string>> = {}) =>
  person.visit(stage.authorizeUrl({ client_id: app.appId, scope: scope(), ...more }, b.tenant.id));
