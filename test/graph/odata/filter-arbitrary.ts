import fc from 'fast-check';
import {
  allOf,
  anyOf,
  type ComparisonOperator,
  type FilterExpression,
  type Literal,
  type PropertyPath,
} from '../../../src/graph/odata/index.ts';

const name = fc.constantFrom('id', 'displayName', 'appId', 'web', '_x1', 'microsoft.graph.user', 'extension_1a_B');
const property: fc.Arbitrary<PropertyPath> = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((segments) => ({ segments }));
/** Texts with everything that could be mistaken for syntax. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '"', '(', ')', ',', '/', ' ', 'a', 'é', '\\') }),
);
const two = (limit: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: limit }).map((n) => String(n).padStart(2, '0'));
const day = fc.tuple(
  fc.integer({ min: 0, max: 9999 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
);
const date = day.map(
  ([y, m, d]) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
);
const zone = fc.oneof(
  fc.constant('Z'),
  fc.tuple(fc.constantFrom('+', '-'), two(14), two(59)).map(([s, h, m]) => `${s}${h}:${m}`),
);
const fraction = fc
  .option(fc.integer({ min: 0, max: 9_999_999 }))
  .map((digits) => (digits === null ? '' : `.${digits}`));
const instant = fc
  .tuple(date, two(23), two(59), two(59), fraction, zone)
  .map(([d, h, m, s, f, z]) => `${d}T${h}:${m}:${s}${f}${z}`);

const literal: fc.Arbitrary<Literal> = fc.oneof(
  text.map((value) => ({ kind: 'string', value }) as const),
  fc
    .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
    .map((value) => ({ kind: 'number', value: value + 0 }) as const),
  fc.boolean().map((value) => ({ kind: 'boolean', value }) as const),
  fc.constant({ kind: 'null' } as const),
  fc.uuid().map((value) => ({ kind: 'guid', value }) as const),
  date.map((value) => ({ kind: 'date', value }) as const),
  instant.map((value) => ({ kind: 'dateTimeOffset', value }) as const),
  fc.constantFrom('P90D', 'PT1H', '-P1Y2M3W4DT5H6M7.5S').map((value) => ({ kind: 'duration', value }) as const),
  text.map((value) => ({ kind: 'enum', type: 'microsoft.graph.status', value }) as const),
);

const operator = fc.constantFrom<ComparisonOperator>('eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has');

/** Any canonical filter down to `depth` levels; `variables` are the range variables in scope. */
export function filter(depth = 4, variables: readonly string[] = []): fc.Arbitrary<FilterExpression> {
  const element: fc.Arbitrary<PropertyPath>[] =
    variables.length === 0
      ? []
      : [fc.record({ variable: fc.constantFrom(...variables), segments: fc.array(name, { maxLength: 2 }) })];
  const path = fc.oneof(property, ...element);
  const list = path.filter(({ segments }) => segments.length > 0);
  const leaves: fc.Arbitrary<FilterExpression>[] = [
    fc.record({ kind: fc.constant('comparison' as const), property: path, operator, value: literal }),
    fc.record({
      kind: fc.constant('in' as const),
      property: path,
      values: fc.array(literal, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('match' as const),
      function: fc.constantFrom('startsWith' as const, 'endsWith' as const, 'contains' as const),
      property: path,
      value: text,
    }),
    fc.record({
      kind: fc.constant('count' as const),
      collection: list,
      operator: fc.constantFrom(
        'eq' as const,
        'ne' as const,
        'gt' as const,
        'ge' as const,
        'lt' as const,
        'le' as const,
      ),
      value: fc.maxSafeNat(),
    }),
    list.map((collection) => ({ kind: 'lambda' as const, quantifier: 'any' as const, collection })),
  ];
  if (depth === 0) return fc.oneof(...leaves);
  const inner = filter(depth - 1, variables);
  const some = fc.array(inner, { minLength: 1, maxLength: 2 });
  const variable = `v${variables.length}`;
  return fc.oneof(
    ...leaves,
    fc.tuple(inner, some).map(([first, rest]) => allOf(first, ...rest)),
    fc.tuple(inner, some).map(([first, rest]) => anyOf(first, ...rest)),
    inner.map((operand) => ({ kind: 'not' as const, operand })),
    fc.record({
      kind: fc.constant('lambda' as const),
      quantifier: fc.constantFrom('any' as const, 'all' as const),
      collection: list,
      range: fc.record({ variable: fc.constant(variable), predicate: filter(depth - 1, [...variables, variable]) }),
    }),
  );
}
