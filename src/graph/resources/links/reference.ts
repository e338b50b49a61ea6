import { type DirectoryRole, findDirectoryRole } from '../../../catalogue/index.ts';
import type {
  Application,
  DirectoryObjectKind,
  DirectoryObjectReference,
  Group,
  ServicePrincipal,
  User,
} from '../../../directory/index.ts';
import type { ObjectId } from '../../../kernel/index.ts';
import type { GraphCall } from '../../call.ts';
import { applicationType } from '../../model/application.ts';
import { directoryRoleType } from '../../model/directory-role.ts';
import type { EntityType } from '../../model/entity-type.ts';
import { groupType } from '../../model/group.ts';
import { type Rendering, renderEntity } from '../../model/render-entity.ts';
import { selectNames } from '../../model/select-names.ts';
import { servicePrincipalType } from '../../model/service-principal.ts';
import { userType } from '../../model/user.ts';
import type { PropertyPath } from '../../odata/index.ts';
import { visibleOfLinkedUsers } from '../users/user-reach.ts';

/** What stands at the other end of a link. Directory roles are such ends too, though the directory keeps no object for them. */
export type LinkedReference = DirectoryObjectReference | { readonly id: string; readonly kind: 'directoryRole' };

export type LinkedKind = DirectoryObjectKind | 'directoryRole';

/** An object at the other end of a link, with its kind. */
export type LinkedObject =
  | { readonly kind: 'application'; readonly entity: Application }
  | { readonly kind: 'servicePrincipal'; readonly entity: ServicePrincipal }
  | { readonly kind: 'user'; readonly entity: User }
  | { readonly kind: 'group'; readonly entity: Group }
  | { readonly kind: 'directoryRole'; readonly entity: DirectoryRole };

/** The type of each kind. */
export const linkedTypes = {
  application: applicationType,
  servicePrincipal: servicePrincipalType,
  user: userType,
  group: groupType,
  directoryRole: directoryRoleType,
} as const satisfies Readonly<Record<LinkedKind, EntityType<never>>>;

/** The order in which links are shown: that of the ids, which never changes. */
export function inOrder(references: readonly LinkedReference[]): readonly LinkedReference[] {
  return references.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Loads what references stand for, in their order. What is gone meanwhile is left out. */
export async function loadLinked(
  { reads, caller: { tenant } }: GraphCall,
  references: readonly LinkedReference[],
): Promise<readonly LinkedObject[]> {
  const of = (kind: LinkedKind) => references.filter((one) => one.kind === kind).map((one) => one.id as ObjectId);
  const [applications, servicePrincipals, users, groups] = await Promise.all([
    reads.applications.getMany(tenant.id, of('application')),
    reads.servicePrincipals.getMany(tenant.id, of('servicePrincipal')),
    reads.users.getMany(tenant.id, of('user')),
    reads.groups.getMany(tenant.id, of('group')),
  ]);
  const roles = of('directoryRole').flatMap((id) => findDirectoryRole(id) ?? []);
  const loaded: readonly LinkedObject[] = [
    ...applications.map((entity) => ({ kind: 'application', entity }) as const),
    ...servicePrincipals.map((entity) => ({ kind: 'servicePrincipal', entity }) as const),
    ...users.map((entity) => ({ kind: 'user', entity }) as const),
    ...groups.map((entity) => ({ kind: 'group', entity }) as const),
    ...roles.map((entity) => ({ kind: 'directoryRole', entity }) as const),
  ];
  const byId = new Map(loaded.map((one) => [one.entity.id as string, one]));
  return references.flatMap(({ id }) => byId.get(id) ?? []);
}

/** An object of a mixed list on the wire, as far as the caller sees it, with the type that tells readers what it is. @spec OData JSON Format 4.01 §4.6.3 */
export function renderLinked(
  call: Pick<GraphCall, 'caller' | 'reach'>,
  linked: LinkedObject,
  rendering: Rendering,
  select?: readonly PropertyPath[],
): Record<string, unknown> {
  const type = { '@odata.type': `#microsoft.graph.${linked.kind}` };
  switch (linked.kind) {
    case 'application':
      return { ...type, ...renderSelected(applicationType, linked.entity, rendering, select) };
    case 'servicePrincipal':
      return { ...type, ...renderSelected(servicePrincipalType, linked.entity, rendering, select) };
    case 'user': {
      const visible = linked.entity.id === call.caller.user?.id ? undefined : visibleOfLinkedUsers(call);
      const shown = visible === undefined ? rendering : { ...rendering, visible };
      return { ...type, ...renderSelected(userType, linked.entity, shown, select) };
    }
    case 'group':
      return { ...type, ...renderSelected(groupType, linked.entity, rendering, select) };
    case 'directoryRole':
      return { ...type, ...renderSelected(directoryRoleType, linked.entity, rendering, select) };
  }
}

/** In a mixed list a name is known when any kind has it, so none is refused. */
function renderSelected<Entity>(
  type: EntityType<Entity>,
  entity: Entity,
  rendering: Rendering,
  select: readonly PropertyPath[] | undefined,
): Record<string, unknown> {
  const names = selectNames(select, { ...type, isOpen: true });
  return renderEntity(type, entity, names === undefined ? rendering : { ...rendering, select: names });
}
