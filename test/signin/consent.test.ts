import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { assignDirectoryRole, type OAuth2PermissionGrant, updateApplication } from '../../src/directory/index.ts';
import type { TestApp, TestUser } from '../../src/testing/index.ts';
import { answerTo, errorCodeOf, has, Person, titleOf } from '../interop/person.ts';
import { claimsOf, codeOf, graphAppId, openStage, redirectUris, type Stage, scopeIds } from '../interop/stage.ts';

let stage: Stage;
let client: TestApp;
let admin: TestUser;
beforeAll(async () => {
  stage = await openStage();
  admin = {
    ...stage.ada,
    userPrincipalName: stage.platform.admin.upn,
    password: stage.platform.admin.password,
  };
});
afterAll(() => stage.stop());
beforeEach(async () => {
  client = await stage.platform.createApp({
    displayName: `Client ${Math.random()}`,
    web: { redirectUris: [redirectUris.web] },
    requiredResourceAccess: [
      {
        resourceAppId: stage.api.appId,
        resourceAccess: [
          { id: scopeIds.read, type: 'Scope' },
          { id: scopeIds.write, type: 'Scope' },
        ],
      },
      { resourceAppId: graphAppId, resourceAccess: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }] },
    ],
  });
});

const ask = (scope: string, more: Readonly<Record<string, string>> = {}) => ({
  client_id: client.appId,
  scope,
  ...more,
});
const orders = (...values: string[]): string => values.map((value) => `${stage.api.uri}/${value}`).join(' ');

async function grants(): Promise<readonly string[]> {
  const { stores } = stage.platform.foundation.storage;
  const tenantId = stage.platform.tenant.id;
  const page = await stores.permissionGrants.query(tenantId, {
    top: 50,
    predicate: { kind: 'compare', field: 'clientId', operator: 'eq', value: client.servicePrincipalId },
  });
  const api = await stores.servicePrincipals.findByAppId(tenantId, stage.api.appId);
  const told = ({ resourceId, consentType, scope }: OAuth2PermissionGrant): string =>
    `${resourceId === api?.id ? 'orders' : 'graph'}, ${consentType}: ${[...scope.split(' ')].sort().join(' ')}`;
  return page.items.map(told).sort();
}

async function tokenFor(code: string | undefined) {
  return stage.token(stage.redemption(code ?? '', { client_id: client.appId, client_secret: client.clientSecret }));
}

