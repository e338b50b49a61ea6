import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Application, DirectoryQuery, Page, Predicate, QueryValue, User } from '../../../src/directory/index.ts';
import type { KeyId, ObjectId, TenantId } from '../../../src/kernel/index.ts';
import { onEveryEngine } from './engines.ts';
import { type Asked, holds, order } from './naive-query.ts';
import { application, group, guid, newTenant, secret, servicePrincipal, user } from './samples.ts';

// Few letters, many collisions: cases, combining marks, sigmas, surrogate pairs, LIKE's own characters, the ends of Unicode.
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'A',
    'b',
    'é',
    'E\u0301',
    'Σ',
    'ς',
    'σ',
    'ß',
    'İ',
    '%',
    '_',
    '\\',
    "'",
    '😀',
    '\uffff',
    ' ',
  ),
  maxLength: 4,
});
const maybeText = fc.option(text, { nil: null, freq: 2 });
const moment = fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5Z', '2026-06-01T12:00:00+02:00');

interface Sketch {
  readonly displayName: string;
  readonly description: string | null;
  readonly uniqueName: string | null;
  readonly isDisabled: boolean | null;
  readonly createdDateTime: string;
  readonly tags: readonly string[];
  readonly secrets: readonly (string | null)[];
  readonly owned: boolean;
}

const sketches = fc.array(
  fc.record<Sketch>({
    displayName: text,
    description: maybeText,
    uniqueName: fc.constant(null),
    isDisabled: fc.option(fc.boolean(), { nil: null }),
    createdDateTime: moment,
    tags: fc.array(text, { maxLength: 3 }),
    secrets: fc.array(maybeText, { maxLength: 2 }),
    owned: fc.boolean(),
  }),
  { maxLength: 8 },
);

const textField = fc.constantFrom('displayName', 'description');
const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({ kind: fc.constant('compare'), field: textField, operator, value: maybeText }),
  fc.record({ kind: fc.constant('compare'), field: fc.constant('createdDateTime'), operator, value: moment }),
  fc.record({
    kind: fc.constant('compare'),
    field: fc.constant('isDisabled'),
    operator: fc.constantFrom('eq', 'ne'),
    value: fc.option(fc.boolean(), { nil: null }),
  }),
  fc.record({ kind: fc.constantFrom('startsWith', 'endsWith', 'contains'), field: textField, value: text }),
  fc.record({ kind: fc.constant('in'), field: textField, values: fc.array(maybeText, { maxLength: 3 }) }),
);

const lambda: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({
    kind: fc.constant('any'),
    collection: fc.constant('tags'),
    operand: fc.oneof(
      fc.record({ kind: fc.constant('compare'), field: fc.constant('$it'), operator, value: text }),
      fc.record({ kind: fc.constantFrom('startsWith', 'contains'), field: fc.constant('$it'), value: text }),
    ),
  }),
  fc.record({
    kind: fc.constant('any'),
    collection: fc.constant('passwordCredentials'),
    operand: fc
      .record({ kind: fc.constant('compare'), field: fc.constant('displayName'), operator, value: maybeText })
      .chain((inner) => fc.constantFrom<Predicate>(inner, { kind: 'not', operand: inner })),
  }),
  fc.record({ kind: fc.constant('any'), collection: fc.constantFrom('tags', 'owners', 'passwordCredentials') }),
  fc.record({ kind: fc.constant('count'), collection: fc.constantFrom('owners', 'tags'), operator, value: fc.nat(2) }),
);

const predicates = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3 },
    leaf,
    lambda,
    fc.record({ kind: fc.constantFrom('and', 'or'), operands: fc.array(tie('predicate'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not'), operand: tie('predicate') }),
  ),
})).predicate;

const orders = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('displayName', 'description', 'isDisabled', 'createdDateTime'),
    direction: fc.constantFrom('asc', 'desc'),
  }),
  { maxLength: 2, selector: ({ field }) => field },
);

function draw(tenantId: TenantId, sketch: Sketch): Application {
  const { secrets, owned: _owned, ...members } = sketch;
  const passwordCredentials = secrets.map((displayName) => secret({ displayName }));
  return application(tenantId, { ...members, passwordCredentials });
}

function asked(made: Application, isOwned: boolean): Asked {
  return {
    fields: {
      id: made.id,
      displayName: made.displayName,
      description: made.description,
      isDisabled: made.isDisabled,
      createdDateTime: made.createdDateTime,
    },
    collections: {
      tags: made.tags.map(($it) => ({ $it })),
      passwordCredentials: made.passwordCredentials.map(({ displayName }) => ({ displayName })),
      owners: isOwned ? [{}] : [],
    },
  };
}

