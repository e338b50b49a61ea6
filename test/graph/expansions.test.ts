import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { createApplication } from '../../src/directory/index.ts';
import { entityTypes } from '../../src/graph/model/entity-types.ts';
import { makeTargets, type Targets } from './authorization/targets.ts';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
let targets: Targets;
beforeAll(async () => {
  world = await openWorld();
  const { contoso } = world;
  targets = await makeTargets(world, contoso);
  const scopes = 'Directory.Read.All User.Read.All Group.Read.All Application.Read.All Policy.Read.All';
  admin = callerWith(world, await userToken(world, contoso, contoso.admin, scopes));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const idOf = (type: string): string =>
  ({
    application: targets.application,
    servicePrincipal: targets.servicePrincipal,
    user: targets.member,
    group: targets.group,
    directoryRole: directoryRoleIds.reportsReader,
    tokenLifetimePolicy: targets.lifetimePolicy,
    claimsMappingPolicy: targets.mappingPolicy,
  })[type] ?? '';

const navigations = entityTypes.flatMap(({ name, set, navigations: all }) =>
  all.map((navigation) => ({ name: `${set}?$expand=${navigation.name}`, type: name, set, navigation })),
);

describe('a navigation is expanded exactly when the model says so', () => {
  it.each(navigations)('$name', async ({ type, set, navigation }) => {
    const { status, body } = await admin.get(`/${set}/${idOf(type)}?$expand=${navigation.name}&$select=id`);
    if (!navigation.isExpandable) {
      expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'ExpandNotSupported' });
      return;
    }
    expect(status).toBe(200);
    const rows = body[navigation.name];
    const followed = await admin.get(`/${set}/${idOf(type)}/${navigation.name}`);
    expect(rows).toEqual(followed.body.value);
  });
});

describe('an expansion of a list', () => {
  it('makes pages of at most twenty, whatever is asked for, and loads the objects behind all links at once', async () => {
    const { contoso } = world;
    const made = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        createApplication(contoso.context, {
          displayName: `Expanded ${index}`,
          tags: ['expanded'],
          owners: [contoso.member.id],
        }),
      ),
    );
    const getMany = vi.spyOn(world.storage.stores.users, 'getMany');
    const query = "/applications?$filter=tags/any(t:t eq 'expanded')&$select=id&$expand=owners($select=id)&$top=999";
    const first = await admin.get(query);
    expect(first.body.value).toHaveLength(20);
    expect(getMany).toHaveBeenCalledTimes(1);
    const second = await admin.get((first.body['@odata.nextLink'] ?? '').slice(baseUrl.length));
    expect(second.body['@odata.nextLink']).toBeUndefined();
    const rows = [...first.body.value, ...second.body.value];
    expect(rows.map(({ id }) => id).toSorted()).toEqual(made.map(({ application }) => application.id).toSorted());
    for (const { owners } of rows) expect(owners).toMatchObject([{ id: contoso.member.id }]);
    getMany.mockRestore();
  });

  it('looks the holders of all directory roles up at once', async () => {
    const list = vi.spyOn(world.storage.stores.directoryRoles, 'listAssignments');
    const { body } = await admin.get('/directoryRoles?$expand=members($select=id)');
    const calls = list.mock.calls.length;
    list.mockRestore();
    expect(calls).toBeLessThan(5);
    const role = body.value.find(({ id }) => id === directoryRoleIds.globalAdministrator);
    expect(role?.members).toContainEqual(expect.objectContaining({ id: world.contoso.admin.id }));
  });
});
