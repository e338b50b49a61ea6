import type { Access, Property, View } from './entity-type.ts';
import type { ValueType } from './value-type.ts';

type Options = Partial<Pick<Property<never>, 'isNullable' | 'isRequired' | 'byDefault' | 'onlyIn'>>;

/** Ways to describe the properties of one kind of entity, each in a line. */
export interface PropertyMaker<Entity> {
  /** A property that the entity has under the same name. */
  own(name: keyof Entity & string, type: ValueType, access?: Access, options?: Options): Property<Entity>;
  /** A property that is worked out. */
  derived(
    name: string,
    type: ValueType,
    read: (entity: Entity, view: View) => unknown,
    access?: Access,
    options?: Options,
  ): Property<Entity>;
}

/** Properties are nullable and in the default set unless said otherwise; lists are never null. */
export function propertiesOf<Entity>(): PropertyMaker<Entity> {
  const make = (
    name: string,
    type: ValueType,
    read: (entity: Entity, view: View) => unknown,
    access: Access = 'read',
    options: Options = {},
  ): Property<Entity> => ({
    name,
    type,
    access,
    read,
    isNullable: type.kind !== 'list',
    isRequired: false,
    byDefault: true,
    isExtra: false,
    ...options,
  });
  return {
    own: (name, type, access, options) => make(name, type, (entity) => entity[name], access, options),
    derived: make,
  };
}

/** An entity that keeps further properties as they were given. */
interface Extensible {
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * A property that the directory keeps without reading it.
 * @param whenAbsent what it shows before it is ever written
 */
export function extra<Entity extends Extensible>(
  name: string,
  type: ValueType,
  whenAbsent: unknown = null,
  options: Options = {},
): Property<Entity> {
  return {
    name,
    type,
    access: 'write',
    read: (entity) => entity.extra[name] ?? whenAbsent,
    isNullable: type.kind !== 'list',
    isRequired: false,
    byDefault: true,
    isExtra: true,
    ...options,
  };
}
