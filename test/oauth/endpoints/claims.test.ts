import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../../src/catalogue/index.ts';
import {
  addMembers,
  assignDirectoryRole,
  createAppRoleAssignment,
  deleteGroup,
  type Group,
  updateApplication,
  updateServicePrincipal,
  updateUser,
} from '../../../src/directory/index.ts';
import type { TestUser } from '../../../src/testing/index.ts';
import { claimsOf, graphAppId, manageRoleId, openStage, type Stage } from '../../interop/stage.ts';

let stage: Stage;
let team: Group;
let company: Group;
let list: Group;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  await stage.consent(stage.web.appId, null, graphAppId, 'openid', 'profile', 'email');
  team = await stage.platform.createGroup({ displayName: 'Team' });
  company = await stage.platform.createGroup({ displayName: 'Company' });
  list = await stage.platform.createGroup({
    displayName: 'List',
    securityEnabled: false,
    mailEnabled: true,
    groupTypes: ['Unified'],
  });
  await addMembers(stage.commands(), team.id, [stage.ada.id]);
  await addMembers(stage.commands(), list.id, [stage.ada.id]);
  await addMembers(stage.commands(), company.id, [team.id]);
});
afterAll(() => stage.stop());
afterEach(async () => {
  const nothing = { groupMembershipClaims: null, optionalClaims: null };
  await updateApplication(stage.commands(), stage.api.id, nothing);
  await updateApplication(stage.commands(), stage.web.id, nothing);
});

/** Claims of both tokens somebody gets for the API, with the registrations as they are at this moment. */
async function tokensOf(who: TestUser, more: Readonly<Record<string, string>> = {}) {
  const { body } = await stage.token(stage.redemption(await stage.code(who, more)));
  return { access: claimsOf(body.access_token), id: claimsOf(body.id_token) };
}

const optional = (...names: string[]) => ({
  idToken: names.map((name) => ({ name, source: null, essential: false, additionalProperties: [] })),
  accessToken: names.map((name) => ({ name, source: null, essential: false, additionalProperties: [] })),
  saml2Token: [],
});

describe('groups and directory roles (groupMembershipClaims, sts reference 5.8)', () => {
  it.each([
    [null, undefined],
    ['None', undefined],
    ['DirectoryRole', undefined],
    ['SecurityGroup', ['team', 'company']],
    ['All', ['team', 'company', 'list']],
    ['SecurityGroup, DirectoryRole', ['team', 'company']],
    ['ApplicationGroup', undefined],
  ])('%s', async (groupMembershipClaims, names) => {
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims });
    const { access, id } = await tokensOf(stage.ada);
    const ids = { team: team.id, company: company.id, list: list.id };
    const expected = names?.map((name) => ids[name as keyof typeof ids]).sort();
    expect((access.groups as string[] | undefined)?.toSorted()).toEqual(expected);
    expect(id).not.toHaveProperty('groups');
  });

  it('ApplicationGroup names the groups that are assigned to the application', async () => {
    await updateApplication(stage.commands(), stage.web.id, { groupMembershipClaims: 'ApplicationGroup' });
    await createAppRoleAssignment(stage.commands(), {
      principalId: team.id,
      resourceId: stage.web.servicePrincipalId,
      appRoleId: '00000000-0000-0000-0000-000000000000',
    });
    const { access, id } = await tokensOf(stage.ada);
    expect(id.groups).toEqual([team.id]);
    expect(access).not.toHaveProperty('groups');
  });

  it.each(['All', 'DirectoryRole'])('%s names the directory roles in wids', async (groupMembershipClaims) => {
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims });
    expect((await tokensOf(stage.bob)).access).not.toHaveProperty('wids');
    const operator = await stage.platform.createUser({
      userPrincipalName: `${groupMembershipClaims}.role@entrada.test`,
    });
    const roleTemplateId = directoryRoleIds.userAdministrator;
    await assignDirectoryRole(stage.commands(), { principalId: operator.id, roleTemplateId });
    expect((await tokensOf(operator)).access.wids).toEqual([roleTemplateId]);
  });

  it('wids names the roles of role-assignable groups as well', async () => {
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims: 'DirectoryRole' });
    const member = await stage.platform.createUser({ userPrincipalName: 'by.group@entrada.test' });
    const { id } = await stage.platform.createGroup({
      displayName: 'Operators',
      isAssignableToRole: true,
      members: [member.id],
    });
    const roleTemplateId = directoryRoleIds.userAdministrator;
    await assignDirectoryRole(stage.commands(), { principalId: id, roleTemplateId });
    expect((await tokensOf(member)).access.wids).toEqual([roleTemplateId]);
  });
});