describe('a person consents for themselves', () => {
  it('to what the page showed, recorded on the service principal, and shaping the token', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(`openid ${orders('Orders.Read')}`));
    expect(titleOf(page)).toContain('Permissions requested');
    for (const text of ['Orders API', 'Orders.Read, for you', 'Lets the application do Orders.Read for you.'])
      expect(page.html).toContain(text);
    expect(page.html).not.toContain('onBehalfOfOrganization');
    const arrival = await person.press(page, 'idBtn_Accept');
    expect(await grants()).toEqual(['graph, Principal: openid', 'orders, Principal: Orders.Read']);
    const { body } = await tokenFor(answerTo(arrival).code);
    expect(claimsOf(body.access_token).scp).toBe('Orders.Read');
  });

  it('bit by bit: later requests ask for what is new, and the grant grows', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada, ask(orders('Orders.Read')), { consent: 'accept' });
    const again = await person.visit(stage.authorizeUrl(ask(orders('Orders.Read'))));
    expect(answerTo(again)).toHaveProperty('code');
    const more = await person.visit(stage.authorizeUrl(ask(orders('Orders.Read', 'Orders.Write'))));
    expect(more.html).toContain('Orders.Write, for you');
    expect(more.html).not.toContain('Orders.Read, for you');
    const arrival = await person.press(more, 'idBtn_Accept');
    expect(await grants()).toEqual(['orders, Principal: Orders.Read Orders.Write']);
    expect(claimsOf((await tokenFor(answerTo(arrival).code)).body.access_token).scp).toBe('Orders.Read Orders.Write');
  });

  it('for nobody but themselves', async () => {
    await stage.arrive(new Person(stage.platform), stage.ada, ask(orders('Orders.Read')), { consent: 'accept' });
    const page = await stage.arrive(new Person(stage.platform), stage.bob, ask(orders('Orders.Read')));
    expect(has(page, 'idBtn_Accept')).toBe(true);
  });

  it('to everything declared when .default is asked for the first time, of every API (sts reference 4.9)', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(`${stage.api.uri}/.default`));
    for (const text of ['Orders.Read, for you', 'Orders.Write, for you', 'Microsoft Graph'])
      expect(page.html).toContain(text);
    await person.press(page, 'idBtn_Accept');
    expect(await grants()).toEqual(['graph, Principal: User.Read', 'orders, Principal: Orders.Read Orders.Write']);
    const again = await person.visit(stage.authorizeUrl(ask('https://graph.microsoft.com/.default')));
    expect(answerTo(again)).toHaveProperty('code');
  });

  it('.default asks nothing once anything is granted, and gives what is granted', async () => {
    await stage.consent(client.appId, stage.ada, stage.api.appId, 'Orders.Write');
    const arrival = await stage.arrive(new Person(stage.platform), stage.ada, ask(`${stage.api.uri}/.default`));
    const { body } = await tokenFor(answerTo(arrival).code);
    expect(claimsOf(body.access_token).scp).toBe('Orders.Write');
    expect(body.scope).toBe(`${stage.api.uri}/Orders.Write ${stage.api.uri}/.default`);
  });

  it('again when the client wants it so (prompt=consent), and then no further question', async () => {
    await stage.consent(client.appId, stage.ada, stage.api.appId, 'Orders.Read');
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(orders('Orders.Read'), { prompt: 'consent' }));
    expect(page.html).toContain('Orders.Read, for you');
    expect(answerTo(await person.press(page, 'idBtn_Accept'))).toHaveProperty('code');
  });

  it('or declines: the client is told, and nothing is recorded', async () => {
    const arrival = await stage.arrive(new Person(stage.platform), stage.ada, ask(orders('Orders.Read')), {
      consent: 'decline',
    });
    expect(answerTo(arrival)).toMatchObject({ error: 'access_denied', error_subcode: 'cancel', state: 'state-1' });
    expect(await grants()).toEqual([]);
  });

  it('is not asked where the API’s owner preauthorized the client', async () => {
    const api = { preAuthorizedApplications: [{ appId: client.appId, delegatedPermissionIds: [scopeIds.read] }] };
    await updateApplication(stage.commands(), stage.api.id, { api });
    const arrival = await stage.arrive(new Person(stage.platform), stage.ada, ask(orders('Orders.Read')));
    expect(claimsOf((await tokenFor(answerTo(arrival).code)).body.access_token).scp).toBe('Orders.Read');
    await updateApplication(stage.commands(), stage.api.id, { api: { preAuthorizedApplications: [] } });
  });
});

