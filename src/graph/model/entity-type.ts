import type { GraphVersion } from '../odata/index.ts';
import type { FilterTable, SortTable } from './filter-support.ts';
import type { ValueType } from './value-type.ts';

/** Who writes a property: nobody (the service does), whoever creates the object, or whoever creates or updates it. */
export type Access = 'read' | 'create' | 'write';

/** A property of an entity: its wire name, its type, and how its value is found on the object. */
export interface Property<Entity> {
  readonly name: string;
  readonly type: ValueType;
  readonly access: Access;
  readonly isNullable: boolean;
  /** Whether an object cannot be created without it. */
  readonly isRequired: boolean;
  /** Whether it comes without being selected. */
  readonly byDefault: boolean;
  /** The only version that has it; both have it when absent. */
  readonly onlyIn?: GraphVersion;
  /** Whether the directory keeps it without knowing it (`extra`). */
  readonly isExtra: boolean;
  readonly read: (entity: Entity, view: View) => unknown;
}

/** What a reader asked for that changes what a property shows. */
export interface View {
  readonly version: GraphVersion;
  /** Whether certificates come with their bytes: one object was asked for, and `keyCredentials` by name. */
  readonly showsKeys: boolean;
}

/** A way from one entity to others. */
export interface Navigation {
  readonly name: string;
  /** Entity type at the other end. */
  readonly target: string;
  readonly isCollection: boolean;
  readonly isExpandable: boolean;
  /** Whether what is at the other end exists below this entity alone. */
  readonly isContained?: boolean;
  /** Where `name@odata.bind` is taken; nowhere when absent. */
  readonly bound?: 'onCreate' | 'always';
}

/** Everything Graph says of one kind of entity. Pure data, but for the `read` of each property. */
export interface EntityType<Entity> {
  /** In Graph's spelling: `servicePrincipal`. */
  readonly name: string;
  /** The entity set, in Graph's spelling: `servicePrincipals`. */
  readonly set: string;
  /** Whether it is derived from directoryObject and listed with others of that kind. */
  readonly isDirectoryObject: boolean;
  /** Open types pass over what they do not know in `$select`. @spec Graph: OpenType in the CSDL */
  readonly isOpen: boolean;
  /** In the order they appear on the wire. */
  readonly properties: readonly Property<Entity>[];
  readonly navigations: readonly Navigation[];
  readonly filters: FilterTable;
  readonly sorts: SortTable;
}

/** What a message calls the type: `Application`, `ServicePrincipal`. */
export function resourceName(type: Pick<EntityType<never>, 'name'>): string {
  return type.name.charAt(0).toUpperCase() + type.name.slice(1);
}
