import { expect, it } from 'vitest';
import type { Predicate } from '../../../src/directory/index.ts';
import { onEveryEngine } from './engines.ts';
import { application, assignment, grant, group, guid, newTenant, objectId, servicePrincipal, user } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';
const equals = (field: string, value: string | null): Predicate => ({ kind: 'compare', field, operator: 'eq', value });

onEveryEngine('what is granted and assigned', (bench) => {
  /** A client, an API and a person of a tenant of their own. */
  async function scene() {
    const tenantId = await newTenant(bench.storage);
    const [clientOf, resourceOf] = [application(tenantId), application(tenantId)];
    const made = {
      tenantId,
      client: servicePrincipal(tenantId, clientOf),
      resource: servicePrincipal(tenantId, resourceOf),
      person: user(tenantId),
      team: group(tenantId, { displayName: 'Ärzte' }),
    };
    await bench.storage.unitOfWork.run(async (own) => {
      for (const one of [clientOf, resourceOf]) await own.applications.insert(one);
      for (const one of [made.client, made.resource]) await own.servicePrincipals.insert(one);
      await own.users.insert(made.person);
      await own.groups.insert(made.team);
    });
    return made;
  }

  it('keeps grants for everybody beside those for one person', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, client, resource, person } = await scene();
    const everybody = grant(client, resource);
    const somebody = grant(client, resource, { consentType: 'Principal', principalId: person.id, scope: 'Mail.Read' });
    const both = [everybody, somebody].sort((one, two) => (one.id < two.id ? -1 : 1));
    await unitOfWork.run(async (own) => {
      for (const one of both) await own.permissionGrants.insert(one);
    });
    const { permissionGrants } = stores;
    expect(await permissionGrants.get(tenantId, somebody.id)).toEqual(somebody);
    expect(await permissionGrants.get(await newTenant(bench.storage), somebody.id)).toBeUndefined();
    expect(await permissionGrants.listForClient(tenantId, client.id, null)).toEqual([everybody]);
    expect(await permissionGrants.listForClient(tenantId, client.id, person.id)).toEqual(both);
    expect(await permissionGrants.listForClient(tenantId, client.id, objectId())).toEqual([everybody]);
    expect(await permissionGrants.listForClient(tenantId, resource.id, null)).toEqual([]);
    const found = async (predicate: Predicate) =>
      (await permissionGrants.query(tenantId, { predicate, top: 9 })).items.map(({ id }) => id);
    expect(await found(equals('consentType', 'principal'))).toEqual([somebody.id]);
    expect(await found(equals('principalId', null))).toEqual([everybody.id]);
    expect(await found(equals('clientId', client.id.toUpperCase()))).toHaveLength(2);
    expect(await permissionGrants.count(tenantId, equals('resourceId', resource.id))).toBe(2);

    await unitOfWork.run((own) => own.permissionGrants.updateScope(tenantId, somebody.id, 'Mail.Read Mail.Send'));
    expect(await permissionGrants.get(tenantId, somebody.id)).toEqual({ ...somebody, scope: 'Mail.Read Mail.Send' });
    await unitOfWork.run((own) => own.permissionGrants.remove(tenantId, everybody.id));
    expect(await permissionGrants.count(tenantId)).toBe(1);
    for (const missing of [everybody.id, guid()]) {
      await expect(
        unitOfWork.run((own) => own.permissionGrants.updateScope(tenantId, missing, 'x')),
      ).rejects.toMatchObject({ code: 'NotFound' });
      await expect(unitOfWork.run((own) => own.permissionGrants.remove(tenantId, missing))).rejects.toMatchObject({
        code: 'NotFound',
      });
    }
  });

  it('refuses a second grant of a client, an API and a person, or of everybody, and one that points nowhere', async () => {
    const { client, resource, person } = await scene();
    const insert = (change: Parameters<typeof grant>[2]) =>
      bench.storage.unitOfWork.run((own) => own.permissionGrants.insert(grant(client, resource, change)));
    const somebody = { consentType: 'Principal', principalId: person.id } as const;
    await insert({});
    await insert(somebody);
    await expect(insert({})).rejects.toMatchObject({ code: 'Conflict' });
    await expect(insert(somebody)).rejects.toMatchObject({ code: 'Conflict' });
    await expect(insert({ clientId: objectId() })).rejects.toMatchObject({ code: 'InvalidReference' });
    await expect(insert({ ...somebody, principalId: objectId() })).rejects.toMatchObject({ code: 'InvalidReference' });
  });

  it('keeps who holds which app role', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, client, resource, person, team } = await scene();
    const roleId = guid();
    const made = [
      assignment(person, 'User', resource, roleId),
      assignment(team, 'Group', resource, roleId),
      assignment(client, 'ServicePrincipal', resource, guid()),
    ];
    await unitOfWork.run(async (own) => {
      for (const one of made) await own.appRoleAssignments.insert(one);
    });
    const { appRoleAssignments } = stores;
    for (const one of made) expect(await appRoleAssignments.get(tenantId, one.id)).toEqual(one);
    expect(await appRoleAssignments.get(await newTenant(bench.storage), made[0]!.id)).toBeUndefined();
    const { items } = await appRoleAssignments.query(tenantId, {
      predicate: { kind: 'startsWith', field: 'principalDisplayName', value: 'ÄR' },
      top: 9,
    });
    expect(items).toEqual([made[1]]);
    expect(await appRoleAssignments.count(tenantId, equals('principalId', person.id))).toBe(1);
    const again = assignment(person, 'User', resource, roleId);
    await expect(unitOfWork.run((own) => own.appRoleAssignments.insert(again))).rejects.toMatchObject({
      code: 'AlreadyAssigned',
    });
    await expect(
      unitOfWork.run((own) => own.appRoleAssignments.insert({ ...again, resourceId: objectId() })),
    ).rejects.toMatchObject({ code: 'InvalidReference' });
    await unitOfWork.run((own) => own.appRoleAssignments.remove(tenantId, made[0]!.id));
    expect(await appRoleAssignments.count(tenantId)).toBe(2);
    await expect(unitOfWork.run((own) => own.appRoleAssignments.remove(tenantId, made[0]!.id))).rejects.toMatchObject({
      code: 'NotFound',
    });
  });

  it('keeps who holds which directory role', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, person, client } = await scene();
    const held = (principalId: typeof person.id, roleTemplateId: string) => ({
      tenantId,
      id: guid(),
      principalId,
      roleTemplateId,
      createdDateTime: AT,
    });
    const made = [held(person.id, 'a'), held(person.id, 'b'), held(client.id, 'a')];
    await unitOfWork.run(async (own) => {
      for (const one of made) await own.directoryRoles.insert(one);
    });
    expect(await stores.directoryRoles.listRolesOf(tenantId, person.id)).toEqual(['a', 'b']);
    expect(await stores.directoryRoles.listRolesOf(await newTenant(bench.storage), person.id)).toEqual([]);
    const all = await stores.directoryRoles.listAssignments(tenantId);
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining(made));
    await expect(unitOfWork.run((own) => own.directoryRoles.insert(held(person.id, 'a')))).rejects.toMatchObject({
      code: 'AlreadyAssigned',
    });
    await unitOfWork.run((own) => own.directoryRoles.remove(tenantId, made[0]!.id));
    expect(await stores.directoryRoles.listRolesOf(tenantId, person.id)).toEqual(['b']);
    await expect(unitOfWork.run((own) => own.directoryRoles.remove(tenantId, made[0]!.id))).rejects.toMatchObject({
      code: 'NotFound',
    });
    await unitOfWork.run((own) => own.users.softDelete(tenantId, person.id, AT));
    expect(await stores.directoryRoles.listRolesOf(tenantId, person.id)).toEqual([]);
    expect(await stores.directoryRoles.listAssignments(tenantId)).toEqual([made[2]]);
  });

  it.each(['client', 'resource', 'person'] as const)('hides all of it with the %s it hangs on', async (whom) => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, ...objects } = await scene();
    const { client, resource, person } = objects;
    const consent = grant(client, resource, { consentType: 'Principal', principalId: person.id });
    const held = assignment(
      whom === 'client' ? client : person,
      whom === 'client' ? 'ServicePrincipal' : 'User',
      resource,
      guid(),
    );
    await unitOfWork.run(async (own) => {
      await own.permissionGrants.insert(consent);
      await own.appRoleAssignments.insert(held);
    });
    await unitOfWork.run((own) =>
      (whom === 'person' ? own.users : own.servicePrincipals).softDelete(tenantId, objects[whom].id, AT),
    );
    expect(await stores.permissionGrants.get(tenantId, consent.id)).toBeUndefined();
    expect(await stores.permissionGrants.listForClient(tenantId, client.id, person.id)).toEqual([]);
    expect(await stores.permissionGrants.query(tenantId, { top: 9 })).toEqual({ items: [] });
    expect(await stores.permissionGrants.count(tenantId)).toBe(0);
    expect(await stores.appRoleAssignments.get(tenantId, held.id)).toBeUndefined();
    expect(await stores.appRoleAssignments.count(tenantId)).toBe(0);
  });
});
