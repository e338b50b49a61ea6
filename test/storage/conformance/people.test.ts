import { expect, it } from 'vitest';
import type { Group, User } from '../../../src/directory/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { onEveryEngine } from './engines.ts';
import { application, domain, group, guid, newTenant, objectId, servicePrincipal, tenant, user } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('tenants', (bench) => {
  it('come back as they were given and can be found by any of their domains', async () => {
    const { stores, unitOfWork } = bench.storage;
    const made = tenant();
    const name = `${guid()}.example`;
    const domains = [domain(made.id, name, { isDefault: true, isInitial: true }), domain(made.id, `www.${name}`)];
    await unitOfWork.run(async (own) => {
      await own.tenants.insert(made);
      for (const one of domains) await own.tenants.insertDomain(one);
    });
    expect(await stores.tenants.get(made.id)).toEqual(made);
    expect(await stores.tenants.list()).toContainEqual(made);
    expect(await stores.tenants.listDomains(made.id)).toEqual(domains);
    expect(await stores.tenants.findByDomain(`WWW.${name.toUpperCase()}`)).toEqual(made);
    expect(await stores.tenants.findByDomain('nowhere.example')).toBeUndefined();
    expect(await stores.tenants.get(guid())).toBeUndefined();

    const renamed = { ...made, displayName: 'Fabrikam', extra: {} };
    await unitOfWork.run((own) => own.tenants.update(renamed));
    expect(await stores.tenants.get(made.id)).toEqual(renamed);
  });

  it('are refused: an unknown one to change, a second of an id, a domain twice, two default domains', async () => {
    const { unitOfWork } = bench.storage;
    const [one, two] = [tenant(), tenant()];
    const name = `${guid()}.example`;
    await unitOfWork.run(async (own) => {
      await own.tenants.insert(one);
      await own.tenants.insert(two);
      await own.tenants.insertDomain(domain(one.id, name, { isDefault: true }));
    });
    await expect(unitOfWork.run((own) => own.tenants.update(tenant()))).rejects.toMatchObject({ code: 'NotFound' });
    await expect(unitOfWork.run((own) => own.tenants.insert(one))).rejects.toMatchObject({ code: 'Conflict' });
    await expect(
      unitOfWork.run((own) => own.tenants.insertDomain(domain(two.id, name.toUpperCase()))),
    ).rejects.toMatchObject({ code: 'Conflict' });
    await expect(
      unitOfWork.run((own) => own.tenants.insertDomain(domain(one.id, `a.${name}`, { isDefault: true }))),
    ).rejects.toMatchObject({ code: 'Conflict', target: 'isDefault' });
  });
});

