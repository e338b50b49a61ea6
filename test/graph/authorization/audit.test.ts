import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationOf } from '../../../src/graph/routes/find-route.ts';
import { routes } from '../../../src/graph/routes/routes.ts';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { callerWith } from '../calls.ts';
import { userToken } from '../tokens.ts';
import { openWorld, type World } from '../world.ts';
import { fillPath } from './fill-path.ts';
import { operations } from './operations.ts';
import { makeTargets } from './targets.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Activities that the recorded facts know under two names. */
const otherNames: Readonly<Record<string, string>> = { 'Update company settings': 'Set Company Information' };

const rowOf = new Map(operations.map((row) => [row.operation, row]));
const writes = routes.filter((route) => {
  const success = rowOf.get(`${route.method} ${route.path}`)?.success ?? 400;
  return route.method !== 'GET' && success < 300 && operationOf(route).auditActivities.length > 0;
});

describe('every write leaves an audit record', () => {
  it('of the operations that Graph records, none is left out here', () => {
    expect(writes.length).toBeGreaterThan(35);
  });

  it.each(writes.map((route) => ({ name: `${route.method} ${route.path}`, route })))('$name', async ({ route }) => {
    const { contoso, storage } = world;
    const row = rowOf.get(`${route.method} ${route.path}`);
    const caller = await contoso.person(systemEntropy.uuid());
    await contoso.giveRole(caller, 'globalAdministrator');
    const targets = await makeTargets(world, contoso);
    const token = await userToken(world, contoso, caller, row?.scope ?? '');
    world.clock.advance(1000);
    const before = world.clock.now();
    const body = row?.body?.(targets);
    const { status } = await callerWith(world, token).call(route.method, fillPath(route.path, targets), { body });
    expect(status).toBe(row?.success);
    const records = (await storage.stores.audit.list(contoso.tenant.id, { top: 20 })).filter(
      ({ activityAt, initiatedBy }) => activityAt >= before && initiatedBy.user?.id === caller.id,
    );
    const expected = operationOf(route).auditActivities.flatMap((name) => [name.trim(), otherNames[name] ?? name]);
    expect(
      records.map(({ activityDisplayName }) => activityDisplayName.trim()).filter((name) => expected.includes(name)),
    ).toHaveLength(1);
    expect(records[0]).toMatchObject({
      result: 'success',
      initiatedBy: { user: { ipAddress: '192.0.2.1', userPrincipalName: caller.userPrincipalName } },
      additionalDetails: expect.arrayContaining([{ key: 'User-Agent', value: 'graph-tests' }]),
    });
  });
});
