import type { PermissionKind } from '../../catalogue/index.ts';
import { RemoteFault } from '../fault.ts';
import type { RemoteServicePrincipal } from '../graph/entities.ts';
import type { GraphClient } from '../graph/graph-client.ts';
import { findResource } from './find-resource.ts';

/** A permission as people write it: `Microsoft Graph:User.Read`. */
export interface PermissionWish {
  readonly kind: PermissionKind;
  /** Display name, application id or identifier URI of the API. */
  readonly resource: string;
  readonly value: string;
}

/** A permission as Graph takes it. */
export interface ResolvedPermission extends PermissionWish {
  readonly resourceAppId: string;
  /** Object id of the API's instance: what grants name. */
  readonly resourceId: string;
  readonly permissionId: string;
}

const DEFAULT_RESOURCE = 'Microsoft Graph';

/**
 * Reads `API:permission`; without an API it is one of Microsoft Graph.
 * @returns undefined when no permission is named
 */
export function parsePermission(text: string, kind: PermissionKind): PermissionWish | undefined {
  // The API may be an identifier URI with colons of its own; permission values have none in practice.
  const at = text.lastIndexOf(':');
  const resource = at === -1 ? DEFAULT_RESOURCE : text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  return resource === '' || value === '' || /\s|\//.test(value) ? undefined : { kind, resource, value };
}

/**
 * Finds the ids behind the names.
 * @throws RemoteFault `NotFound`, `Ambiguous` (the API), `PermissionUnknown`; what Graph refuses
 */
export async function resolvePermissions(
  graph: GraphClient,
  wishes: readonly PermissionWish[],
): Promise<ResolvedPermission[]> {
  const resources = new Map<string, RemoteServicePrincipal>();
  for (const called of new Set(wishes.map(({ resource }) => resource))) {
    const found = await findResource(graph, called);
    if (found === undefined) {
      throw new RemoteFault('NotFound', `This tenant has no API '${called}', so nothing of it can be asked for.`, {
        target: called,
      });
    }
    resources.set(called, found);
  }
  return wishes.flatMap((wish) => {
    const resource = resources.get(wish.resource);
    return resource === undefined ? [] : [resolveOn(resource, wish)];
  });
}

function resolveOn(resource: RemoteServicePrincipal, wish: PermissionWish): ResolvedPermission {
  const offered = permissionsOf(resource, wish.kind);
  const found = offered.find(({ value }) => value?.toLowerCase() === wish.value.toLowerCase());
  if (found?.value) {
    const { appId: resourceAppId, id: resourceId } = resource;
    return { ...wish, value: found.value, resourceAppId, resourceId, permissionId: found.id };
  }
  throw new RemoteFault('PermissionUnknown', explain(resource, wish, offered), { target: wish.value });
}

function permissionsOf(resource: RemoteServicePrincipal, kind: PermissionKind) {
  return kind === 'delegated'
    ? resource.oauth2PermissionScopes
    : resource.appRoles.filter(({ allowedMemberTypes }) => allowedMemberTypes.includes('Application'));
}

function explain(
  resource: RemoteServicePrincipal,
  { kind, value }: PermissionWish,
  offered: readonly { readonly value: string | null }[],
): string {
  const name = resource.displayName ?? resource.appId;
  const other: PermissionKind = kind === 'delegated' ? 'application' : 'delegated';
  if (permissionsOf(resource, other).some((one) => one.value?.toLowerCase() === value.toLowerCase())) {
    const flag = other === 'delegated' ? '--permission' : '--app-permission';
    return `${name} offers ${value} as ${other} permission only: ask for it with ${flag}.`;
  }
  const near = nearest(
    value,
    offered.flatMap((one) => one.value ?? []),
  );
  const hint = near.length === 0 ? '' : ` Near it are: ${near.join(', ')}.`;
  return `${name} offers no ${kind} permission ${value}.${hint}`;
}

/** Those that begin alike the longest, the shorter first: misspellings are mostly in the middle or at the end. */
function nearest(value: string, offered: readonly string[]): string[] {
  const wanted = value.toLowerCase();
  const alike = (one: string): number => {
    const at = [...one.toLowerCase()].findIndex((character, index) => character !== wanted[index]);
    return at === -1 ? one.length : at;
  };
  return offered
    .filter((one) => alike(one) > 0)
    .sort((a, b) => alike(b) - alike(a) || a.length - b.length)
    .slice(0, 5);
}