onEveryEngine('users', (bench) => {
  const insert = (...made: readonly User[]) =>
    bench.storage.unitOfWork.run(async ({ users }) => {
      for (const one of made) await users.insert(one);
    });

  it('who are guests are found by the account they have at home, among the living', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const home = { tenantId: await newTenant(bench.storage), userId: objectId() };
    const guest = user(tenantId, { home, userType: 'Guest', externalUserState: 'Accepted' });
    await insert(guest, user(tenantId));
    expect(await stores.users.findByHome(tenantId, home)).toEqual(guest);
    expect(await stores.users.findByHome(home.tenantId, home)).toBeUndefined();
    expect(await stores.users.findByHome(tenantId, { ...home, userId: objectId() })).toBeUndefined();
    await expect(insert(user(tenantId, { home }))).rejects.toMatchObject({ code: 'Conflict' });
    await unitOfWork.run(({ users }) => users.softDelete(tenantId, guest.id, AT));
    expect(await stores.users.findByHome(tenantId, home)).toBeUndefined();
    await insert(user(tenantId, { home }));
  });

  it('who were invited are found by their mail in any case, until they accept', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const mail = `Visitor-${guid()}@elsewhere.example`;
    const invited = user(tenantId, { mail, userType: 'Guest', externalUserState: 'PendingAcceptance' });
    await insert(invited, user(tenantId, { mail }), user(tenantId, { mail, externalUserState: 'Accepted' }));
    expect(await stores.users.listInvited(tenantId, mail.toUpperCase())).toEqual([invited]);
    expect(await stores.users.listInvited(await newTenant(bench.storage), mail)).toEqual([]);
    const home = { tenantId: await newTenant(bench.storage), userId: objectId() };
    await unitOfWork.run(({ users }) => users.update({ ...invited, home, externalUserState: 'Accepted' }));
    expect(await stores.users.listInvited(tenantId, mail)).toEqual([]);
    expect((await stores.users.findByHome(tenantId, home))?.id).toBe(invited.id);
  });

  it('come back as they were given and are found by their name in any case', async () => {
    const { users } = bench.storage.stores;
    const tenantId = await newTenant(bench.storage);
    const made = user(tenantId, {
      userPrincipalName: 'Zoë.Ångström@contoso.example',
      otherMails: ['zoe@home.example'],
      businessPhones: ['+41 1'],
      extra: { employeeId: 'E1' },
    });
    await insert(made);
    expect(await users.get(tenantId, made.id)).toEqual(made);
    // Composed or not, upper or lower: the same name.
    expect(await users.findByUserPrincipalName(tenantId, 'ZOE\u0308.A\u030aNGSTRO\u0308M@CONTOSO.EXAMPLE')).toEqual(
      made,
    );
    expect(await users.findByUserPrincipalName(tenantId, 'Zoe.Angstrom@contoso.example')).toBeUndefined();
    const changed = { ...made, displayName: 'Zoë', accountEnabled: false };
    await bench.storage.unitOfWork.run((own) => own.users.update(changed));
    expect(await users.getMany(tenantId, [made.id])).toEqual([changed]);
    expect(await bench.storage.stores.directoryObjects.resolve(tenantId, made.id)).toEqual({
      id: made.id,
      kind: 'user',
    });
  });

  it('share a name with nobody alive in their tenant', async () => {
    const [here, there] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const first = user(here, { userPrincipalName: 'straße@contoso.example' });
    await insert(first, user(there, { userPrincipalName: first.userPrincipalName }));
    const second = user(here, { userPrincipalName: 'STRAßE@contoso.example' });
    await expect(insert(second)).rejects.toMatchObject({ code: 'DuplicateValue', target: 'userPrincipalName' });
    await bench.storage.unitOfWork.run((own) => own.users.softDelete(here, first.id, AT));
    await insert(second);
    expect(await bench.storage.stores.users.findByUserPrincipalName(here, first.userPrincipalName)).toEqual(second);
  });

  it('keep the hash of their password apart, through changes of everything else', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = user(tenantId);
    await insert(made);
    expect(await stores.users.getPasswordHash(tenantId, made.id)).toBeUndefined();
    await unitOfWork.run(async (own) => {
      await own.users.setPasswordHash(tenantId, made.id, '$argon2id$hash');
      await own.users.update({ ...made, jobTitle: 'Clerk' });
    });
    expect(await stores.users.getPasswordHash(tenantId, made.id)).toBe('$argon2id$hash');
    expect(await stores.users.getPasswordHash(await newTenant(bench.storage), made.id)).toBeUndefined();
    expect(JSON.stringify(await stores.users.get(tenantId, made.id))).not.toContain('argon2id');
    await unitOfWork.run((own) => own.users.softDelete(tenantId, made.id, AT));
    expect(await stores.users.getPasswordHash(tenantId, made.id)).toBeUndefined();
    await expect(unitOfWork.run((own) => own.users.setPasswordHash(tenantId, made.id, 'x'))).rejects.toMatchObject({
      code: 'NotFound',
    });
  });
});

