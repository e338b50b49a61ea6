import { expect, it } from 'vitest';
import type { Group } from '../../../src/directory/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { onEveryEngine } from './engines.ts';
import { application, assignment, group, guid, newTenant, role, servicePrincipal, user } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('what a person is in, and has by it', (bench) => {
  /** A person in `team`, which is in `company`; and an application with a role for each of them. */
  async function scene() {
    const tenantId = await newTenant(bench.storage);
    const roles = ['Own', 'Team', 'Company', 'Off'].map((value) => role(value, { isEnabled: value !== 'Off' }));
    const definition = application(tenantId, { appRoles: roles });
    const instance = servicePrincipal(tenantId, definition);
    const person = user(tenantId);
    const team = group(tenantId, { displayName: 'Team' });
    const company = group(tenantId, { displayName: 'Company', securityEnabled: false });
    const [own, ofTeam, ofCompany, off] = roles.map(({ id }) => id);
    await bench.storage.unitOfWork.run(async (stores) => {
      await stores.applications.insert(definition);
      await stores.servicePrincipals.insert(instance);
      await stores.users.insert(person);
      for (const one of [team, company]) await stores.groups.insert(one);
      await stores.groups.addMember(tenantId, team.id, { id: person.id, kind: 'user' });
      await stores.groups.addMember(tenantId, company.id, { id: team.id, kind: 'group' });
      for (const [principal, type, roleId] of [
        [person, 'User', own],
        [person, 'User', off],
        [team, 'Group', ofTeam],
        [company, 'Group', ofCompany],
      ] as const)
        await stores.appRoleAssignments.insert(assignment(principal, type, instance, roleId!));
    });
    return { tenantId, person, team, company, instance, resource: { id: instance.id, appId: definition.appId } };
  }

  const ids = (groups: readonly Pick<Group, 'id'>[]): ReadonlySet<ObjectId> => new Set(groups.map(({ id }) => id));

  it('roles: their own and those of groups they are directly in, if enabled', async () => {
    const { facts, unitOfWork } = bench.storage;
    const { tenantId, person, team, resource, instance } = await scene();
    expect(await facts.listRoleValuesOfPerson(tenantId, person.id, resource)).toEqual(['Own', 'Team']);
    expect(await facts.isPersonAssigned(tenantId, person.id, instance.id)).toBe(true);
    expect(await facts.isPersonAssigned(tenantId, user(tenantId).id, instance.id)).toBe(false);
    await unitOfWork.run((own) => own.groups.softDelete(tenantId, team.id, AT));
    expect(await facts.listRoleValuesOfPerson(tenantId, person.id, resource)).toEqual(['Own']);
    expect(await facts.listRoleValuesOfPerson(await newTenant(bench.storage), person.id, resource)).toEqual([]);
  });

  it('an assignment by a group alone admits', async () => {
    const { facts, unitOfWork } = bench.storage;
    const { tenantId, team, instance } = await scene();
    const other = user(tenantId);
    await unitOfWork.run(async (own) => {
      await own.users.insert(other);
      await own.groups.addMember(tenantId, team.id, { id: other.id, kind: 'user' });
    });
    expect(await facts.isPersonAssigned(tenantId, other.id, instance.id)).toBe(true);
    await unitOfWork.run((own) => own.groups.removeMember(tenantId, team.id, other.id));
    expect(await facts.isPersonAssigned(tenantId, other.id, instance.id)).toBe(false);
  });

  it('groups: all of them, nested ones too, and no more than asked for', async () => {
    const { facts } = bench.storage;
    const { tenantId, person, team, company } = await scene();
    const all = await facts.listGroups(tenantId, person.id, 9);
    expect(ids(all)).toEqual(new Set([team.id, company.id]));
    expect(new Map(all.map((one) => [one.id, one.securityEnabled]))).toEqual(
      new Map([
        [team.id, true],
        [company.id, false],
      ]),
    );
    expect(await facts.listGroups(tenantId, person.id, 1)).toHaveLength(1);
  });

  it('groups in a circle come to an end', async () => {
    const { facts, unitOfWork } = bench.storage;
    const { tenantId, person, team, company } = await scene();
    await unitOfWork.run((own) => own.groups.addMember(tenantId, team.id, { id: company.id, kind: 'group' }));
    expect(ids(await facts.listGroups(tenantId, person.id, 9))).toEqual(new Set([team.id, company.id]));
  });

  it('assigned groups: those they are directly in', async () => {
    const { facts } = bench.storage;
    const { tenantId, person, team, instance } = await scene();
    expect(await facts.listAssignedGroups(tenantId, person.id, instance.id, 9)).toEqual([team.id]);
    expect(await facts.listAssignedGroups(tenantId, person.id, team.id, 9)).toEqual([]);
    expect(await facts.listAssignedGroups(tenantId, person.id, instance.id, 0)).toEqual([]);
  });

  it('directory roles: their own and those of groups', async () => {
    const { facts, unitOfWork } = bench.storage;
    const { tenantId, person, team, company } = await scene();
    await unitOfWork.run(async (own) => {
      for (const [principalId, roleTemplateId] of [
        [person.id, 'b'],
        [team.id, 'a'],
        [team.id, 'b'],
        [company.id, 'c'],
      ] as const)
        await own.directoryRoles.insert({ tenantId, id: guid(), principalId, roleTemplateId, createdDateTime: AT });
    });
    expect(await facts.listHeldRoles(tenantId, person.id)).toEqual(['a', 'b']);
    expect(await facts.listHeldRoles(tenantId, user(tenantId).id)).toEqual([]);
  });
});
