import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import {
  addServicePrincipalPassword,
  assignDirectoryRole,
  createAppRoleAssignment,
  createServicePrincipal,
  deleteServicePrincipal,
  recordConsent,
  updateApplication,
  updateServicePrincipal,
} from '../../src/directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../src/kernel/index.ts';
import { loginHintOf } from '../../src/oauth/index.ts';
import type { TestApp, TestTenant, TestUser } from '../../src/testing/index.ts';
import { makeCertificate, signJws } from '../certificates.ts';
import { answerTo, errorCodeOf, has, Person, titleOf } from '../interop/person.ts';
import { claimsOf, codeOf, openStage, redirectUris, type Stage, type TokenAnswer } from '../interop/stage.ts';

// Two tenants that use the same application and the same API: A, where both are at home, and B. What belongs to one of them must be
// worth nothing in the other (rows P6 and D3; sts reference 1.1, 7.1).

const role = '55555555-0000-4000-8000-000000000001';
const scopeId = '55555555-0000-4000-8000-000000000002';
const SIGN_IN = 'openid profile offline_access';

let stage: Stage;
let b: TestTenant;
let a: TenantId;
let ada: TestUser;
let bea: TestUser;
let app: TestApp;
let api: TestApp & { readonly uri: string };
let instances: { readonly a: ObjectId; readonly b: ObjectId };

beforeAll(async () => {
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
});
afterAll(() => stage.stop());

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
const sharedApp = (displayName: string): Promise<TestApp> =>
  stage.platform.createApp({
    displayName,
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris: [uriOf(displayName)],
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [readScope('Act')] },
    web: { redirectUris: [redirectUris.web] },
  });