it('a name that an instance took for itself becomes no audience (sts reference 5.1)', async () => {
  const own = await stage.platform.createApp({ displayName: 'Squatter' });
  const name = 'https://api.entrada.test';
  await updateServicePrincipal(stage.commands(), own.servicePrincipalId, { servicePrincipalNames: [own.appId, name] });
  const token = await stage.platform.getAutomationToken(name);
  expect(claimsOf(token).aud).toBe(own.appId);
});

describe('how groups look (optional claim groups, sts reference 5.5)', () => {
  const groupsAs = (...additionalProperties: string[]) => ({
    idToken: [],
    accessToken: [{ name: 'groups', source: null, essential: false, additionalProperties }],
    saml2Token: [],
  });
  const instance = async () =>
    stage.platform.foundation.storage.stores.servicePrincipals.findByAppId(stage.platform.tenant.id, stage.api.appId);

  it('emit_as_roles puts them in the place of the app roles', async () => {
    const optionalClaims = groupsAs('emit_as_roles');
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims: 'SecurityGroup', optionalClaims });
    const { access } = await tokensOf(stage.ada);
    expect((access.roles as string[]).toSorted()).toEqual([team.id, company.id].toSorted());
    expect(access).not.toHaveProperty('groups');
  });

  it('cloud_displayname names those that are assigned to the application, and others by id all the same', async () => {
    const optionalClaims = groupsAs('sam_account_name', 'cloud_displayname');
    const guild = await stage.platform.createGroup({ displayName: 'Guild', members: [stage.bob.id] });
    await createAppRoleAssignment(stage.commands(), {
      principalId: guild.id,
      resourceId: (await instance())?.id ?? guild.id,
      appRoleId: manageRoleId,
    });
    await updateApplication(stage.commands(), stage.api.id, {
      groupMembershipClaims: 'ApplicationGroup',
      optionalClaims,
    });
    expect((await tokensOf(stage.bob)).access.groups).toEqual(['Guild']);
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims: 'SecurityGroup', optionalClaims });
    expect((await tokensOf(stage.bob)).access.groups).toEqual([guild.id]);
    await deleteGroup(stage.commands(), guild.id);
  });

  it('too many are read where the token says, with a token for Graph (OIDC Core §5.6.2)', async () => {
    const joiner = await stage.platform.createUser({ userPrincipalName: 'joiner@entrada.test' });
    const joined: string[] = [];
    for (let count = 0; count < 201; count += 1)
      joined.push((await stage.platform.createGroup({ displayName: `G${count}`, members: [joiner.id] })).id);
    await updateApplication(stage.commands(), stage.api.id, { groupMembershipClaims: 'SecurityGroup' });
    await stage.consent(stage.web.appId, null, graphAppId, 'User.Read');
    const { access } = await tokensOf(joiner);
    expect(access).not.toHaveProperty('groups');
    expect(access._claim_names).toEqual({ groups: 'src1' });
    const { src1 } = access._claim_sources as { readonly src1: { readonly endpoint: string } };
    const scope = 'openid User.Read';
    const { body } = await stage.token(stage.redemption(await stage.code(joiner, { scope }), { scope }));
    const answer = await stage.platform.fetch(src1.endpoint, {
      method: 'POST',
      headers: { authorization: `Bearer ${String(body.access_token)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ securityEnabledOnly: true }),
    });
    const { value } = (await answer.json()) as { readonly value: readonly string[] };
    expect([answer.status, value.toSorted()]).toEqual([200, joined.toSorted()]);
    // One group fewer, and the token holds them itself.
    await deleteGroup(stage.commands(), joined[0] as Group['id']);
    expect((await tokensOf(joiner)).access.groups).toHaveLength(200);
  });
});

describe('the audience (sts reference 5.3, 5.5)', () => {
  it('of version 1 is the name that was asked for, unless the API wants its id', async () => {
    const uri = `api://${stage.platform.tenant.id}/named`;
    const app = await stage.platform.createApp({ displayName: 'Named', identifierUris: [uri] });
    expect(claimsOf(await stage.platform.getAutomationToken(uri)).aud).toBe(uri);
    const aud = { name: 'aud', source: null, essential: false, additionalProperties: ['use_guid'] };
    await updateApplication(stage.commands(), app.id, {
      optionalClaims: { idToken: [], accessToken: [aud], saml2Token: [] },
    });
    expect(claimsOf(await stage.platform.getAutomationToken(uri)).aud).toBe(app.appId);
  });
});

describe('email (sts reference 5.3)', () => {
  it.each([
    ['AzureADMyOrg', 'ada@elsewhere.example', 'ada@elsewhere.example'],
    ['AzureADMultipleOrgs', 'ada@elsewhere.example', undefined],
    ['AzureADMultipleOrgs', 'ada@entrada.test', 'ada@entrada.test'],
  ] as const)('to %s, %s is told as %s', async (signInAudience, mail, expected) => {
    await updateApplication(stage.commands(), stage.web.id, { signInAudience });
    await updateUser(stage.commands(), stage.ada.id, { mail });
    const scope = `openid profile email ${stage.api.uri}/Orders.Read`;
    expect((await tokensOf(stage.ada, { scope })).id.email).toBe(expected);
    // UserInfo is no way around that.
    const code = await stage.code(stage.ada, { scope: 'openid email' });
    const { body } = await stage.token(stage.redemption(code));
    const headers = { authorization: `Bearer ${String(body.access_token)}` };
    const answer = await stage.platform.fetch(`${stage.platform.baseUrl}/oidc/userinfo`, { headers });
    const { email } = (await answer.json()) as { readonly email?: string };
    expect([answer.status, email]).toEqual([200, expected]);
    await updateApplication(stage.commands(), stage.web.id, { signInAudience: 'AzureADMyOrg' });
  });
});

describe('app roles', () => {
  it('reach a person directly and by a group, in the token of the application they are of', async () => {
    const resource = await stage.platform.foundation.storage.stores.servicePrincipals.findByAppId(
      stage.platform.tenant.id,
      stage.api.appId,
    );
    await createAppRoleAssignment(stage.commands(), {
      principalId: team.id,
      resourceId: resource?.id ?? team.id,
      appRoleId: manageRoleId,
    });
    const { access, id } = await tokensOf(stage.ada);
    expect(access.roles).toEqual(['Orders.Manage']);
    expect(id).not.toHaveProperty('roles');
    expect((await tokensOf(stage.bob)).access).not.toHaveProperty('roles');
  });

  it('that are disabled are in no token', async () => {
    const { stores } = stage.platform.foundation.storage;
    const api = await stores.applications.get(stage.platform.tenant.id, stage.api.id);
    const appRoles = api?.appRoles.map((one) => ({ ...one, isEnabled: false })) ?? [];
    await updateApplication(stage.commands(), stage.api.id, { appRoles });
    expect((await tokensOf(stage.ada)).access).not.toHaveProperty('roles');
    await updateApplication(stage.commands(), stage.api.id, { appRoles: api?.appRoles ?? [] });
    expect((await tokensOf(stage.ada)).access.roles).toEqual(['Orders.Manage']);
  });
});

describe('optional claims: of the API in its access tokens, of the client in its ID tokens (sts reference 5.5)', () => {
  it('each registration shapes its own', async () => {
    await updateApplication(stage.commands(), stage.api.id, { optionalClaims: optional('ipaddr', 'sid', 'upn') });
    await updateApplication(stage.commands(), stage.web.id, { optionalClaims: optional('auth_time', 'login_hint') });
    const { access, id } = await tokensOf(stage.ada);
    expect(access).toMatchObject({ ipaddr: '127.0.0.1', sid: id.sid, upn: stage.ada.userPrincipalName });
    expect(access).not.toHaveProperty('login_hint');
    expect(id).toMatchObject({ auth_time: expect.any(Number), login_hint: expect.stringMatching(/^O\./) });
    expect(id).not.toHaveProperty('upn');
  });

  it('the login_hint claim selects its account at the next sign-in', async () => {
    await updateApplication(stage.commands(), stage.web.id, { optionalClaims: optional('login_hint') });
    const { id } = await tokensOf(stage.ada);
    const code = await stage.code(stage.ada, { login_hint: String(id.login_hint) });
    expect(code).toMatch(/^1\./);
  });
});

describe('subjects (OIDC Core §8.1)', () => {
  it('are another for each application and each person, and the same each time', async () => {
    const [first, again, other] = [await tokensOf(stage.ada), await tokensOf(stage.ada), await tokensOf(stage.bob)];
    expect(first.id.sub).toBe(again.id.sub);
    expect(new Set([first.id.sub, first.access.sub, other.id.sub, other.access.sub]).size).toBe(4);
  });
});