/** Every page, one after the other. */
async function allPages<Item>(
  ask: (query: DirectoryQuery) => Promise<Page<Item>>,
  query: DirectoryQuery,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let page = await ask(query);
  items.push(...page.items);
  while (page.next !== undefined) {
    expect(page.items).toHaveLength(query.top);
    // A cursor travels through a link and comes back as JSON.
    page = await ask({ ...query, after: JSON.parse(JSON.stringify(page.next)) });
    items.push(...page.items);
  }
  return items;
}

onEveryEngine('queries', (bench) => {
  it('find what the predicate means, page by page, in the order asked for', async () => {
    const { applications } = bench.storage.stores;
    const owner = (tenantId: TenantId): User => user(tenantId);
    await fc.assert(
      fc.asyncProperty(
        sketches,
        fc.array(fc.tuple(predicates, orders, fc.integer({ min: 1, max: 4 })), { minLength: 4, maxLength: 4 }),
        async (drawn, questions) => {
          const tenantId = await newTenant(bench.storage);
          const owning = owner(tenantId);
          const all = drawn.map((sketch) => ({ made: draw(tenantId, sketch), isOwned: sketch.owned }));
          await bench.storage.unitOfWork.run(async (own) => {
            await own.users.insert(owning);
            for (const { made, isOwned } of all) {
              await own.applications.insert(made);
              if (!isOwned) continue;
              await own.owners.add(tenantId, { id: made.id, kind: 'application' }, { id: owning.id, kind: 'user' });
            }
          });
          for (const [predicate, orderBy, top] of questions) {
            const matching = all.filter(({ made, isOwned }) => holds(predicate, asked(made, isOwned)));
            const found = await allPages((query) => applications.query(tenantId, query), { predicate, orderBy, top });
            // Without an order the storage chooses a stable one: the pages still are the whole, and nothing comes twice.
            const unordered = await allPages((query) => applications.query(tenantId, query), { predicate, top });
            expect(unordered.map(({ id }) => id).sort()).toEqual(matching.map(({ made }) => made.id).sort());
            const expected = matching.map(({ made }) => made.id).sort(byOrder(orderBy, all));
            expect(found.map(({ id }) => id)).toEqual(expected);
            expect(await applications.count(tenantId, predicate)).toBe(matching.length);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  function byOrder(orderBy: NonNullable<DirectoryQuery['orderBy']>, all: readonly { made: Application }[]) {
    const fieldsOf = (id: ObjectId): Readonly<Record<string, QueryValue>> =>
      asked(all.find(({ made }) => made.id === id)!.made, false).fields;
    return (one: ObjectId, other: ObjectId): number => {
      const keys = [...orderBy, { field: 'id', direction: orderBy.at(-1)?.direction ?? ('asc' as const) }];
      for (const { field, direction } of keys) {
        const sign = order(field, fieldsOf(one)[field] ?? null, fieldsOf(other)[field] ?? null);
        if (sign !== 0) return direction === 'asc' ? sign : -sign;
      }
      return 0;
    };
  }

  it('go on where the page before ended, whatever came and went meanwhile', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const made = ['b', 'd', 'f', 'h'].map((displayName) => application(tenantId, { displayName }));
    await unitOfWork.run(async (own) => {
      for (const one of made) await own.applications.insert(one);
    });
    const orderBy = [{ field: 'displayName', direction: 'asc' }] as const;
    const first = await stores.applications.query(tenantId, { orderBy, top: 2 });
    await unitOfWork.run(async (own) => {
      for (const displayName of ['a', 'c', 'e']) await own.applications.insert(application(tenantId, { displayName }));
      await own.applications.softDelete(tenantId, made[1]!.id, '2026-04-01T00:00:00Z');
    });
    const rest = await stores.applications.query(tenantId, { orderBy, top: 9, after: first.next! });
    expect(first.items.map(({ displayName }) => displayName)).toEqual(['b', 'd']);
    expect(rest.items.map(({ displayName }) => displayName)).toEqual(['e', 'f', 'h']);
    expect(rest.next).toBeUndefined();
  });

  it.each<[string, readonly QueryValue[]]>([
    ['nothing', []],
    ['too little', ['a']],
    ['too much', ['a', 'b', 'c']],
    ['a number for a text', [1, 'id']],
    ['null where nothing is null', [null, 'id']],
    ['what no text of the database is', ['a\0', 'id']],
  ])('refuse to go on from %s', async (_what, after) => {
    const query = { orderBy: [{ field: 'displayName', direction: 'asc' }], top: 1, after } as const;
    const asked = bench.storage.stores.applications.query(await newTenant(bench.storage), query);
    await expect(asked).rejects.toMatchObject({ name: 'DirectoryFault', code: 'InvalidValue' });
  });

  it.each<[string, Predicate]>([
    ['an unknown field', { kind: 'compare', field: 'nonsense', operator: 'eq', value: 'x' }],
    ['a name that every object has', { kind: 'compare', field: 'constructor', operator: 'eq', value: 'x' }],
    ['an unknown collection', { kind: 'any', collection: 'nonsense' }],
    ['a collection that is no field', { kind: 'compare', field: 'tags', operator: 'eq', value: 'x' }],
    ['a value of another kind', { kind: 'compare', field: 'displayName', operator: 'eq', value: 1 }],
    ['a moment that is none', { kind: 'compare', field: 'createdDateTime', operator: 'eq', value: 'yesterday' }],
    ['the beginning of a flag', { kind: 'startsWith', field: 'isDisabled', value: 't' }],
  ])('take it for a bug of the caller to ask for %s', async (_what, predicate) => {
    const asked = bench.storage.stores.applications.query(await newTenant(bench.storage), { predicate, top: 1 });
    await expect(asked).rejects.toMatchObject({ name: 'InvariantError' });
  });

  it('never let a value become part of the statement', async () => {
    const { stores, unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    await unitOfWork.run((own) => own.users.insert(user(tenantId, { mail: 'a@b.example' })));
    for (const value of ["' or 1=1 --", '"', '$1', '?1', '\0', '%', '\\', '\ud800']) {
      for (const kind of ['startsWith', 'endsWith', 'contains'] as const) {
        expect(await stores.users.count(tenantId, { kind, field: 'displayName', value })).toBe(0);
      }
      const equal: Predicate = { kind: 'compare', field: 'mail', operator: 'eq', value };
      expect(await stores.users.query(tenantId, { predicate: equal, top: 1 })).toEqual({ items: [] });
    }
  });

  it('know the credentials, links and borrowed properties of each kind of object', async () => {
    const { stores, unitOfWork } = bench.storage;
    const [tenantId, home] = [await newTenant(bench.storage), await newTenant(bench.storage)];
    const definition = application(home, { tags: ['Shared'], signInAudience: 'AzureADMultipleOrgs' });
    const credential = secret({ keyId: guid<KeyId>(), endDateTime: '2026-05-01T00:00:00Z' });
    const instance = servicePrincipal(tenantId, definition, { tags: ['Own'], passwordCredentials: [credential] });
    const [member, team] = [user(tenantId, { otherMails: ['Me@Home.example'] }), group(tenantId)];
    await unitOfWork.run(async (own) => {
      await own.applications.insert(definition);
      await own.servicePrincipals.insert(instance);
      await own.users.insert(member);
      await own.groups.insert(team);
      await own.groups.addMember(tenantId, team.id, { id: member.id, kind: 'user' });
    });
    const is = (field: string, value: QueryValue): Predicate => ({ kind: 'compare', field, operator: 'eq', value });
    const any = (collection: string, operand: Predicate): Predicate => ({ kind: 'any', collection, operand });
    const instances = (predicate: Predicate) => stores.servicePrincipals.count(tenantId, predicate);
    expect(await instances(is('appOwnerOrganizationId', home))).toBe(1);
    expect(await instances(is('signInAudience', 'azureadmultipleorgs'))).toBe(1);
    expect(await instances(any('tags', is('$it', 'shared')))).toBe(1);
    expect(await instances(any('tags', is('$it', 'own')))).toBe(1);
    expect(await instances({ kind: 'not', operand: any('tags', is('$it', 'shared')) })).toBe(0);
    expect(await instances(any('passwordCredentials', is('keyId', credential.keyId.toUpperCase())))).toBe(1);
    const soon: Predicate = { kind: 'compare', field: 'endDateTime', operator: 'lt', value: '2026-06-01T00:00:00Z' };
    expect(await instances(any('passwordCredentials', soon))).toBe(1);
    expect(await instances(is('servicePrincipalType', 'Application'))).toBe(1);
    expect(await stores.users.count(tenantId, any('otherMails', is('$it', 'me@home.EXAMPLE')))).toBe(1);
    expect(await stores.users.count(tenantId, any('memberOf', is('id', team.id)))).toBe(1);
    const counted = { kind: 'count', collection: 'members', operator: 'eq' } as const;
    expect(await stores.groups.count(tenantId, { ...counted, value: 1 })).toBe(1);
    await unitOfWork.run((own) => own.users.softDelete(tenantId, member.id, '2026-04-01T00:00:00Z'));
    expect(await stores.groups.count(tenantId, { ...counted, value: 0 })).toBe(1);
  });
});
