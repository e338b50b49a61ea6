import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRoleAssignmentType } from '../../../src/graph/model/app-role-assignment.ts';
import { applicationType } from '../../../src/graph/model/application.ts';
import type { EntityType } from '../../../src/graph/model/entity-type.ts';
import type { FilterSupport } from '../../../src/graph/model/filter-support.ts';
import { groupType } from '../../../src/graph/model/group.ts';
import { permissionGrantType } from '../../../src/graph/model/permission-grant.ts';
import { servicePrincipalType } from '../../../src/graph/model/service-principal.ts';
import { userType } from '../../../src/graph/model/user.ts';
import { type Client, callerWith } from '../calls.ts';
import { userToken } from '../tokens.ts';
import { openWorld, type World } from '../world.ts';

let world: World;
let admin: Client;
let ids: { readonly servicePrincipal: string };
beforeAll(async () => {
  world = await openWorld();
  const { contoso } = world;
  const scopes = 'Directory.Read.All User.Read.All Group.Read.All Application.Read.All';
  admin = callerWith(world, await userToken(world, contoso, contoso.admin, scopes));
  ids = { servicePrincipal: contoso.daemon.instance.id };
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const literals: Readonly<Record<FilterSupport['kind'], string>> = {
  text: "'x'",
  guid: "'7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02'",
  exact: "'x'",
  boolean: 'true',
  dateTime: '2026-01-01T00:00:00Z',
  number: '1',
};

/** Every filter that a line of the table offers, as somebody would write it. */
function writings(path: string, support: FilterSupport): readonly string[] {
  const [collection, member] = path.split('/any');
  const isElement = path.includes('/any');
  const subject = isElement ? `e${member ?? ''}` : path;
  const value = literals[support.kind];
  const conditions = [
    support.eq && `${subject} eq ${value}`,
    support.eq && `${subject} ne ${value}`,
    support.eq && support.kind !== 'number' && `${subject} in (${value},${value})`,
    support.eq && `not(${subject} eq ${value})`,
    support.ge && `${subject} ge ${value}`,
    support.le && `${subject} le ${value}`,
    support.isNull && `${subject} eq null`,
    support.isNull && `${subject} ne null`,
    support.startsWith && `startsWith(${subject},'x')`,
    support.endsWith && `endsWith(${subject},'x')`,
  ].filter((condition) => typeof condition === 'string');
  return isElement ? conditions.map((condition) => `${collection}/any(e:${condition})`) : conditions;
}

const lists: readonly (readonly [EntityType<never>, () => string])[] = [
  [applicationType, () => '/applications'],
  [servicePrincipalType, () => '/servicePrincipals'],
  [userType, () => '/users'],
  [groupType, () => '/groups'],
  [permissionGrantType, () => '/oauth2PermissionGrants'],
  [appRoleAssignmentType, () => `/servicePrincipals/${ids.servicePrincipal}/appRoleAssignedTo`],
];

describe('every filter and order that a type offers is answered by the storage', () => {
  it.each(
    lists.flatMap(([type, path]) =>
      Object.entries(type.filters).map(([name, support]) => ({
        name: `${type.set}: ${name}`,
        path,
        filters: writings(name, support),
      })),
    ),
  )('$name', async ({ path, filters }) => {
    expect(filters.length).toBeGreaterThan(0);
    for (const filter of filters) {
      const { status, body } = await admin.getAdvanced(`${path()}?$filter=${filter}`);
      expect({ filter, status, error: body.error }).toEqual({ filter, status: 200, error: undefined });
    }
  });

  it.each(
    lists.flatMap(([type, path]) =>
      Object.keys(type.sorts).map((name) => ({ name: `${type.set} by ${name}`, sort: name, path })),
    ),
  )('$name', async ({ sort, path }) => {
    for (const direction of ['asc', 'desc']) {
      expect((await admin.getAdvanced(`${path()}?$orderby=${sort} ${direction}&$top=1`)).status).toBe(200);
    }
  });
});