const uriOf = (displayName: string): string => `api://${a}/${displayName.toLowerCase().replaceAll(' ', '-')}`;

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
async function consentIn(
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

const scope = () => `${SIGN_IN} ${api.uri}/Read`;
const client = (one = app) => ({ client_id: one.appId, client_secret: one.clientSecret });

async function codeFor(person: TestUser, segment: string, one = app, asked = scope()): Promise<string> {
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

async function tokens(person: TestUser, segment: string, one = app): Promise<TokenAnswer['body']> {
  const answer = await stage.token(stage.redemption(await codeFor(person, segment, one), client(one)), {}, segment);
  if (answer.status !== 200) throw new Error(String(answer.body.error_description));
  return answer.body;
}

const renew = (token: unknown, segment: string, one = app): Promise<TokenAnswer> =>
  stage.token({ grant_type: 'refresh_token', refresh_token: String(token), ...client(one) }, {}, segment);

const daemon = (
  segment: string,
  more: Readonly<Record<string, string | undefined>> = {},
  one = app,
): Promise<TokenAnswer> =>
  stage.token({ grant_type: 'client_credentials', scope: `${api.uri}/.default`, ...client(one), ...more }, {}, segment);

const graph = async (token: unknown, path: string): Promise<{ readonly status: number; readonly text: string }> => {
  const headers = { authorization: `Bearer ${String(token)}` };
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0${path}`, { headers });
  return { status: response.status, text: await response.text() };
};

/** The automation application of B reads B, and knows nothing of A. */
async function automationOfB(): Promise<unknown> {
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
async function browserOfAda(): Promise<Person> {
  const person = new Person(stage.platform);
  await stage.arrive(person, ada, { client_id: app.appId, scope: scope() }, {}, a);
  return person;
}

const visitB = async (person: Person, more: Readonly<Record<string, string>> = {}) =>
  person.visit(stage.authorizeUrl({ client_id: app.appId, scope: scope(), ...more }, b.tenant.id));

describe('what is of A is worth nothing in B', () => {
  const table: readonly { readonly name: string; readonly found: unknown; readonly try: () => Promise<unknown> }[] = [
    {
      name: 'a code',
      found: 700005,
      try: async () => codeOf(await stage.token(stage.redemption(await codeFor(ada, a), client()), {}, b.tenant.id)),
    },
    {
      name: 'a code, where the authority is everybody’s',
      found: 700005,
      try: async () => codeOf(await stage.token(stage.redemption(await codeFor(ada, a), client()), {}, 'common')),
    },
    {
      name: 'a refresh token',
      found: 50020,
      try: async () => codeOf(await renew((await tokens(ada, a)).refresh_token, b.tenant.id)),
    },
    {
      name: 'a refresh token, presented by a client of B',
      found: 70000,
      async try() {
        const own = await stage.platform.createApp({ displayName: 'Client of B' }, b.tenant.id);
        return codeOf(await renew((await tokens(ada, a)).refresh_token, b.tenant.id, own));
      },
    },
    {
      name: 'an account of the session, where no page may be shown',
      found: 'login_required',
      try: async () => answerTo(await visitB(await browserOfAda(), { prompt: 'none' })).error,
    },
    {
      name: 'an account of the session: B asks who it is',
      found: true,
      try: async () => has(await visitB(await browserOfAda()), 'i0116'),
    },
    {
      name: 'an account of the session that a login_hint claim names',
      found: true,
      try: async () => has(await visitB(await browserOfAda(), { login_hint: loginHintOf(ada) }), 'i0116'),
    },
    {
      name: 'an account of the session that a domain_hint names',
      found: true,
      try: async () => has(await visitB(await browserOfAda(), { domain_hint: 'entrada.test' }), 'i0116'),
    },
    {
      name: 'an account of the session that a session id names',
      found: 'login_required',
      async try() {
        const { sid } = claimsOf((await tokens(ada, a)).id_token);
        return answerTo(await visitB(await browserOfAda(), { prompt: 'none', sid: String(sid) })).error;
      },
    },
    {
      name: 'consent',
      found: 'interaction_required',
      async try() {
        const inAOnly = await sharedApp('Consented to in A');
        await consentIn(a, inAOnly.appId);
        await createServicePrincipal(stage.commands(b.tenant.id), { appId: inAOnly.appId });
        const person = new Person(stage.platform);
        await stage.arrive(person, bea, { client_id: app.appId, scope: scope() }, {}, b.tenant.id);
        return answerTo(await visitB(person, { client_id: inAOnly.appId, prompt: 'none' })).error;
      },
    },
    {
      name: 'the secret of an instance',
      found: [0, 7000215],
      async try() {
        const { secret } = await addServicePrincipalPassword(stage.commands(), instances.a);
        const client_secret = secret.reveal();
        return [codeOf(await daemon(a, { client_secret })), codeOf(await daemon(b.tenant.id, { client_secret }))];
      },
    },
    {
      name: 'an assertion made for A',
      found: [0, 700023],
      async try() {
        const certificate = await makeCertificate('P-256');
        const key = certificate.der.toString('base64');
        await updateApplication(stage.commands(), app.id, {
          keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key }],
        });
        const now = Math.floor(stage.platform.clock.now() / 1000);
        const aud = `${stage.platform.baseUrl}/${a}/oauth2/v2.0/token`;
        const claims = { aud, iss: app.appId, sub: app.appId, jti: 'made for A', exp: now + 600 };
        const assertion = signJws(certificate.privateKey, { alg: 'ES256' }, claims);
        const ask = (segment: string) =>
          daemon(segment, {
            client_secret: undefined,
            client_assertion: assertion,
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          });
        return [codeOf(await ask(a)), codeOf(await ask(b.tenant.id))];
      },
    },
    {
      name: 'the token of a person, on behalf of whom an API asks in B',
      found: 50013,
      async try() {
        const { access_token: assertion } = await tokens(ada, a);
        const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
        const request = {
          grant_type,
          assertion: String(assertion),
          requested_token_use: 'on_behalf_of',
          ...client(api),
        };
        return codeOf(await stage.token({ ...request, scope: 'User.Read' }, {}, b.tenant.id));
      },
    },
    {
      name: 'an application permission',
      found: [['Read.All'], undefined],
      async try() {
        await createAppRoleAssignment(stage.commands(), {
          principalId: instances.a,
          resourceId: api.servicePrincipalId,
          appRoleId: role,
        });
        const rolesAt = async (segment: string) => claimsOf((await daemon(segment)).body.access_token).roles;
        return [await rolesAt(a), await rolesAt(b.tenant.id)];
      },
    },
    {
      name: 'a token for Graph, at a user of the other tenant',
      found: 404,
      try: async () => (await graph(await automationOfB(), `/users/${ada.id}`)).status,
    },
    {
      name: 'a token for Graph, at an instance of the other tenant',
      found: 404,
      try: async () => (await graph(await automationOfB(), `/servicePrincipals/${instances.a}`)).status,
    },
    {
      name: 'a token for Graph, at the definition of an application that B uses as well',
      found: 404,
      try: async () => (await graph(await automationOfB(), `/applications/${app.id}`)).status,
    },
    {
      name: 'a token for Graph, in the list of all users',
      found: [true, false],
      async try() {
        const { text } = await graph(await automationOfB(), '/users');
        return [text.includes(bea.id), text.includes(ada.id)];
      },
    },
    {
      name: 'the id of a group, as somebody to assign',
      found: 'InvalidReference',
      async try() {
        const group = await stage.platform.createGroup({ displayName: 'Group of A' });
        const wish = {
          principalId: group.id,
          resourceId: instances.b,
          appRoleId: '00000000-0000-0000-0000-000000000000',
        };
        return createAppRoleAssignment(stage.commands(b.tenant.id), wish).catch(
          (fault: { code: string }) => fault.code,
        );
      },
    },
    {
      name: 'the demand that people be assigned',
      found: [50105, 0],
      async try() {
        const strict = await sharedApp('Strict in A');
        await consentIn(a, strict.appId);
        await consentIn(b.tenant.id, strict.appId);
        const { refresh_token: ofAda } = await tokens(ada, a, strict);
        const { refresh_token: ofBea } = await tokens(bea, b.tenant.id, strict);
        await updateServicePrincipal(stage.commands(), strict.servicePrincipalId, { appRoleAssignmentRequired: true });
        return [codeOf(await renew(ofAda, a, strict)), codeOf(await renew(ofBea, b.tenant.id, strict))];
      },
    },
    {
      name: 'an API that is switched off',
      found: [500014, 0],
      async try() {
        await updateServicePrincipal(stage.commands(), api.servicePrincipalId, { accountEnabled: false });
        const found = [codeOf(await daemon(a)), codeOf(await daemon(b.tenant.id))];
        await updateServicePrincipal(stage.commands(), api.servicePrincipalId, { accountEnabled: true });
        return found;
      },
    },
    {
      name: 'an interaction: the tenant in the address of the form counts for nothing',
      found: true,
      async try() {
        const person = new Person(stage.platform);
        const page = await person.visit(stage.authorizeUrl({ client_id: app.appId, scope: scope() }, a));
        const moved = { ...page, html: page.html.replaceAll(`action="/${a}/login"`, `action="/${b.tenant.id}/login"`) };
        const arrival = await person.answer(moved, ada, {});
        const { code = '' } = answerTo(arrival);
        const { body } = await stage.token(stage.redemption(code, client()), {}, a);
        return claimsOf(body.id_token).tid === a;
      },
    },
    {
      name: 'an interaction, in another browser',
      found: 50089,
      async try() {
        const page = await new Person(stage.platform).visit(stage.authorizeUrl({ client_id: app.appId }, a));
        return errorCodeOf(await new Person(stage.platform).press(page, 'idSIButton9', { loginfmt: 'bea@b.test' }));
      },
    },
    {
      name: 'an ID token as the hint of who signs out',
      found: [true, 200],
      async try() {
        const { id_token: ofAda } = await tokens(ada, a);
        const person = new Person(stage.platform);
        await stage.arrive(person, bea, { client_id: app.appId, scope: scope() }, {}, b.tenant.id);
        const url = `/${b.tenant.id}/oauth2/v2.0/logout?id_token_hint=${String(ofAda)}`;
        const question = await person.visit(url);
        const after = await visitB(person, { prompt: 'none' });
        return [
          has(question, 'loginHeader') || question.html.includes('Sign out'),
          'code' in answerTo(after) ? 200 : 0,
        ];
      },
    },
  ];

  it.each(table)('$name', async ({ found, try: attempt }) => {
    expect(await attempt()).toEqual(found);
  });
});

describe('deleting or disabling an instance cuts off that tenant alone, at once (P6)', () => {
  interface Cut {
    readonly app: TestApp;
    readonly inB: ObjectId;
    readonly refreshA: unknown;
    readonly refreshB: unknown;
    readonly code: string;
    readonly onBehalf: string;
  }

  /** An application used in both tenants, with something of each kind in hand. */
  async function inUse(displayName: string): Promise<Cut> {
    const one = await sharedApp(displayName);
    const inB = await createServicePrincipal(stage.commands(b.tenant.id), { appId: one.appId });
    await consentIn(a, one.appId);
    await consentIn(b.tenant.id, one.appId);
    const { refresh_token: refreshA } = await tokens(ada, a, one);
    const { refresh_token: refreshB } = await tokens(bea, b.tenant.id, one);
    // The application as an API: a person's token for it, which it presents on their behalf.
    await consentIn(b.tenant.id, app.appId, one.appId, 'Act');
    const forIt = await codeFor(bea, b.tenant.id, app, `openid ${uriOf(displayName)}/Act`);
    const { body } = await stage.token(stage.redemption(forIt, client()), {}, b.tenant.id);
    const code = await codeFor(bea, b.tenant.id, one);
    return { app: one, inB: inB.id, refreshA, refreshB, code, onBehalf: String(body.access_token) };
  }

  const askOnBehalf = (one: Cut): Promise<TokenAnswer> =>
    stage.token(
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        assertion: one.onBehalf,
        scope: `${api.uri}/Read`,
        ...client(one.app),
      },
      {},
      b.tenant.id,
    );

  async function codesIn(one: Cut) {
    const found = {
      daemonA: codeOf(await daemon(a, {}, one.app)),
      daemonB: codeOf(await daemon(b.tenant.id, {}, one.app)),
      refreshA: codeOf(await renew(one.refreshA, a, one.app)),
      refreshB: codeOf(await renew(one.refreshB, b.tenant.id, one.app)),
      codeB: codeOf(await stage.token(stage.redemption(one.code, client(one.app)), {}, b.tenant.id)),
      onBehalfB: codeOf(await askOnBehalf(one)),
    };
    return found;
  }

  it('works in both before', async () => {
    const one = await inUse('Untouched');
    expect(await codesIn(one)).toEqual({ daemonA: 0, daemonB: 0, refreshA: 0, refreshB: 0, codeB: 0, onBehalfB: 0 });
  });

  it('deleted: nothing is issued in B any more, and consent brings it back', async () => {
    const one = await inUse('Deleted in B');
    await deleteServicePrincipal(stage.commands(b.tenant.id), one.inB);
    expect(await codesIn(one)).toEqual({
      daemonA: 0,
      daemonB: 7000229,
      refreshA: 0,
      refreshB: 65001,
      codeB: 65001,
      onBehalfB: 65001,
    });
    expect(claimsOf((await tokens(bea, b.tenant.id, one.app)).id_token).tid).toBe(b.tenant.id);
    expect(codeOf(await daemon(b.tenant.id, {}, one.app))).toBe(0);
  });

  it('disabled: nothing is issued in B any more, and consent does not bring it back', async () => {
    const one = await inUse('Disabled in B');
    await updateServicePrincipal(stage.commands(b.tenant.id), one.inB, { accountEnabled: false });
    const cut = { daemonA: 0, daemonB: 7000112, refreshA: 0, refreshB: 7000112, codeB: 7000112, onBehalfB: 7000112 };
    expect(await codesIn(one)).toEqual(cut);
    await expect(codeFor(bea, b.tenant.id, one.app)).rejects.toThrow('7000112');
    await updateServicePrincipal(stage.commands(b.tenant.id), one.inB, { accountEnabled: true });
    expect(codeOf(await renew(one.refreshB, b.tenant.id, one.app))).toBe(0);
  });

  it('an API that goes from B takes what was consented to for it along', async () => {
    const one = await inUse('Loses its API in B');
    const inB = await stage.platform.foundation.storage.stores.servicePrincipals.findByAppId(b.tenant.id, api.appId);
    if (inB === undefined) throw new Error('consent made the instance of the API');
    await deleteServicePrincipal(stage.commands(b.tenant.id), inB.id);
    expect(await codesIn(one)).toMatchObject({ daemonA: 0, daemonB: 500011, refreshA: 0, refreshB: 65001 });
    await consentIn(b.tenant.id, one.app.appId);
    expect(codeOf(await renew(one.refreshB, b.tenant.id, one.app))).toBe(0);
  });

  it('an application or API that no longer lets other tenants in is gone from B, whatever instance is left', async () => {
    const one = await inUse('Withdrawn');
    await updateApplication(stage.commands(), one.app.id, { signInAudience: 'AzureADMyOrg' });
    expect(await codesIn(one)).toMatchObject({ daemonA: 0, daemonB: 700016, refreshA: 0, refreshB: 700016 });
    const other = await inUse('Whose API is withdrawn');
    await updateApplication(stage.commands(), api.id, { signInAudience: 'AzureADMyOrg' });
    expect(await codesIn(other)).toMatchObject({ daemonA: 0, daemonB: 500011, refreshA: 0, refreshB: 500011 });
    await updateApplication(stage.commands(), api.id, { signInAudience: 'AzureADMultipleOrgs' });
  });
});

describe('a guest is one person with two users', () => {
  it('what they are in one tenant they are not in the other', async () => {
    const guest = await stage.platform.createGuest(bea);
    await assignDirectoryRole(stage.commands(), {
      principalId: guest.id,
      roleTemplateId: directoryRoleIds.globalReader,
    });
    const graphOf = async (segment: string) => {
      const answer = await renew((await tokens(bea, b.tenant.id)).refresh_token, segment);
      expect(codeOf(answer)).toBe(0);
      return claimsOf(answer.body.access_token);
    };
    const [inA, inB] = [await graphOf(a), await graphOf(b.tenant.id)];
    expect([inA.tid, inA.oid, inB.tid, inB.oid]).toEqual([a, guest.id, b.tenant.id, bea.id]);
    expect(inA.sub).not.toBe(inB.sub);
  });
});
