import { expect, it } from 'vitest';
import type { Application, ServicePrincipal } from '../../../src/directory/index.ts';
import { onEveryEngine } from './engines.ts';
import {
  appId,
  application,
  assignment,
  group,
  guid,
  newTenant,
  objectId,
  role,
  scope,
  servicePrincipal,
  user,
} from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('the facts of a token', (bench) => {
  async function stored(definition: Application, ...instances: readonly ServicePrincipal[]): Promise<void> {
    await bench.storage.unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      for (const instance of instances) await own.servicePrincipals.insert(instance);
    });
  }

  it('tell of a client its definition, and its instance in the tenant asked about', async () => {
    const { facts } = bench.storage;
    const [home, customer, stranger] = await Promise.all([1, 2, 3].map(() => newTenant(bench.storage)));
    const definition = application(home!, { signInAudience: 'AzureADMultipleOrgs', appRoles: [role('A')] });
    const [at, there] = [servicePrincipal(home!, definition), servicePrincipal(customer!, definition)];
    await stored(definition, at, there);
    const { shared: _atShared, ...own } = at;
    const { shared: _thereShared, ...foreign } = there;
    expect(await facts.loadClient(home!, definition.appId)).toEqual({ definition, instance: own });
    expect(await facts.loadClient(customer!, definition.appId)).toEqual({ definition, instance: foreign });
    expect(await facts.loadClient(stranger!, definition.appId)).toEqual({ definition, instance: undefined });
    expect(await facts.loadClient(home!, appId())).toBeUndefined();
  });

  it('show a change and a revocation on the very next read', async () => {
    const { facts, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId);
    const instance = servicePrincipal(tenantId, definition);
    await stored(definition, instance);
    await unitOfWork.run((own) => own.servicePrincipals.update({ ...instance, accountEnabled: false }));
    const client = await facts.loadClient(tenantId, definition.appId);
    expect(client?.instance?.accountEnabled).toBe(false);
    await unitOfWork.run((own) => own.applications.softDelete(tenantId, definition.id, AT));
    expect(await facts.loadClient(tenantId, definition.appId)).toBeUndefined();
    expect(await facts.findResource(tenantId, definition.appId)).toBeUndefined();
    expect(await facts.listScopes(definition.appId)).toEqual([]);
  });

  it('find an API by any name a client may use, whatever its case', async () => {
    const { facts } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const uri = `api://${guid()}/Bestellungen-Zürich`;
    const preAuthorized = { appId: appId(), delegatedPermissionIds: [guid()] };
    const base = application(tenantId, { identifierUris: [uri], displayName: 'Definition' });
    const definition: Application = {
      ...base,
      groupMembershipClaims: 'SecurityGroup',
      api: { ...base.api, knownClientApplications: [appId()], preAuthorizedApplications: [preAuthorized] },
      optionalClaims: {
        idToken: [],
        accessToken: [{ name: 'ipaddr', source: null, essential: true, additionalProperties: [] }],
        saml2Token: [],
      },
    };
    const instance = servicePrincipal(tenantId, definition, {
      displayName: 'Instance',
      servicePrincipalNames: [definition.appId, uri, 'https://legacy.example'],
      appRoleAssignmentRequired: true,
    });
    await stored(definition, instance);
    const expected = {
      appId: definition.appId,
      displayName: 'Instance',
      homeTenantId: tenantId,
      signInAudience: 'AzureADMyOrg',
      identifierUris: [uri],
      requestedAccessTokenVersion: 2,
      accessTokenOptionalClaims: definition.optionalClaims?.accessToken,
      groupMembershipClaims: 'SecurityGroup',
      knownClientApplications: definition.api.knownClientApplications,
      preAuthorizedApplications: [preAuthorized],
      acceptMappedClaims: false,
      policies: {
        lifetime: { servicePrincipal: null, application: null, organization: null },
        claimsMapping: null,
      },
      instance: {
        id: instance.id,
        displayName: 'Instance',
        accountEnabled: true,
        appRoleAssignmentRequired: true,
        servicePrincipalNames: instance.servicePrincipalNames,
        tags: [],
      },
    };
    for (const name of [
      definition.appId,
      definition.appId.toUpperCase(),
      uri,
      uri.toUpperCase(),
      'HTTPS://legacy.example',
    ]) {
      expect(await facts.findResource(tenantId, name)).toEqual(expected);
    }
    expect(await facts.findResource(tenantId, 'https://unknown.example')).toBeUndefined();
    expect(await facts.findResource(await newTenant(bench.storage), uri)).toBeUndefined();
  });

  it("prefer the tenant's own instance to a definition of elsewhere that has the same name", async () => {
    const { facts } = bench.storage;
    const [here, there] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const uri = `api://${guid()}`;
    const foreign = application(there, { identifierUris: [uri], signInAudience: 'AzureADMultipleOrgs' });
    await stored(foreign);
    expect(await facts.findResource(here, uri)).toMatchObject({ appId: foreign.appId, instance: undefined });
    const local = application(here, { identifierUris: [uri] });
    await stored(local, servicePrincipal(here, local));
    expect(await facts.findResource(here, uri)).toMatchObject({ appId: local.appId, homeTenantId: here });
    expect(await facts.findResource(there, uri)).toMatchObject({ appId: foreign.appId, homeTenantId: there });
  });

  it.each([
    ['AzureADMyOrg', false],
    ['AzureADMultipleOrgs', true],
    ['AzureADandPersonalMicrosoftAccount', true],
    ['PersonalMicrosoftAccount', false],
  ] as const)('know a definition of another tenant with audience %s: %s', async (signInAudience, isKnown) => {
    const tenantId = await newTenant(bench.storage);
    const definition = application(await newTenant(bench.storage), {
      signInAudience,
      identifierUris: [`api://${guid()}`],
    });
    await stored(definition);
    for (const name of [definition.appId, definition.identifierUris[0]!]) {
      const found = await bench.storage.facts.findResource(tenantId, name);
      expect(found?.appId).toBe(isKnown ? definition.appId : undefined);
    }
    expect(await bench.storage.facts.findResource(definition.tenantId, definition.appId)).toMatchObject({
      appId: definition.appId,
    });
  });

  it('list the enabled scopes of an API, all or by their values', async () => {
    const { facts } = bench.storage;
    const base = application(await newTenant(bench.storage));
    const scopes = [scope('Orders.Read'), scope('Orders.Write'), scope('Old', { isEnabled: false }), scope(null)];
    const definition = { ...base, api: { ...base.api, oauth2PermissionScopes: scopes } };
    await stored(definition);
    expect(await facts.listScopes(definition.appId)).toEqual([scopes[0], scopes[1], scopes[3]]);
    expect(await facts.listScopes(definition.appId, ['orders.write', 'Old', 'nonsense'])).toEqual([scopes[1]]);
    expect(await facts.listScopes(definition.appId, [])).toEqual([]);
    expect(await facts.listScopes(appId())).toEqual([]);
  });

  it('list the values of the enabled roles that principals hold, once each', async () => {
    const { facts, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const roles = [role('Write'), role('Read'), role('Gone', { isEnabled: false }), role(null), role('Unassigned')];
    const definition = application(tenantId, { appRoles: roles });
    const resource = servicePrincipal(tenantId, definition);
    const [person, team] = [user(tenantId), group(tenantId)];
    await stored(definition, resource);
    await unitOfWork.run(async (own) => {
      await own.users.insert(person);
      await own.groups.insert(team);
      for (const { id } of roles.slice(0, 4)) {
        await own.appRoleAssignments.insert(assignment(person, 'User', resource, id));
      }
      await own.appRoleAssignments.insert(assignment(team, 'Group', resource, roles[0]!.id));
    });
    const target = { id: resource.id, appId: resource.appId };
    const held = (...ids: Parameters<typeof facts.listRoleValues>[1]) => facts.listRoleValues(tenantId, ids, target);
    expect(await held(person.id, team.id)).toEqual(['Read', 'Write']);
    expect(await held(team.id)).toEqual(['Write']);
    expect(await held(objectId())).toEqual([]);
    expect(await held()).toEqual([]);
    expect(await facts.listRoleValues(await newTenant(bench.storage), [person.id], target)).toEqual([]);
  });

  it('tell whether somebody is assigned, by a role or by default access', async () => {
    const { facts, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const definition = application(tenantId);
    const resource = servicePrincipal(tenantId, definition);
    const person = user(tenantId);
    await stored(definition, resource);
    const held = assignment(person, 'User', resource, '00000000-0000-0000-0000-000000000000');
    await unitOfWork.run(async (own) => {
      await own.users.insert(person);
      await own.appRoleAssignments.insert(held);
    });
    const isAssigned = () => facts.isAssigned(tenantId, [objectId(), person.id], resource.id);
    expect(await isAssigned()).toBe(true);
    expect(await facts.isAssigned(tenantId, [objectId()], resource.id)).toBe(false);
    expect(await facts.isAssigned(tenantId, [], resource.id)).toBe(false);
    expect(await facts.isAssigned(await newTenant(bench.storage), [person.id], resource.id)).toBe(false);
    await unitOfWork.run((own) => own.appRoleAssignments.remove(tenantId, held.id));
    expect(await isAssigned()).toBe(false);
  });
});
