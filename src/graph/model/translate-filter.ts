import type { Predicate, QueryValue } from '../../directory/index.ts';
import { isGuid } from '../../kernel/index.ts';
import { GraphFault } from '../fault.ts';
import {
  type FilterExpression,
  instantOf,
  type Literal,
  type PropertyPath,
  renderPropertyPath,
} from '../odata/index.ts';
import { type EntityType, resourceName } from './entity-type.ts';
import type { FilterSupport, Mode } from './filter-support.ts';

type Filterable = Pick<EntityType<never>, 'name' | 'filters'>;
type Offer = keyof Omit<FilterSupport, 'kind'>;

/**
 * Turns a filter into the condition the directory is asked with, holding it to what each property of the type offers.
 * @param advanced whether this is an advanced query
 * @throws GraphFault `QueryUnsupported` for a property or operator that is not offered, `PropertyInvalid` for a value of another kind
 * @spec Graph $filter on directory objects; Graph advanced query capabilities
 */
export function translateFilter(filter: FilterExpression, type: Filterable, advanced: boolean): Predicate {
  return new Translator(type, advanced).translate(filter);
}

/** A lambda that is being translated: paths that start from its variable are members of the collection. */
interface Range {
  readonly variable: string;
  readonly collection: string;
}

class Translator {
  readonly #type: Filterable;
  readonly #advanced: boolean;
  readonly #names: ReadonlyMap<string, string>;

  constructor(type: Filterable, advanced: boolean) {
    this.#type = type;
    this.#advanced = advanced;
    this.#names = new Map(Object.keys(type.filters).map((name) => [name.toLowerCase(), name]));
  }

  translate(filter: FilterExpression, range?: Range): Predicate {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return { kind: filter.kind, operands: filter.operands.map((operand) => this.translate(operand, range)) };
      case 'not':
        return { kind: 'not', operand: this.translate(filter.operand, range) };
      case 'comparison':
        return this.#comparison(filter, range);
      case 'in':
        return this.#in(filter, range);
      case 'match':
        return this.#match(filter, range);
      case 'lambda':
        return this.#lambda(filter, range);
      case 'count': {
        const place = this.#require([...filter.collection.segments, '$count'], 'eq', filter.collection);
        if (filter.operator !== 'eq' && filter.operator !== 'ne') throw this.#unsupported(filter.collection);
        const collection = place.field.slice(0, -'/$count'.length);
        return { kind: 'count', collection, operator: filter.operator, value: filter.value };
      }
    }
  }

  #comparison(filter: Extract<FilterExpression, { kind: 'comparison' }>, range: Range | undefined): Predicate {
    const { operator, property, value } = filter;
    if (operator === 'has' || operator === 'gt' || operator === 'lt') throw this.#unsupported(property);
    const isEquality = operator === 'eq' || operator === 'ne';
    const offer = value.kind === 'null' ? 'isNull' : isEquality ? 'eq' : operator;
    const { field, support } = this.#locate(property, offer, range);
    if (value.kind === 'null' && !isEquality) throw this.#unsupported(property);
    return { kind: 'compare', field, operator, value: this.#value(support, value, property) };
  }

  #in(filter: Extract<FilterExpression, { kind: 'in' }>, range: Range | undefined): Predicate {
    const { field, support } = this.#locate(filter.property, 'eq', range);
    const values = filter.values.map((value) => {
      if (value.kind === 'null') this.#locate(filter.property, 'isNull', range);
      return this.#value(support, value, filter.property);
    });
    return { kind: 'in', field, values };
  }

  #match(filter: Extract<FilterExpression, { kind: 'match' }>, range: Range | undefined): Predicate {
    const { field } = this.#locate(filter.property, filter.function, range);
    return { kind: filter.function, field, value: filter.value };
  }

  #lambda(filter: Extract<FilterExpression, { kind: 'lambda' }>, outer: Range | undefined): Predicate {
    if (outer !== undefined || filter.quantifier !== 'any') throw this.#unsupported(filter.collection);
    const path = [...filter.collection.segments, 'any'].join('/').toLowerCase();
    const known = [...this.#names].find(([folded]) => folded === path || folded.startsWith(`${path}/`));
    if (known === undefined) throw this.#unsupported(filter.collection);
    const collection = known[1].slice(0, known[1].indexOf('/any'));
    if (filter.range === undefined) return { kind: 'any', collection };
    const { variable, predicate } = filter.range;
    return { kind: 'any', collection, operand: this.translate(predicate, { variable, collection }) };
  }

  #locate(
    property: PropertyPath,
    offer: Offer,
    range: Range | undefined,
  ): { readonly field: string; readonly support: FilterSupport } {
    if (range === undefined) return this.#require(property.segments, offer, property);
    if (property.variable !== range.variable) throw this.#unsupported(property);
    const place = this.#require([range.collection, 'any', ...property.segments], offer, property);
    const member = place.field.slice(`${range.collection}/any`.length);
    return { ...place, field: member === '' ? '$it' : member.slice(1) };
  }

  #require(segments: readonly string[], offer: Offer, property: PropertyPath) {
    const field = this.#names.get(segments.join('/').toLowerCase());
    const support = field === undefined ? undefined : this.#type.filters[field];
    if (field === undefined || support === undefined) throw this.#unsupported(property);
    if (!isOffered(support[offer], this.#advanced)) throw this.#unsupported(property);
    return { field, support };
  }

  #value(support: FilterSupport, literal: Literal, property: PropertyPath): QueryValue {
    if (literal.kind === 'null') return null;
    const value = queryValue(support.kind, literal);
    if (value !== undefined) return value;
    const name = renderPropertyPath(property);
    throw new GraphFault(
      'PropertyInvalid',
      `Invalid value specified for property '${name}' of resource '${resourceName(this.#type)}'.`,
      { target: name },
    );
  }

  #unsupported(property: PropertyPath): GraphFault {
    const name = renderPropertyPath(property);
    return new GraphFault(
      'QueryUnsupported',
      `Unsupported or invalid query filter clause specified for property '${name}' of resource '${resourceName(this.#type)}'.`,
      { target: '$filter' },
    );
  }
}

function isOffered(mode: Mode | undefined, advanced: boolean): boolean {
  return mode === 'plain' || (mode === 'advanced' && advanced);
}

function queryValue(kind: FilterSupport['kind'], literal: Literal): QueryValue | undefined {
  switch (kind) {
    case 'text':
    case 'exact':
      return literal.kind === 'string' || literal.kind === 'guid' || literal.kind === 'enum'
        ? literal.value
        : undefined;
    case 'guid':
      return (literal.kind === 'string' || literal.kind === 'guid') && isGuid(literal.value)
        ? literal.value.toLowerCase()
        : undefined;
    case 'boolean':
      return literal.kind === 'boolean' ? literal.value : undefined;
    case 'number':
      return literal.kind === 'number' ? literal.value : undefined;
    case 'dateTime':
      return literal.kind === 'dateTimeOffset' || literal.kind === 'date'
        ? new Date(instantOf(literal)).toISOString()
        : undefined;
  }
}
