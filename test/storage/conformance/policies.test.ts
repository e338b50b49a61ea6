import { expect, it } from 'vitest';
import type { Policy } from '../../../src/directory/index.ts';
import type { ObjectId, TenantId } from '../../../src/kernel/index.ts';
import { onEveryEngine } from './engines.ts';
import { appId, application, newTenant, objectId, policy, servicePrincipal } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('policies', (bench) => {
  async function scene() {
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId);
    const instance = servicePrincipal(tenantId, definition);
    await bench.storage.unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(instance);
    });
    return { tenantId, definition, instance };
  }

  async function kept(tenantId: TenantId, change: Partial<Policy> = {}): Promise<Policy> {
    const made = policy(tenantId, change);
    await bench.storage.unitOfWork.run((own) => own.policies.insert(made));
    return made;
  }

  const link = (made: Policy, targetId: ObjectId) =>
    bench.storage.unitOfWork.run((own) => own.policies.link(made, targetId));

  it('are kept whole, found by kind and id, changed and removed', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId } = await scene();
    const made = await kept(tenantId, { displayName: 'Größe', description: 'x' });
    expect(await stores.policies.get(tenantId, 'tokenLifetimePolicy', made.id)).toEqual(made);
    expect(await stores.policies.get(tenantId, 'claimsMappingPolicy', made.id)).toBeUndefined();
    expect(await stores.policies.get(await newTenant(bench.storage), made.kind, made.id)).toBeUndefined();
    const changed = { ...made, definition: ['{}'], displayName: 'Other' };
    await unitOfWork.run((own) => own.policies.update(changed));
    expect(await stores.policies.get(tenantId, made.kind, made.id)).toEqual(changed);
    await unitOfWork.run((own) => own.policies.remove(tenantId, made.id));
    expect(await stores.policies.get(tenantId, made.kind, made.id)).toBeUndefined();
    await expect(unitOfWork.run((own) => own.policies.update(changed))).rejects.toMatchObject({ code: 'NotFound' });
    await expect(unitOfWork.run((own) => own.policies.remove(tenantId, made.id))).rejects.toMatchObject({
      code: 'NotFound',
    });
  });

  it('are asked for by kind, name and default', async () => {
    const { policies } = bench.storage.stores;
    const { tenantId } = await scene();
    const [short, other] = [await kept(tenantId), await kept(tenantId, { displayName: 'Ä' })];
    const mapping = await kept(tenantId, { kind: 'claimsMappingPolicy' });
    const ids = async (field: string, value: string | boolean) =>
      (
        await policies.query(tenantId, { predicate: { kind: 'compare', field, operator: 'eq', value }, top: 9 })
      ).items.map(({ id }) => id);
    expect(new Set(await ids('kind', 'tokenLifetimePolicy'))).toEqual(new Set([short.id, other.id]));
    expect(await ids('displayName', 'ä')).toEqual([other.id]);
    expect(await ids('id', mapping.id.toUpperCase())).toEqual([mapping.id]);
    expect(await ids('isOrganizationDefault', true)).toEqual([]);
    expect(await policies.count(tenantId)).toBe(3);
  });

  it('have one default of a kind', async () => {
    const { stores } = bench.storage;
    const { tenantId } = await scene();
    const first = await kept(tenantId, { isOrganizationDefault: true });
    expect(await stores.policies.findDefault(tenantId, 'tokenLifetimePolicy')).toEqual(first);
    expect(await stores.policies.findDefault(tenantId, 'claimsMappingPolicy')).toBeUndefined();
    await expect(kept(tenantId, { isOrganizationDefault: true })).rejects.toMatchObject({ code: 'DuplicateValue' });
    await kept(tenantId, { kind: 'claimsMappingPolicy', isOrganizationDefault: true });
    await kept(await newTenant(bench.storage), { isOrganizationDefault: true });
  });

  it('are linked with an object, one of a kind, until they or it are gone', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, definition, instance } = await scene();
    const [made, other] = [await kept(tenantId), await kept(tenantId)];
    await link(made, instance.id);
    await link(made, definition.id);
    await expect(link(other, instance.id)).rejects.toMatchObject({ code: 'AlreadyAssigned' });
    await expect(link(made, objectId())).rejects.toMatchObject({ code: 'InvalidReference' });
    expect(await stores.policies.findLinked(tenantId, made.kind, instance.id)).toEqual(made);
    expect(await stores.policies.findLinked(tenantId, 'claimsMappingPolicy', instance.id)).toBeUndefined();
    const targets = [
      { id: definition.id, kind: 'application' },
      { id: instance.id, kind: 'servicePrincipal' },
    ].sort((one, two) => (one.id < two.id ? -1 : 1));
    expect(await stores.policies.listTargets(tenantId, made.id)).toEqual(targets);
    await unitOfWork.run((own) => own.applications.softDelete(tenantId, definition.id, AT));
    expect(await stores.policies.listTargets(tenantId, made.id)).toEqual([
      { id: instance.id, kind: 'servicePrincipal' },
    ]);
    expect(await unitOfWork.run((own) => own.policies.unlink(tenantId, made.id, instance.id))).toBe(true);
    expect(await unitOfWork.run((own) => own.policies.unlink(tenantId, made.id, instance.id))).toBe(false);
    await link(made, instance.id);
    await unitOfWork.run((own) => own.policies.remove(tenantId, made.id));
    expect(await stores.policies.findLinked(tenantId, made.kind, instance.id)).toBeUndefined();
  });

  it('come with the API that a token is for, and with an application by its appId', async () => {
    const { facts } = bench.storage;
    const { tenantId, definition, instance } = await scene();
    const nothing = {
      lifetime: { servicePrincipal: null, application: null, organization: null },
      claimsMapping: null,
    };
    const told = async () => (await facts.findResource(tenantId, definition.appId))?.policies;
    expect(await told()).toEqual(nothing);
    expect(await facts.loadTokenPolicies(tenantId, definition.appId)).toEqual(nothing);
    expect(await facts.loadTokenPolicies(tenantId, appId())).toEqual(nothing);
    const texts = ['one', 'two', 'three', 'four'].map((text) => [text]);
    await link(await kept(tenantId, { definition: texts[0]! }), instance.id);
    await link(await kept(tenantId, { definition: texts[1]! }), definition.id);
    await kept(tenantId, { definition: texts[2]!, isOrganizationDefault: true });
    await link(await kept(tenantId, { definition: texts[3]!, kind: 'claimsMappingPolicy' }), instance.id);
    const everything = {
      lifetime: { servicePrincipal: ['one'], application: ['two'], organization: ['three'] },
      claimsMapping: ['four'],
    };
    expect(await told()).toEqual(everything);
    expect(await facts.loadTokenPolicies(tenantId, definition.appId)).toEqual(everything);
  });

  it('of a definition’s home go with it into another tenant; those of its instance stay', async () => {
    const { facts, unitOfWork } = bench.storage;
    const [home, customer] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const definition = application(home, { signInAudience: 'AzureADMultipleOrgs' });
    const [at, there] = [servicePrincipal(home, definition), servicePrincipal(customer, definition)];
    await unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(at);
      await own.servicePrincipals.insert(there);
    });
    await link(await kept(home, { definition: ['definition'] }), definition.id);
    await link(await kept(home, { definition: ['at home'] }), at.id);
    await kept(home, { definition: ['home default'], isOrganizationDefault: true });
    expect((await facts.findResource(customer, definition.appId))?.policies).toEqual({
      lifetime: { servicePrincipal: null, application: ['definition'], organization: null },
      claimsMapping: null,
    });
  });
});