onEveryEngine('groups', (bench) => {
  async function people(tenantId: Awaited<ReturnType<typeof newTenant>>, groups: readonly Group[]): Promise<User> {
    const member = user(tenantId);
    await bench.storage.unitOfWork.run(async (own) => {
      await own.users.insert(member);
      for (const one of groups) await own.groups.insert(one);
    });
    return member;
  }

  it('come back as they were given, before and after a change', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = group(tenantId, { uniqueName: 'Eng', groupTypes: ['Unified'], extra: { theme: 'Teal' } });
    await people(tenantId, [made]);
    expect(await stores.groups.get(tenantId, made.id)).toEqual(made);
    const changed = { ...made, description: 'All of them', mail: 'eng@contoso.example' };
    await unitOfWork.run((own) => own.groups.update(changed));
    expect(await stores.groups.getMany(tenantId, [made.id])).toEqual([changed]);
    await expect(people(tenantId, [group(tenantId, { uniqueName: 'ENG' })])).rejects.toMatchObject({
      code: 'DuplicateValue',
      target: 'uniqueName',
    });
    await unitOfWork.run((own) => own.groups.softDelete(tenantId, made.id, AT));
    expect(await stores.groups.get(tenantId, made.id)).toBeUndefined();
    expect(await stores.groups.query(tenantId, { top: 3 })).toEqual({ items: [] });
    await expect(unitOfWork.run((own) => own.groups.update(changed))).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('take and lose each member once', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const team = group(tenantId);
    const member = await people(tenantId, [team]);
    const reference = { id: member.id, kind: 'user' } as const;
    const change = (action: 'add' | 'remove') =>
      unitOfWork.run(({ groups }) =>
        action === 'add'
          ? groups.addMember(tenantId, team.id, reference)
          : groups.removeMember(tenantId, team.id, member.id),
      );
    expect([await change('add'), await change('add')]).toEqual([true, false]);
    expect(await stores.groups.listMembers(tenantId, team.id)).toEqual([reference]);
    expect(await stores.groups.listMembers(await newTenant(bench.storage), team.id)).toEqual([]);
    expect([await change('remove'), await change('remove')]).toEqual([true, false]);
    expect(await stores.groups.listMembers(tenantId, team.id)).toEqual([]);
    await expect(
      unitOfWork.run((own) => own.groups.addMember(tenantId, team.id, { id: objectId(), kind: 'user' })),
    ).rejects.toMatchObject({ code: 'InvalidReference' });
  });

  it('are told of a member through any depth, round cycles, and past none that is deleted', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const groups = Array.from({ length: 5 }, () => group(tenantId));
    const [a, b, c, d, apart] = groups as [Group, Group, Group, Group, Group];
    const member = await people(tenantId, groups);
    await unitOfWork.run(async (own) => {
      await own.groups.addMember(tenantId, a.id, { id: member.id, kind: 'user' });
      await own.groups.addMember(tenantId, d.id, { id: member.id, kind: 'user' });
      // a in b, b in c, c in a: round and round.
      await own.groups.addMember(tenantId, b.id, { id: a.id, kind: 'group' });
      await own.groups.addMember(tenantId, c.id, { id: b.id, kind: 'group' });
      await own.groups.addMember(tenantId, a.id, { id: c.id, kind: 'group' });
      await own.groups.addMember(tenantId, apart.id, { id: apart.id, kind: 'group' });
    });
    const sorted = (...made: readonly Group[]): ObjectId[] => made.map(({ id }) => id).sort();
    const of = (depth: 'direct' | 'transitive') => stores.groups.listGroupIdsOf(tenantId, member.id, depth);
    expect(await of('direct')).toEqual(sorted(a, d));
    expect(await of('transitive')).toEqual(sorted(a, b, c, d));
    expect(await stores.groups.listGroupIdsOf(await newTenant(bench.storage), member.id, 'transitive')).toEqual([]);
    await unitOfWork.run((own) => own.groups.softDelete(tenantId, b.id, AT));
    expect(await of('transitive')).toEqual(sorted(a, d));
    await unitOfWork.run((own) => own.groups.softDelete(tenantId, a.id, AT));
    expect(await of('direct')).toEqual(sorted(d));
    expect(await stores.groups.listMembers(tenantId, a.id)).toEqual([]);
  });
});

onEveryEngine('owners', (bench) => {
  it('are added and removed once, and listed from either side', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const owned = application(tenantId);
    const instance = servicePrincipal(tenantId, owned);
    const owner = user(tenantId);
    const [ownedReference, instanceReference, ownerReference] = [
      { id: owned.id, kind: 'application' },
      { id: instance.id, kind: 'servicePrincipal' },
      { id: owner.id, kind: 'user' },
    ] as const;
    await unitOfWork.run(async (own) => {
      await own.applications.insert(owned);
      await own.servicePrincipals.insert(instance);
      await own.users.insert(owner);
      await own.owners.add(tenantId, instanceReference, ownerReference);
    });
    const add = () => unitOfWork.run((own) => own.owners.add(tenantId, ownedReference, ownerReference));
    expect([await add(), await add()]).toEqual([true, false]);
    expect(await stores.owners.list(tenantId, owned.id)).toEqual([ownerReference]);
    const all = [ownedReference, instanceReference].sort((one, two) => (one.id < two.id ? -1 : 1));
    expect(await stores.owners.listOwnedBy(tenantId, owner.id)).toEqual(all);
    expect(await stores.owners.listOwnedBy(tenantId, owner.id, 'application')).toEqual([ownedReference]);
    expect(await stores.owners.isOwner(tenantId, owned.id, owner.id)).toBe(true);
    expect(await stores.owners.isOwner(tenantId, owner.id, owned.id)).toBe(false);
    expect(await stores.owners.isOwner(await newTenant(bench.storage), owned.id, owner.id)).toBe(false);

    await unitOfWork.run((own) => own.applications.softDelete(tenantId, owned.id, AT));
    expect(await stores.owners.isOwner(tenantId, owned.id, owner.id)).toBe(false);
    expect(await stores.owners.list(tenantId, owned.id)).toEqual([]);
    expect(await stores.owners.listOwnedBy(tenantId, owner.id)).toEqual([instanceReference]);

    const remove = () => unitOfWork.run((own) => own.owners.remove(tenantId, instance.id, owner.id));
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await stores.owners.listOwnedBy(tenantId, owner.id)).toEqual([]);
  });
});
