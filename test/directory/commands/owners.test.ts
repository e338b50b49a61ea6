import { describe, expect, it } from 'vitest';
import { addOwner, createApplication, removeOwner } from '../../../src/directory/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

const missing = otherId as ObjectId;

describe('owners (Graph owners/$ref)', () => {
  const count = (names: readonly string[]) => names.filter((name) => name === 'Add owner to application').length;

  it('begin with the creator where what is created is theirs, and with those who are named', async () => {
    const directory = await openDirectory();
    const creator = await directory.user('creator');
    const named = await directory.user('named');
    const actor = { user: { ...creator, ipAddress: null }, becomesOwner: true };
    const records = await directory.auditOf(async () => {
      const input = { displayName: 'a', owners: [named.id, creator.id, named.id] };
      const { application } = await createApplication(directory.as(actor), input);
      const owners = await directory.storage.stores.owners.list(directory.tenant.id, application.id);
      expect(owners.map(({ id }) => id).toSorted()).toEqual([creator.id, named.id].toSorted());
    });
    expect(count(namesOf(records))).toBe(2);
    const record = records.find(({ targetResources }) => targetResources[0]?.id === creator.id);
    expect(record?.targetResources.map(({ type }) => type)).toEqual(['User', 'Application']);
  });

  it('begin with nobody where an administrator creates', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    expect(await directory.storage.stores.owners.list(directory.tenant.id, id)).toEqual([]);
  });

  it('of an application that creates its own are its service principal', async () => {
    const directory = await openDirectory();
    const { servicePrincipal } = await directory.instance();
    const app = { appId: servicePrincipal.appId, displayName: 'Orders', servicePrincipalId: servicePrincipal.id };
    const { application } = await createApplication(directory.as({ app, becomesOwner: true }), { displayName: 'a' });
    expect(await directory.storage.stores.owners.list(directory.tenant.id, application.id)).toEqual([
      { id: servicePrincipal.id, kind: 'servicePrincipal' },
    ]);
  });

  it('are added and removed, the last one too', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const { id } = await directory.application();
    const user = await directory.user();
    const owned = { id, kind: 'application' } as const;
    const records = await directory.auditOf(async () => {
      await addOwner(context, owned, user.id);
      expect(await refusalOf(addOwner(context, owned, user.id))).toEqual({ code: 'AlreadyLinked', target: 'owners' });
      await removeOwner(context, owned, user.id);
      expect(await refusalOf(removeOwner(context, owned, user.id))).toEqual({ code: 'NotLinked', target: 'owners' });
    });
    expect(namesOf(records)).toEqual(['Add owner to application', 'Remove owner from application']);
    expect(changesOf(records[0])['Application.DisplayName']).toEqual([null, '"Orders"']);
    expect(changesOf(records[1])['Application.DisplayName']).toEqual(['"Orders"', null]);
  });

  it('must exist, and be users or service principals', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const owned = { id, kind: 'application' } as const;
    expect((await refusalOf(addOwner(directory.context, owned, missing)))?.code).toBe('InvalidReference');
    expect((await refusalOf(addOwner(directory.context, owned, id)))?.code).toBe('InvalidReference');
    const stranger = { id, kind: 'group' } as const;
    expect((await refusalOf(addOwner(directory.context, stranger, missing)))?.code).toBe('NotFound');
  });

  it('number at most 100 (Graph Directory_QuotaExceeded)', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const owned = { id, kind: 'application' } as const;
    const fill = Array.from({ length: 100 }, (_, index) => directory.user(`u${index}`));
    for (const user of await Promise.all(fill)) await addOwner(directory.context, owned, user.id);
    const last = await directory.user('last');
    expect(await refusalOf(addOwner(directory.context, owned, last.id))).toEqual({
      code: 'LimitExceeded',
      target: 'owners',
    });
  });

  it('who are no administrators may create 250 objects', async () => {
    const directory = await openDirectory();
    const creator = await directory.user('creator');
    const context = directory.as({ user: { ...creator, ipAddress: null }, becomesOwner: true });
    for (let index = 0; index < 250; index += 1) await createApplication(context, { displayName: `a${index}` });
    expect((await refusalOf(createApplication(context, { displayName: 'b' })))?.code).toBe('LimitExceeded');
  });
});
