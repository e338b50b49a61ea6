/** The type of a property's value, as CSDL and JSON know it. */
export type ValueType =
  | { readonly kind: 'text' | 'boolean' | 'int32' | 'double' | 'guid' | 'dateTime' | 'binary' }
  /** Text out of a closed set. Members match exactly. */
  | { readonly kind: 'oneOf'; readonly members: readonly string[] }
  | { readonly kind: 'complex'; readonly complex: ComplexType }
  | { readonly kind: 'list'; readonly of: ValueType };

/** A structured type without an id. */
export interface ComplexType {
  /** In Graph's spelling, without the namespace. */
  readonly name: string;
  readonly members: readonly Member[];
  /** Whether a PATCH of a property of this type merges the members given; otherwise it replaces the whole. */
  readonly isMerged: boolean;
}

/** A member of a complex type. */
export interface Member {
  readonly name: string;
  readonly type: ValueType;
  /** Whether it is passed over in a write: the service sets it. */
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  /** What stands for it where a whole value is written without it. */
  readonly whenAbsent: unknown;
  /** Some clients write "" where they mean nothing. */
  readonly isNullWhenEmpty: boolean;
}

export const text: ValueType = { kind: 'text' };
export const boolean: ValueType = { kind: 'boolean' };
export const int32: ValueType = { kind: 'int32' };
export const double: ValueType = { kind: 'double' };
export const guid: ValueType = { kind: 'guid' };
export const dateTime: ValueType = { kind: 'dateTime' };
export const binary: ValueType = { kind: 'binary' };
export const oneOf = (...members: readonly string[]): ValueType => ({ kind: 'oneOf', members });
export const listOf = (of: ValueType): ValueType => ({ kind: 'list', of });
export const complex = (type: ComplexType): ValueType => ({ kind: 'complex', complex: type });
export const texts = listOf(text);

/** Describes a member of a complex type; without options it is writable, optional and nullable (a list: empty). */
export function member(name: string, type: ValueType, options: Partial<Omit<Member, 'name' | 'type'>> = {}): Member {
  return {
    name,
    type,
    isReadOnly: false,
    isRequired: false,
    whenAbsent: type.kind === 'list' ? [] : null,
    isNullWhenEmpty: false,
    ...options,
  };
}

/** A complex type that is written as a whole. */
export function complexType(name: string, members: readonly Member[]): ComplexType {
  return { name, members, isMerged: false };
}

/** A complex type of which a PATCH merges the members given. @spec Graph PATCH: complex properties */
export function mergedType(name: string, members: readonly Member[]): ComplexType {
  return { name, members, isMerged: true };
}

/** @returns the name CSDL has for the type. @spec OData CSDL 4.01 §4 */
export function typeName(type: ValueType): string {
  switch (type.kind) {
    case 'text':
    case 'oneOf':
      return 'Edm.String';
    case 'boolean':
      return 'Edm.Boolean';
    case 'int32':
      return 'Edm.Int32';
    case 'double':
      return 'Edm.Double';
    case 'guid':
      return 'Edm.Guid';
    case 'dateTime':
      return 'Edm.DateTimeOffset';
    case 'binary':
      return 'Edm.Binary';
    case 'complex':
      return `microsoft.graph.${type.complex.name}`;
    case 'list':
      return `Collection(${typeName(type.of)})`;
  }
}
