import { GraphFault } from '../fault.ts';
import type { GraphVersion } from '../odata/index.ts';
import { type EntityType, type Property, resourceName } from './entity-type.ts';
import { parseValue } from './parse-value.ts';
import { newPlaceOf } from './retired-names.ts';

/** A body that creates or changes an object: every member known, and of its type. */
export interface Payload {
  /** By the property's name in Graph's spelling; absent members stay absent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The part of `values` that the directory keeps without knowing it. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** References given with `name@odata.bind`, by the name of the navigation. */
  readonly bound: Readonly<Record<string, readonly string[]>>;
}

const BIND = '@odata.bind';

/**
 * Parses the body of a create or update. Annotations are passed over, and so are `id` and explicit nulls of what callers cannot
 * write: clients send back what they read.
 * @throws GraphFault `PropertyUnknown`, `PropertyInvalid`, `PropertyMissing`, `PropertyReadOnly`
 * @spec Graph: unknown members, types and nulls in a write
 */
export function parsePayload(
  type: EntityType<never>,
  body: Readonly<Record<string, unknown>>,
  purpose: 'create' | 'update',
  version: GraphVersion,
): Payload {
  const known = new Map(
    type.properties
      .filter(({ onlyIn }) => onlyIn === undefined || onlyIn === version)
      .map((property) => [property.name, property]),
  );
  const values: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  const bound: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith(BIND)) bound[name.slice(0, -BIND.length)] = parseBound(type, name, value, purpose);
    if (name === 'id' || name.includes('@odata.')) continue;
    const property = known.get(name);
    if (property === undefined) throw unknownProperty(type, name);
    const parsed = parseProperty(type, property, value, purpose);
    if (parsed === undefined) continue;
    (property.isExtra ? extra : values)[name] = parsed;
  }
  if (purpose === 'create') requireAll(type, values);
  return { values, extra, bound };
}

/** @returns the value to write, or undefined where there is nothing to write */
function parseProperty(
  type: EntityType<never>,
  { name, type: valueType, access, isNullable, isRequired }: Property<never>,
  value: unknown,
  purpose: 'create' | 'update',
): unknown {
  if (access === 'read' || (access === 'create' && purpose === 'update')) {
    if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
    throw new GraphFault('PropertyReadOnly', `Property '${name}' is read-only and cannot be set.`, { target: name });
  }
  if (value === null) {
    // A new object has no value to clear.
    if (purpose === 'create') return undefined;
    if (!isNullable || isRequired) throw invalid(type, name);
    return null;
  }
  const isMerged = valueType.kind === 'complex' && valueType.complex.isMerged;
  return parseValue(valueType, value, { path: name, resource: resourceName(type), isMerged });
}

function parseBound(
  { navigations, ...type }: EntityType<never>,
  name: string,
  value: unknown,
  purpose: 'create' | 'update',
): readonly string[] {
  const place = navigations.find((one) => `${one.name}${BIND}` === name)?.bound;
  if (place === undefined || (place === 'onCreate' && purpose === 'update')) throw unknownProperty(type, name);
  if (!Array.isArray(value) || !value.every((one): one is string => typeof one === 'string')) {
    throw invalid(type, name);
  }
  return value;
}

function requireAll(type: EntityType<never>, values: Readonly<Record<string, unknown>>): void {
  const absent = type.properties.find(({ name, isRequired }) => isRequired && values[name] === undefined);
  if (absent === undefined) return;
  throw new GraphFault(
    'PropertyMissing',
    `A value is required for property '${absent.name}' of resource '${resourceName(type)}'.`,
    { target: absent.name },
  );
}

function unknownProperty(type: Pick<EntityType<never>, 'name'>, name: string): GraphFault {
  const place = type.name === 'application' ? newPlaceOf(name) : undefined;
  const message = `Property '${name}' is not valid for resource '${resourceName(type)}'.`;
  const advice = `${message} It is a name of the retired Azure AD Graph; in Microsoft Graph it is ${place}.`;
  return new GraphFault('PropertyUnknown', place === undefined ? message : advice, { target: name });
}

function invalid(type: Pick<EntityType<never>, 'name'>, name: string): GraphFault {
  return new GraphFault(
    'PropertyInvalid',
    `Invalid value specified for property '${name}' of resource '${resourceName(type)}'.`,
    { target: name },
  );
}
