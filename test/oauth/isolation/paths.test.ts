import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../../src/catalogue/index.ts';
import {
  addServicePrincipalPassword,
  assignDirectoryRole,
  createAppRoleAssignment,
  createServicePrincipal,
  updateApplication,
  updateServicePrincipal,
} from '../../../src/directory/index.ts';
import { loginHintOf } from '../../../src/oauth/account-hint.ts';
import { makeCertificate, signJws } from '../../certificates.ts';
import { answerTo, errorCodeOf, has, Person } from '../../interop/person.ts';
import { claimsOf, codeOf } from '../../interop/stage.ts';
import {
  a,
  ada,
  api,
  app,
  automationOfB,
  b,
  bea,
  browserOfAda,
  client,
  codeFor,
  consentIn,
  daemon,
  graph,
  instances,
  openTwoTenants,
  renew,
  role,
  scope,
  sharedApp,
  stage,
  tokens,
  visitB,
} from './two-tenants.ts';

beforeAll(openTwoTenants);
afterAll(() => stage.stop());

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
      try: async () =>
        has(
          await visitB(await browserOfAda(), { login_hint: loginHintOf(ada, stage.platform.foundation.keyring) }),
          'i0116',
        ),
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
          // The button of the question: who was signed out already sees none.
          has(question, 'idSIButton9'),
          'code' in answerTo(after) ? 200 : 0,
        ];
      },
    },
  ];

  it.each(table)('$name', async ({ found, try: attempt }) => {
    expect(await attempt()).toEqual(found);
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
