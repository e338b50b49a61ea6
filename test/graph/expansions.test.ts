import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { entityTypes } from '../../src/graph/model/entity-types.ts';
import { makeTargets, type Targets } from './authorization/targets.ts';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
let targets: Targets;
beforeAll(async () => {
  world = await openWorld();
  const { contoso } = world;
  targets = await makeTargets(world, contoso);
  const scopes = 'Directory.Read.All User.Read.All Group.Read.All Application.Read.All';
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
