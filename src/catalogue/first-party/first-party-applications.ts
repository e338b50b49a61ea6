import { type AppId, invariant } from '../../kernel/index.ts';
import { lazily } from '../lazily.ts';
import type { ApiPermission, PermissionKind } from '../permissions/api-permission.ts';
import { firstPartyClients } from './clients.ts';
import type { FirstPartyApplication } from './first-party-application.ts';
import { firstPartyResources } from './resources.ts';

/** Every application of Microsoft that exists in a tenant from its first day. */
export const firstPartyApplications = lazily((): readonly FirstPartyApplication[] => [
  ...firstPartyResources(),
  ...firstPartyClients,
]);

const byAppId = lazily(
  (): ReadonlyMap<string, FirstPartyApplication> =>
    new Map(firstPartyApplications().map((application) => [application.appId, application])),
);

/** @returns the application, or undefined when it is none of those that exist from the start. */
export function findFirstPartyApplication(appId: string): FirstPartyApplication | undefined {
  return byAppId().get(appId.toLowerCase());
}

/** A permission is looked up by what it is called, or by its id; ids are unique only within an API and kind. */
interface PermissionIndex {
  readonly byValue: ReadonlyMap<string, ApiPermission>;
  readonly byId: ReadonlyMap<string, ApiPermission>;
}

function indexOf(application: FirstPartyApplication): PermissionIndex {
  return {
    byValue: new Map(
      application.permissions.map((permission) => [`${permission.kind} ${permission.value}`, permission]),
    ),
    byId: new Map(application.permissions.map((permission) => [`${permission.kind} ${permission.id}`, permission])),
  };
}

const permissionIndexes = lazily(
  (): ReadonlyMap<string, PermissionIndex> =>
    new Map(firstPartyResources().map((application) => [application.appId, indexOf(application)])),
);

/**
 * @param resourceAppId the API @param kind scope or app role @param value as in `scp` or `roles`, letter case included
 * @returns the permission, or undefined when the API is not of the first party or publishes no such permission
 */
export function findPermission(resourceAppId: string, kind: PermissionKind, value: string): ApiPermission | undefined {
  return permissionIndexes().get(resourceAppId.toLowerCase())?.byValue.get(`${kind} ${value}`);
}

/** As `findPermission`, by the id that `requiredResourceAccess` holds. */
export function findPermissionById(resourceAppId: string, kind: PermissionKind, id: string): ApiPermission | undefined {
  return permissionIndexes().get(resourceAppId.toLowerCase())?.byId.get(`${kind} ${id.toLowerCase()}`);
}

/** One row of `api.preAuthorizedApplications`. */
export interface PreAuthorizedClient {
  readonly appId: AppId;
  readonly delegatedPermissionIds: readonly string[];
}

/**
 * The clients that an API of the first party admits without consent.
 * @returns the rows of its `api.preAuthorizedApplications`; none for an unknown API
 * @spec Entra preAuthorizedApplication
 */
export function preAuthorizedClients(resourceAppId: string): readonly PreAuthorizedClient[] {
  return firstPartyClients.flatMap((client) =>
    client.preAuthorizations
      .filter((granted) => granted.resourceAppId === resourceAppId.toLowerCase())
      .map((granted) => ({
        appId: client.appId,
        delegatedPermissionIds: granted.scopes.map((scope) => {
          const permission = findPermission(granted.resourceAppId, 'delegated', scope);
          invariant(permission !== undefined, `${granted.resourceAppId} publishes ${scope}`);
          return permission.id;
        }),
      })),
  );
}
