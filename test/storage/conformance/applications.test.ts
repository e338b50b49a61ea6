import { expect, it } from 'vitest';
import type { Application } from '../../../src/directory/index.ts';
import type { AppId, KeyId } from '../../../src/kernel/index.ts';
import { onEveryEngine } from './engines.ts';
import { appId, application, guid, newTenant, objectId, role, scope, secret, servicePrincipal } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('definitions', (bench) => {
  const insert = (...made: readonly Application[]) =>
    bench.storage.unitOfWork.run(async ({ applications }) => {
      for (const one of made) await applications.insert(one);
    });

  it('come back as they were given, every member of them', async () => {
    const { applications } = bench.storage.stores;
    const tenantId = await newTenant(bench.storage);
    const full = application(tenantId, {
      displayName: 'Ünïcode \u0000 \ud800 名前',
      uniqueName: 'Orders-API',
      createdByAppId: appId(),
      signInAudience: 'AzureADMultipleOrgs',
      identifierUris: ['api://Orders', 'https://contoso.example/orders'],
      tags: ['Finance', 'finance'],
      requiredResourceAccess: [{ resourceAppId: appId(), resourceAccess: [{ id: guid(), type: 'Scope' }] }],
      appRoles: [role('Orders.All'), role(null, { isEnabled: false })],
      optionalClaims: {
        idToken: [{ name: 'upn', source: null, essential: false, additionalProperties: [] }],
        accessToken: [],
        saml2Token: [],
      },
      isFallbackPublicClient: true,
      passwordCredentials: [secret(), secret({ displayName: null })],
      keyCredentials: [
        {
          keyId: guid<KeyId>(),
          displayName: 'cert',
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          startDateTime: AT,
          endDateTime: AT,
          customKeyIdentifier: 'AB',
          key: 'MII=',
        },
      ],
      extra: { logo: null, nested: { deep: [1, 'two', null] } },
    });
    const withScopes = { ...full, api: { ...full.api, oauth2PermissionScopes: [scope('Read'), scope(null)] } };
    await insert(withScopes);
    expect(await applications.get(tenantId, full.id)).toEqual(withScopes);
    expect(await applications.findByAppId(full.appId)).toEqual(withScopes);
    expect(await applications.findByUniqueName(tenantId, 'orders-api')).toEqual(withScopes);
    expect(await applications.findByIdentifierUri('API://ORDERS', tenantId)).toEqual([withScopes]);
    const { items } = await applications.query(tenantId, { top: 5 });
    expect(items).toEqual([withScopes]);
  });

  it('hold the hundreds of permissions of a large API', async () => {
    const tenantId = await newTenant(bench.storage);
    const large = application(tenantId, { appRoles: Array.from({ length: 401 }, (_role, index) => role(`R${index}`)) });
    const scopes = Array.from({ length: 777 }, (_scope, index) => scope(`S${index}`));
    const made = { ...large, api: { ...large.api, oauth2PermissionScopes: scopes } };
    await insert(made);
    expect(await bench.storage.stores.applications.get(tenantId, made.id)).toEqual(made);
    expect(await bench.storage.facts.listScopes(made.appId)).toEqual(scopes);
  });

  it('are replaced as a whole by an update, with all that can be asked of them', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const before = application(tenantId, { tags: ['old'], identifierUris: [`api://${guid()}`], uniqueName: 'one' });
    const after = { ...before, displayName: 'Renamed', tags: ['new'], identifierUris: [], uniqueName: null };
    await insert(before);
    await unitOfWork.run((own) => own.applications.update(after));
    expect(await stores.applications.get(tenantId, before.id)).toEqual(after);
    const tagged = (tag: string) =>
      stores.applications.count(tenantId, {
        kind: 'any',
        collection: 'tags',
        operand: { kind: 'compare', field: '$it', operator: 'eq', value: tag },
      });
    expect(await tagged('old')).toBe(0);
    expect(await tagged('new')).toBe(1);
    expect(await stores.applications.findByIdentifierUri(before.identifierUris[0]!)).toEqual([]);
    expect(await stores.applications.findByUniqueName(tenantId, 'one')).toBeUndefined();
  });

  it('are refused when an update, a deletion or a tenant does not find them', async () => {
    const { unitOfWork } = bench.storage;
    const [tenantId, otherTenant] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const made = application(tenantId);
    await insert(made);
    const missing = { code: 'NotFound' };
    await expect(unitOfWork.run((own) => own.applications.update(application(tenantId)))).rejects.toMatchObject(
      missing,
    );
    await expect(
      unitOfWork.run((own) => own.applications.update({ ...made, tenantId: otherTenant })),
    ).rejects.toMatchObject(missing);
    await expect(unitOfWork.run((own) => own.applications.softDelete(otherTenant, made.id, AT))).rejects.toMatchObject(
      missing,
    );
    await expect(insert(application(guid()))).rejects.toMatchObject({ code: 'InvalidReference' });
  });

  it.each<[string, (taken: Application) => Partial<Application>, object]>([
    ['the object id', ({ id }) => ({ id }), { code: 'Conflict' }],
    ['the appId', ({ appId: taken }) => ({ appId: taken }), { code: 'Conflict', target: 'appId' }],
    [
      'the unique name, in any case',
      () => ({ uniqueName: 'UNIQUE' }),
      { code: 'DuplicateValue', target: 'uniqueName' },
    ],
    [
      'an identifier URI, in any case',
      () => ({ identifierUris: ['api://free', 'API://TAKEN'] }),
      { code: 'DuplicateValue', target: 'identifierUris' },
    ],
  ])('are refused when another one of the tenant has %s', async (_what, change, refusal) => {
    const tenantId = await newTenant(bench.storage);
    const taken = application(tenantId, { uniqueName: 'unique', identifierUris: ['api://taken'] });
    await insert(taken);
    await expect(insert(application(tenantId, change(taken)))).rejects.toMatchObject({
      name: 'DirectoryFault',
      ...refusal,
    });
    expect(await bench.storage.stores.applications.count(tenantId)).toBe(1);
  });

  it('may have the names and URIs that another tenant has, but never an appId', async () => {
    const [here, there] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const uri = `api://${guid()}`;
    const one = application(here, { uniqueName: 'same', identifierUris: [uri] });
    const two = application(there, { uniqueName: 'same', identifierUris: [uri] });
    await insert(one, two);
    const found = await bench.storage.stores.applications.findByIdentifierUri(uri);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([one, two]));
    expect(await bench.storage.stores.applications.findByIdentifierUri(uri, there)).toEqual([two]);
    await expect(insert(application(there, { appId: one.appId }))).rejects.toMatchObject({ code: 'Conflict' });
  });

  it('are invisible once deleted; their URIs and unique name are free again, their appId is not', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const gone = application(tenantId, { uniqueName: 'reborn', identifierUris: ['api://reborn'], tags: ['t'] });
    await insert(gone);
    await unitOfWork.run((own) => own.applications.softDelete(tenantId, gone.id, AT));
    expect(await stores.applications.get(tenantId, gone.id)).toBeUndefined();
    expect(await stores.applications.getMany(tenantId, [gone.id])).toEqual([]);
    expect(await stores.applications.findByAppId(gone.appId)).toBeUndefined();
    expect(await stores.applications.findByUniqueName(tenantId, 'reborn')).toBeUndefined();
    expect(await stores.applications.findByIdentifierUri('api://reborn')).toEqual([]);
    expect(await stores.applications.query(tenantId, { top: 9 })).toEqual({ items: [] });
    expect(await stores.applications.count(tenantId)).toBe(0);
    expect(await stores.directoryObjects.resolve(tenantId, gone.id)).toBeUndefined();
    expect(await bench.storage.facts.loadClient(tenantId, gone.appId)).toBeUndefined();
    await expect(unitOfWork.run((own) => own.applications.softDelete(tenantId, gone.id, AT))).rejects.toMatchObject({
      code: 'NotFound',
    });
    await insert(application(tenantId, { uniqueName: 'reborn', identifierUris: ['api://reborn'] }));
    await expect(insert(application(tenantId, { appId: gone.appId }))).rejects.toMatchObject({ code: 'Conflict' });
  });

  it('are never seen from another tenant', async () => {
    const { stores } = bench.storage;
    const [mine, other] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const made = application(mine, { uniqueName: 'mine', identifierUris: [`api://${guid()}`] });
    await insert(made);
    expect(await stores.applications.get(other, made.id)).toBeUndefined();
    expect(await stores.applications.getMany(other, [made.id])).toEqual([]);
    expect(await stores.applications.findByUniqueName(other, 'mine')).toBeUndefined();
    expect(await stores.applications.findByIdentifierUri(made.identifierUris[0]!, other)).toEqual([]);
    expect(await stores.applications.query(other, { top: 9 })).toEqual({ items: [] });
    expect(await stores.applications.count(other)).toBe(0);
    expect(await stores.directoryObjects.resolve(other, made.id)).toBeUndefined();
    expect(await stores.directoryObjects.resolve(mine, made.id)).toEqual({ id: made.id, kind: 'application' });
  });

  it('are given in the order asked for, without what does not exist', async () => {
    const tenantId = await newTenant(bench.storage);
    const made = Array.from({ length: 5 }, () => application(tenantId));
    await insert(...made);
    const [a, b, c, d] = made as [Application, Application, Application, Application];
    const asked = [d.id, objectId(), a.id, c.id, a.id];
    expect(await bench.storage.stores.applications.getMany(tenantId, asked)).toEqual([d, a, c, a]);
    expect(await bench.storage.stores.applications.getMany(tenantId, [])).toEqual([]);
    expect(b).toBeDefined();
  });

  it('are found among more ids than one statement can carry', async () => {
    const tenantId = await newTenant(bench.storage);
    const [first, last] = [application(tenantId), application(tenantId)];
    await insert(first, last);
    const asked = [first.id, ...Array.from({ length: 70_000 }, () => objectId()), last.id];
    expect(await bench.storage.stores.applications.getMany(tenantId, asked)).toEqual([first, last]);
  });
});