describe('an administrator', () => {
  it('may consent for everybody, who are not asked then', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, admin, ask(orders('Orders.Read', 'Orders.Admin')));
    expect(page.html).toContain('Orders.Admin, for everybody');
    await person.press(page, 'idBtn_Accept', { onBehalfOfOrganization: 'true' });
    expect(await grants()).toEqual(['orders, AllPrincipals: Orders.Admin Orders.Read']);
    const arrival = await stage.arrive(new Person(stage.platform), stage.bob, ask(orders('Orders.Admin')));
    expect(claimsOf((await tokenFor(answerTo(arrival).code)).body.access_token).scp).toContain('Orders.Admin');
  });

  it('by a role-assignable group may consent for everybody as well', async () => {
    const carol = await stage.platform.createUser({ userPrincipalName: `carol@${stage.platform.tenant.domain}` });
    const group = await stage.platform.createGroup({
      displayName: 'Application administrators',
      isAssignableToRole: true,
      members: [carol.id],
    });
    await assignDirectoryRole(stage.commands(), {
      principalId: group.id,
      roleTemplateId: directoryRoleIds.cloudApplicationAdministrator,
    });
    const page = await stage.arrive(new Person(stage.platform), carol, ask(orders('Orders.Admin')));
    expect(page.html).toContain('onBehalfOfOrganization');
  });

  it('consents for themselves alone when the box is left empty', async () => {
    await stage.arrive(new Person(stage.platform), admin, ask(orders('Orders.Admin')), { consent: 'accept' });
    expect(await grants()).toEqual(['orders, Principal: Orders.Admin']);
    const page = await stage.arrive(new Person(stage.platform), stage.ada, ask(orders('Orders.Admin')));
    expect(page.html).toContain('AADSTS90094');
  });

  it('is who must be asked for what users may not grant; the person goes back or signs in as somebody else', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(orders('Orders.Read', 'Orders.Admin')));
    expect(titleOf(page)).toContain('An administrator has to approve this');
    expect(page.html).toContain('AADSTS90094');
    expect(has(page, 'idBtn_Accept')).toBe(false);
    const forms = [...page.html.matchAll(/name="intent" value="(\w+)"/g)].map(([, intent]) => intent);
    expect(forms.sort()).toEqual(['cancel', 'switch']);
  });

  it('is not whoever sends the form of one', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(orders('Orders.Read')));
    const refused = await person.press(page, 'idBtn_Accept', { onBehalfOfOrganization: 'true' });
    expect(has(refused, 'idBtn_Accept')).toBe(true);
    expect(await grants()).toEqual([]);
  });

  it('nobody accepts on the page that asks for an administrator', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(orders('Orders.Admin')));
    const handle = /name="ctx" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    for (const step of ['adminApproval', 'consent']) {
      const fields = { ctx: handle, step, intent: 'answer', decision: 'accept', onBehalfOfOrganization: 'true' };
      const refused = await person.post(`/${stage.platform.tenant.id}/login`, fields);
      expect(refused.html).toContain('AADSTS90094');
    }
    expect(await grants()).toEqual([]);
  });
});

describe('what is accepted is what was seen', () => {
  it('a page that is out of date is shown again', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(`${stage.api.uri}/.default`));
    await updateApplication(stage.commands(), client.id, {
      requiredResourceAccess: [
        { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' }] },
      ],
    });
    const again = await person.press(page, 'idBtn_Accept');
    expect([again.location, await grants()]).toEqual([undefined, []]);
    expect(again.html).not.toContain('Orders.Write, for you');
    await person.press(again, 'idBtn_Accept');
    expect(await grants()).toEqual(['orders, Principal: Orders.Read']);
  });

  it('a digest of the sender’s own making counts for nothing', async () => {
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, stage.ada, ask(orders('Orders.Read')));
    const again = await person.press(page, 'idBtn_Accept', { shown: 'A'.repeat(43) });
    expect(has(again, 'idBtn_Accept')).toBe(true);
    expect(await grants()).toEqual([]);
  });

  it('a client of another tenant gets its service principal with the first consent, and not before', async () => {
    const { tenant, admin: theirs } = await stage.platform.createTenant({
      domain: `customer-${client.appId.slice(0, 8)}.test`,
    });
    const { stores } = stage.platform.foundation.storage;
    await updateApplication(stage.commands(), client.id, { signInAudience: 'AzureADMultipleOrgs' });
    const person = new Person(stage.platform);
    const visitor = { ...stage.ada, userPrincipalName: theirs.upn, password: theirs.password };
    const page = await stage.arrive(person, visitor, ask('openid User.Read'), {}, 'organizations');
    expect(page.html).toContain('Publisher not verified');
    expect(await stores.servicePrincipals.findByAppId(tenant.id, client.appId)).toBeUndefined();
    const arrival = await person.press(page, 'idBtn_Accept');
    expect(await stores.servicePrincipals.findByAppId(tenant.id, client.appId)).toMatchObject({ accountEnabled: true });
    const redemption = stage.redemption(answerTo(arrival).code ?? '', {
      client_id: client.appId,
      client_secret: client.clientSecret,
    });
    const { body } = await stage.token(redemption, {}, 'organizations');
    expect(claimsOf(body.id_token)).toMatchObject({ tid: tenant.id });
    expect(codeOf(await stage.token(redemption, {}, 'organizations'))).toBe(54005);
    expect(errorCodeOf(page)).toBeUndefined();
  });
});
