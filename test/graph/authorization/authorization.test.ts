import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../../src/graph/routes/routes.ts';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { callerWith } from '../calls.ts';
import { appToken, idToken, userToken } from '../tokens.ts';
import { openWorld, type World } from '../world.ts';
import { fillPath } from './fill-path.ts';
import { operations, type Row } from './operations.ts';
import { makeTargets, type Targets } from './targets.ts';

let world: World;
/** What refused calls are sent against: it must be whole at the end. */
let untouched: Targets;
beforeAll(async () => {
  world = await openWorld();
  untouched = await makeTargets(world, world.contoso);
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

type Route = (typeof routes)[number];
const keyOf = ({ method, path, operation = path }: Route): string => `${method} ${operation}`;
const rowOf = new Map(operations.map((row) => [row.operation, row]));

describe('the table of operations', () => {
  it('has every operation that is served, and no other', () => {
    const served = new Set(routes.map(keyOf));
    expect(operations.map(({ operation }) => operation).filter((operation) => !served.has(operation))).toEqual([]);
    expect([...served].filter((operation) => !rowOf.has(operation))).toEqual([]);
    expect(rowOf.size).toBe(operations.length);
  });
});

async function callersOf({ scope, role }: Row, route: Route) {
  const { contoso, fabrikam } = world;
  const changesItself = route.path.startsWith('/me') && route.method !== 'GET';
  const somebody = async (kind: 'admin' | 'member' | 'guest') => {
    if (!changesItself) return contoso[kind];
    const fresh = await contoso.person(systemEntropy.uuid(), kind === 'guest' ? { userType: 'Guest' } : {});
    if (kind === 'admin') await contoso.giveRole(fresh, 'globalAdministrator');
    return fresh;
  };
  const admin = await somebody('admin');
  const good = await userToken(world, contoso, admin, scope);
  const foreigner = changesItself ? await fabrikam.person(systemEntropy.uuid()) : fabrikam.admin;
  return {
    stranger: undefined,
    'invalid signature': `${good.slice(0, -8)}AAAAAAAA`,
    'ID token': await idToken(world, contoso, admin),
    'token for another API': await userToken(world, contoso, admin, scope, {
      audience: contoso.daemon.application.appId,
    }),
    'administrator of another tenant': await userToken(world, fabrikam, foreigner, scope),
    'administrator without the scope': await userToken(world, contoso, admin, 'openid'),
    'member with the scope': await userToken(world, contoso, await somebody('member'), scope),
    'guest with the scope': await userToken(world, contoso, await somebody('guest'), scope),
    'application without a role': await appToken(world, contoso, contoso.daemon, ''),
    'application with the role': await appToken(world, contoso, contoso.daemon, role ?? scope),
    'right caller': good,
  };
}

type Kind = keyof Awaited<ReturnType<typeof callersOf>>;

function expected({ role, success, member, guest, foreign }: Row, { path }: Route): Readonly<Record<Kind, number>> {
  const nobody = path.startsWith('/me') ? 400 : 403;
  return {
    stranger: 401,
    'invalid signature': 401,
    'ID token': 401,
    'token for another API': 401,
    'administrator of another tenant': foreign,
    'administrator without the scope': 403,
    'member with the scope': member,
    'guest with the scope': guest,
    'application without a role': nobody,
    'application with the role': role === null ? nobody : success,
    'right caller': success,
  };
}

describe.each(routes.map((route) => ({ name: `${route.method} ${route.path}`, route })))('$name', ({ route }) => {
  it('answers each kind of caller as the table says', async () => {
    const row = rowOf.get(keyOf(route));
    if (row === undefined) throw new Error(`${keyOf(route)} is in the table`);
    const answers: Record<string, number> = {};
    for (const [kind, token] of Object.entries(await callersOf(row, route))) {
      const succeeds = kind === 'right caller' || kind === 'application with the role';
      const targets = succeeds && route.method !== 'GET' ? await makeTargets(world, world.contoso) : untouched;
      const { status } = await callerWith(world, token).call(route.method, fillPath(route.path, targets), {
        body: row.body?.(targets),
        headers: route.path.endsWith('/$count') ? { consistencylevel: 'eventual' } : {},
      });
      answers[kind] = status;
    }
    expect(answers).toEqual(expected(row, route));
  });
});

describe('what refused callers were sent against', () => {
  it('is whole', async () => {
    const { contoso } = world;
    const admin = callerWith(
      world,
      await userToken(
        world,
        contoso,
        contoso.admin,
        'Directory.Read.All User.Read.All Application.ReadWrite.All Policy.Read.All',
      ),
    );
    for (const path of [
      '/applications/{application}',
      '/applications/{application}/federatedIdentityCredentials/{credential}',
      '/servicePrincipals/{servicePrincipal}',
      '/users/{user}',
      '/groups/{group}',
      '/oauth2PermissionGrants/{grant}',
      '/policies/tokenLifetimePolicies/{policy}',
      '/policies/claimsMappingPolicies/{policy}',
      '/users/{user}/appRoleAssignments/{assignment}',
      '/groups/{group}/appRoleAssignments/{assignment}',
      '/servicePrincipals/{servicePrincipal}/appRoleAssignments/{assignment}',
    ]) {
      expect((await admin.get(fillPath(path, untouched))).status, path).toBe(200);
    }
  });
});