onEveryEngine('instances', (bench) => {
  it('show what their definition says now, wherever that lives', async () => {
    const { stores, unitOfWork } = bench.storage;
    const [home, customer] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const definition = application(home, {
      tags: ['Shown'],
      signInAudience: 'AzureADMultipleOrgs',
      appRoles: [role('A')],
      web: { ...application(home).web, redirectUris: ['https://a.example'] },
      spa: { redirectUris: ['https://b.example'] },
    });
    const instances = [servicePrincipal(home, definition), servicePrincipal(customer, definition)];
    await unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      for (const instance of instances) await own.servicePrincipals.insert(instance);
    });
    for (const instance of instances) {
      expect(await stores.servicePrincipals.get(instance.tenantId, instance.id)).toEqual(instance);
      expect(await stores.servicePrincipals.findByAppId(instance.tenantId, definition.appId)).toEqual(instance);
    }
    const listed = await stores.servicePrincipals.listInstances(definition.appId);
    expect(listed).toEqual([...instances].sort((one, two) => (one.tenantId < two.tenantId ? -1 : 1)));

    const changed = { ...definition, displayName: 'New name', appRoles: [] };
    await unitOfWork.run((own) => own.applications.update(changed));
    const seen = await stores.servicePrincipals.get(customer, instances[1]!.id);
    expect(seen).toEqual({ ...servicePrincipal(customer, changed), ...seen, displayName: definition.displayName });
    expect(seen?.shared).toMatchObject({ appDisplayName: 'New name', appRoles: [], appOwnerOrganizationId: home });
  });

  it('need no definition, as managed identities have none', async () => {
    const tenantId = await newTenant(bench.storage);
    const instance = servicePrincipal(tenantId, application(tenantId), { servicePrincipalType: 'ManagedIdentity' });
    await bench.storage.unitOfWork.run((own) => own.servicePrincipals.insert(instance));
    const seen = await bench.storage.stores.servicePrincipals.get(tenantId, instance.id);
    expect(seen?.servicePrincipalType).toBe('ManagedIdentity');
    expect(seen?.shared).toMatchObject({ appOwnerOrganizationId: null, signInAudience: null, appRoles: [] });
  });

  it('ignore what an update says of their definition', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId);
    const instance = servicePrincipal(tenantId, definition);
    await unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(instance);
      await own.servicePrincipals.update({
        ...instance,
        accountEnabled: false,
        shared: { ...instance.shared, appDisplayName: 'Not so' },
      });
    });
    expect(await stores.servicePrincipals.get(tenantId, instance.id)).toEqual({ ...instance, accountEnabled: false });
    expect(await stores.applications.get(tenantId, definition.id)).toEqual(definition);
  });

  it('are found by any of their names, whatever its case', async () => {
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId, { identifierUris: ['api://Straße'] });
    const instance = servicePrincipal(tenantId, definition);
    await bench.storage.unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(instance);
    });
    const { servicePrincipals } = bench.storage.stores;
    for (const name of ['api://STRAßE', definition.appId, definition.appId.toUpperCase()]) {
      expect(await servicePrincipals.findByName(tenantId, name)).toEqual(instance);
    }
    expect(await servicePrincipals.findByName(tenantId, 'api://strasse')).toBeUndefined();
  });

  it.each<
    [string, (taken: Application, names: readonly string[]) => [Application, Partial<{ names: string[] }>], object]
  >([
    ['a second one of an appId', (taken) => [taken, { names: [] }], { code: 'Conflict', target: 'appId' }],
    [
      'a name that another one has',
      (taken, [, name]) => [{ ...taken, appId: appId() }, { names: [String(name).toUpperCase()] }],
      { code: 'Conflict', target: 'servicePrincipalNames' },
    ],
  ])('are refused: %s in one tenant', async (_what, second, refusal) => {
    const { unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId, { identifierUris: ['api://name'] });
    const first = servicePrincipal(tenantId, definition);
    await unitOfWork.run((own) => own.servicePrincipals.insert(first));
    const [of, { names }] = second(definition, first.servicePrincipalNames);
    const rival = servicePrincipal(tenantId, of, { servicePrincipalNames: names ?? [] });
    await expect(unitOfWork.run((own) => own.servicePrincipals.insert(rival))).rejects.toMatchObject(refusal);
    await unitOfWork.run((own) => own.servicePrincipals.softDelete(tenantId, first.id, AT));
    await unitOfWork.run((own) => own.servicePrincipals.insert(rival));
    expect(await bench.storage.stores.servicePrincipals.findByAppId(tenantId, of.appId as AppId)).toMatchObject({
      id: rival.id,
    });
  });

  it('are gone for everybody once deleted', async () => {
    const { stores, unitOfWork, facts } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId);
    const instance = servicePrincipal(tenantId, definition);
    await unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(instance);
    });
    await unitOfWork.run((own) => own.servicePrincipals.softDelete(tenantId, instance.id, AT));
    expect(await stores.servicePrincipals.get(tenantId, instance.id)).toBeUndefined();
    expect(await stores.servicePrincipals.findByAppId(tenantId, definition.appId)).toBeUndefined();
    expect(await stores.servicePrincipals.findByName(tenantId, definition.appId)).toBeUndefined();
    expect(await stores.servicePrincipals.listInstances(definition.appId)).toEqual([]);
    expect(await facts.loadClient(tenantId, definition.appId)).toEqual({ definition, instance: undefined });
    await expect(unitOfWork.run((own) => own.servicePrincipals.update(instance))).rejects.toMatchObject({
      code: 'NotFound',
    });
  });
});
