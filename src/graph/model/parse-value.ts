import { isGuid } from '../../kernel/index.ts';
import { GraphFault } from '../fault.ts';
import type { ComplexType, Member, ValueType } from './value-type.ts';

/** Where a value stands, for messages, and how it is written. */
export interface Place {
  /** `api.oauth2PermissionScopes` */
  readonly path: string;
  /** What messages call the object: `Application`. */
  readonly resource: string;
  /** Whether members that are absent stay absent, rather than taking the value that stands for them. */
  readonly isMerged: boolean;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;
const BASE64 = /^[A-Za-z0-9+/_\-\s]*={0,2}\s*$/;
const INT32 = 2 ** 31;

// What every value keeps to, besides the rule of its own that it may have: many objects are read into memory at once.
const LONGEST_TEXT = 8192;
const LONGEST_BINARY = 65_536;
/** @spec Graph resource application: 1,200 entries in a manifest */
const MOST_ENTRIES = 1200;

/**
 * Parses a JSON value that is not null. GUIDs come out in lower case, texts as they are.
 * @throws GraphFault `PropertyInvalid`, `PropertyMissing`, `PropertyUnknown`
 */
export function parseValue(type: ValueType, value: unknown, place: Place): unknown {
  switch (type.kind) {
    case 'list':
      if (!Array.isArray(value) || value.length > MOST_ENTRIES) refuse(place);
      return (value as readonly unknown[]).map((one) =>
        one === null ? refuse(place) : parseValue(type.of, one, { ...place, isMerged: false }),
      );
    case 'complex':
      return isObject(value) ? parseComplex(type.complex, value, place) : refuse(place);
    case 'oneOf':
      return typeof value === 'string' && type.members.includes(value) ? value : refuse(place);
    case 'guid':
      return scalars.guid(value) ? String(value).toLowerCase() : refuse(place);
    default:
      return scalars[type.kind](value) ? value : refuse(place);
  }
}

type ScalarKind = Exclude<ValueType['kind'], 'list' | 'complex' | 'oneOf'>;

const scalars: Readonly<Record<ScalarKind, (value: unknown) => boolean>> = {
  // No directory value holds NUL, which a database may refuse in text.
  text: (value) => typeof value === 'string' && value.length <= LONGEST_TEXT && !value.includes('\0'),
  boolean: (value) => typeof value === 'boolean',
  int32: (value) => typeof value === 'number' && Number.isInteger(value) && value >= -INT32 && value < INT32,
  double: (value) => typeof value === 'number',
  guid: (value) => typeof value === 'string' && isGuid(value),
  dateTime: (value) => typeof value === 'string' && DATE_TIME.test(value) && !Number.isNaN(Date.parse(value)),
  binary: (value) => typeof value === 'string' && value.length <= LONGEST_BINARY && BASE64.test(value),
};

function parseComplex({ members }: ComplexType, value: Readonly<Record<string, unknown>>, place: Place): unknown {
  requireKnown(members, value, place);
  const parsed: Record<string, unknown> = {};
  for (const member of members) {
    if (member.isReadOnly) continue;
    const written = parseMember(member, value[member.name], place);
    if (written !== undefined) parsed[member.name] = written;
  }
  return parsed;
}

function parseMember(member: Member, value: unknown, { path, resource, isMerged }: Place): unknown {
  const inner = `${path}.${member.name}`;
  if (value === undefined && isMerged) return undefined;
  if (value === undefined || value === null) {
    if (!member.isRequired) return member.type.kind === 'list' || !isMerged ? member.whenAbsent : null;
    throw new GraphFault('PropertyMissing', `A value is required for property '${inner}' of resource '${resource}'.`, {
      target: inner,
    });
  }
  if (value === '' && member.isNullWhenEmpty) return null;
  const merges = isMerged && member.type.kind === 'complex' && member.type.complex.isMerged;
  return parseValue(member.type, value, { path: inner, resource, isMerged: merges });
}

function requireKnown(members: readonly Member[], value: Readonly<Record<string, unknown>>, place: Place): void {
  const stray = Object.keys(value).find(
    (name) => !name.includes('@odata.') && !members.some((member) => member.name === name),
  );
  if (stray === undefined) return;
  const name = `${place.path}.${stray}`;
  throw new GraphFault('PropertyUnknown', `Property '${name}' is not valid for resource '${place.resource}'.`, {
    target: name,
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse({ path, resource }: Place): never {
  throw new GraphFault('PropertyInvalid', `Invalid value specified for property '${path}' of resource '${resource}'.`, {
    target: path,
  });
}
