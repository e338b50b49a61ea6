import type { EntityType, Property, View } from './entity-type.ts';
import type { ValueType } from './value-type.ts';

/** How an object is to be shown. */
export interface Rendering extends View {
  /** Names selected, in any case; undefined for the default set. `*` selects everything. */
  readonly select?: readonly string[];
  /** The only properties the caller may see: others show as null. */
  readonly visible?: ReadonlySet<string>;
}

/**
 * An object as it looks on the wire: the named properties, copied one by one, in the order of the type. Nothing that the type
 * does not name can come through.
 */
export function renderEntity<Entity>(
  type: EntityType<Entity>,
  entity: Entity,
  rendering: Rendering,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const property of shownProperties(type, rendering)) {
    const isVisible = rendering.visible?.has(property.name) ?? true;
    shown[property.name] = isVisible
      ? renderValue(property.type, property.read(entity, rendering))
      : hiddenValue(property);
  }
  return shown;
}

/** The properties a rendering has, in the order of the type. */
function shownProperties<Entity>(
  { properties }: Pick<EntityType<Entity>, 'properties'>,
  { select, version }: Pick<Rendering, 'select' | 'version'>,
): readonly Property<Entity>[] {
  const existing = properties.filter(({ onlyIn }) => onlyIn === undefined || onlyIn === version);
  if (select === undefined) return existing.filter(({ byDefault }) => byDefault);
  const wanted = new Set(select.map((name) => name.toLowerCase()));
  return wanted.has('*') ? existing : existing.filter(({ name }) => wanted.has(name.toLowerCase()));
}

function hiddenValue({ type }: Pick<Property<never>, 'type'>): unknown {
  return type.kind === 'list' ? [] : null;
}

/** Copies the members that the type names. What a value does not have stays away; what it has beside them too. */
function renderValue(type: ValueType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type.kind === 'list') return Array.isArray(value) ? value.map((one) => renderValue(type.of, one)) : [];
  if (type.kind !== 'complex') return value;
  const members = value as Readonly<Record<string, unknown>>;
  const shown: Record<string, unknown> = {};
  for (const member of type.complex.members) {
    if (members[member.name] !== undefined) shown[member.name] = renderValue(member.type, members[member.name]);
  }
  return shown;
}
