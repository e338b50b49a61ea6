import {
  createAppRoleAssignment,
  createPermissionGrant,
  DEFAULT_ACCESS_ROLE_ID,
  permissionGrantId,
} from '../../directory/index.ts';
import { resolveInstance, resolvePrincipal } from './seed-references.ts';
import type { SeedTenant } from './seed-schema.ts';
import { make, refuseSeed, type SeedStep } from './seed-step.ts';

/** Brings in recorded delegated consent. A row that is there keeps its scopes. */
export async function seedGrant(step: SeedStep, wanted: SeedTenant['delegatedGrants'][number]): Promise<void> {
  const { stores, context } = step;
  const place = `Grant of ${wanted.client} on ${wanted.resource}`;
  const client = await resolveInstance(step, place, wanted.client);
  const resource = await resolveInstance(step, place, wanted.resource);
  const principalId = wanted.user === undefined ? null : await resolvePrincipal(step, place, wanted.user);
  const id = permissionGrantId(client.id, resource.id, principalId);
  if (await stores.permissionGrants.get(context.tenantId, id)) return;
  await make(step, place, () =>
    createPermissionGrant(context, {
      clientId: client.id,
      resourceId: resource.id,
      consentType: principalId === null ? 'AllPrincipals' : 'Principal',
      principalId,
      scope: wanted.scopes.join(' '),
    }),
  );
}

/** Brings in an app role that a principal holds: of an application, that is a granted application permission. */
export async function seedAssignment(step: SeedStep, wanted: SeedTenant['appRoleAssignments'][number]): Promise<void> {
  const { stores, context } = step;
  const place = `Assignment of ${wanted.principal} to ${wanted.resource}`;
  const principalId = await resolvePrincipal(step, place, wanted.principal);
  const resource = await resolveInstance(step, place, wanted.resource);
  const role = resource.shared.appRoles.find(({ id, value }) => value === wanted.role || id === wanted.role);
  if (wanted.role !== undefined && role === undefined) {
    throw refuseSeed(place, `${resource.displayName} has no app role '${wanted.role}'.`);
  }
  const appRoleId = role?.id ?? DEFAULT_ACCESS_ROLE_ID;
  const held = await stores.appRoleAssignments.count(context.tenantId, {
    kind: 'and',
    operands: [
      { kind: 'compare', field: 'principalId', operator: 'eq', value: principalId },
      { kind: 'compare', field: 'resourceId', operator: 'eq', value: resource.id },
      { kind: 'compare', field: 'appRoleId', operator: 'eq', value: appRoleId },
    ],
  });
  if (held > 0) return;
  await make(step, place, () => createAppRoleAssignment(context, { principalId, resourceId: resource.id, appRoleId }));
}
