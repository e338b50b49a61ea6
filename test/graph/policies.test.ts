import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOwner } from '../../src/directory/index.ts';
import { definitions } from './authorization/targets.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
/** Somebody whose role is over applications alone. */
let applicationAdmin: Client;
const SCOPES = 'Policy.ReadWrite.ApplicationConfiguration Policy.Read.All Application.ReadWrite.All';
beforeAll(async () => {
  world = await openWorld();
  const { contoso } = world;
  admin = callerWith(world, await userToken(world, contoso, contoso.admin, SCOPES));
  const person = await contoso.person('app-admin');
  await contoso.giveRole(person, 'applicationAdministrator');
  applicationAdmin = callerWith(world, await userToken(world, contoso, person, SCOPES));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const LIFETIMES = '/policies/tokenLifetimePolicies';
const MAPPINGS = '/policies/claimsMappingPolicies';
const lifetime = (members: object = {}) => ({
  displayName: 'Short',
  definition: [definitions.tokenLifetimePolicy],
  ...members,
});
const mapping = { displayName: 'Mapping', definition: [definitions.claimsMappingPolicy] };

async function made(body: object, path = LIFETIMES): Promise<Body> {
  const answer = await admin.post(path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

describe('policies of the token service (Graph resource stsPolicy)', () => {
  it('are created, read, listed, changed and deleted', async () => {
    const answer = await admin.post(LIFETIMES, lifetime({ description: 'For kiosks' }));
    const { id } = answer.body;
    expect(answer.headers.location).toBe(`${baseUrl}/v1.0/policies/tokenLifetimePolicies/${id}`);
    expect(answer.body).toEqual({
      '@odata.context': `${baseUrl}/v1.0/$metadata#policies/tokenLifetimePolicies/$entity`,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      deletedDateTime: null,
      definition: [definitions.tokenLifetimePolicy],
      displayName: 'Short',
      isOrganizationDefault: false,
      description: 'For kiosks',
    });
    expect((await admin.patch(`${LIFETIMES}/${id}`, { displayName: 'Shorter' })).status).toBe(204);
    expect((await admin.get(`${LIFETIMES}/${id}`)).body.displayName).toBe('Shorter');
    const found = await admin.get(`${LIFETIMES}?$filter=displayName eq 'shorter'`);
    expect(found.body.value.map((one) => one.id)).toEqual([id]);
    expect((await admin.get(`${MAPPINGS}/${id}`)).status).toBe(404);
    expect((await admin.delete(`${LIFETIMES}/${id}`)).status).toBe(204);
    expect((await admin.get(`${LIFETIMES}/${id}`)).status).toBe(404);
  });

  it('of one kind are not listed with the other', async () => {
    const { id } = await made(mapping, MAPPINGS);
    const idsAt = async (path: string) => (await admin.get(path)).body.value.map((one) => one.id);
    expect(await idsAt(MAPPINGS)).toContain(id);
    expect(await idsAt(LIFETIMES)).not.toContain(id);
  });

  it.each([
    ['no name', { definition: [definitions.tokenLifetimePolicy] }],
    ['no definition', { displayName: 'x' }],
    ['an empty definition', { displayName: 'x', definition: [] }],
    ['a definition that is no JSON', { displayName: 'x', definition: ['{'] }],
    ['a definition of another kind', { displayName: 'x', definition: [definitions.claimsMappingPolicy] }],
    [
      'a lifetime too short',
      { displayName: 'x', definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"00:09:59"}}'] },
    ],
  ])('refuses %s', async (_, body) => {
    const { status, body: answer } = await admin.post(LIFETIMES, body);
    expect([status, answer.error.code]).toEqual([400, 'Request_BadRequest']);
  });

  it('refuses a change that would leave a definition nobody understands', async () => {
    const { id } = await made(lifetime());
    expect((await admin.patch(`${LIFETIMES}/${id}`, { definition: ['{}'] })).status).toBe(400);
    expect((await admin.get(`${LIFETIMES}/${id}`)).body.definition).toEqual([definitions.tokenLifetimePolicy]);
  });

  it('have one default, which only who may change the tenant’s can make, change or delete', async () => {
    expect((await applicationAdmin.post(LIFETIMES, lifetime())).status).toBe(201);
    expect((await applicationAdmin.post(LIFETIMES, lifetime({ isOrganizationDefault: true }))).status).toBe(403);
    const { id } = await made(lifetime({ isOrganizationDefault: true }));
    expect((await admin.post(LIFETIMES, lifetime({ isOrganizationDefault: true }))).status).toBe(400);
    const other = await made(lifetime());
    expect((await admin.patch(`${LIFETIMES}/${other.id}`, { isOrganizationDefault: true })).status).toBe(400);
    const change = { definition: [definitions.tokenLifetimePolicy.replace('00:20', '23:00')] };
    expect((await applicationAdmin.patch(`${LIFETIMES}/${id}`, change)).status).toBe(403);
    expect((await applicationAdmin.patch(`${LIFETIMES}/${other.id}`, { isOrganizationDefault: true })).status).toBe(
      403,
    );
    expect((await applicationAdmin.delete(`${LIFETIMES}/${id}`)).status).toBe(403);
    expect((await admin.patch(`${LIFETIMES}/${id}`, { isOrganizationDefault: false })).status).toBe(204);
    expect((await admin.patch(`${LIFETIMES}/${other.id}`, { isOrganizationDefault: true })).status).toBe(204);
    expect((await admin.delete(`${LIFETIMES}/${other.id}`)).status).toBe(204);
    expect((await admin.post(MAPPINGS, { ...mapping, isOrganizationDefault: true })).status).toBe(400);
  });
});

describe('links with applications and service principals', () => {
  const reference = (id: string, collection = 'policies/tokenLifetimePolicies') => ({
    '@odata.id': `${baseUrl}/v1.0/${collection}/${id}`,
  });

  it('are made, shown from both ends, and taken away', async () => {
    const { application, instance } = await world.contoso.register('Linked');
    const policy = await made(lifetime());
    for (const path of [`/applications/${application.id}`, `/servicePrincipals(appId='${application.appId}')`]) {
      const links = `${path}/tokenLifetimePolicies`;
      expect((await admin.get(links)).body.value).toEqual([]);
      expect((await admin.post(`${links}/$ref`, reference(policy.id))).status).toBe(204);
      expect((await admin.get(links)).body.value.map(({ id }) => id)).toEqual([policy.id]);
      expect((await admin.post(`${links}/$ref`, reference(policy.id))).status).toBe(400);
      const second = await made(lifetime());
      expect((await admin.post(`${links}/$ref`, reference(second.id))).status).toBe(400);
      expect((await admin.delete(`${links}/${second.id}/$ref`)).status).toBe(404);
    }
    const targets = (await admin.get(`${LIFETIMES}/${policy.id}/appliesTo`)).body.value;
    expect(new Set(targets.map(({ id }) => id))).toEqual(new Set([application.id, instance.id]));
    const link = `/applications/${application.id}/tokenLifetimePolicies`;
    expect((await admin.delete(`${link}/${policy.id}/$ref`)).status).toBe(204);
    expect((await admin.get(link)).body.value).toEqual([]);
    expect((await admin.delete(`${LIFETIMES}/${policy.id}`)).status).toBe(204);
    expect((await admin.get(`/servicePrincipals/${instance.id}/tokenLifetimePolicies`)).body.value).toEqual([]);
  });

  it('take the reference that Terraform sends, which names no kind', async () => {
    const { instance } = await world.contoso.register('By Terraform');
    const { id } = await made(mapping, MAPPINGS);
    const links = `/servicePrincipals/${instance.id}/claimsMappingPolicies`;
    expect((await admin.post(`${links}/$ref`, reference(id, 'directoryObjects'))).status).toBe(204);
    expect((await admin.get(links)).body.value.map((one) => one.id)).toEqual([id]);
  });

  it.each([
    ['another kind', async () => (await made(mapping, MAPPINGS)).id],
    ['nothing', async () => '00000000-0000-4000-8000-000000000000'],
  ])('refuse %s', async (_, policyOf) => {
    const { instance } = await world.contoso.register('Refusing');
    const links = `/servicePrincipals/${instance.id}/tokenLifetimePolicies/$ref`;
    expect((await admin.post(links, reference(await policyOf()))).status).toBe(404);
  });

  it('are for the owner of an application too', async () => {
    const { contoso } = world;
    const owner = await contoso.person('policy-owner');
    const client = callerWith(world, await userToken(world, contoso, owner, SCOPES));
    const { application } = await contoso.register('Owned');
    const { id } = await made(lifetime());
    const links = `/applications/${application.id}/tokenLifetimePolicies/$ref`;
    expect((await client.post(links, reference(id))).status).toBe(403);
    await addOwner(contoso.context, { id: application.id, kind: 'application' }, owner.id);
    expect((await client.post(links, reference(id))).status).toBe(204);
  });
});
