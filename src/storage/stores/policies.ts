import { sql } from 'kysely';
import type {
  DirectoryObjectKind,
  DirectoryObjectReference,
  DirectoryQuery,
  Page,
  Policy,
  PolicyKind,
  PolicyStore,
  Predicate,
} from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { policyFields } from '../fields.ts';
import { fold } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { PoliciesTable } from '../schema.ts';
import type { StoreContext } from './context.ts';
import { flag } from './element-values.ts';

type StoredPolicy = Pick<PoliciesTable, 'tenant_id' | 'id' | 'kind' | 'doc'>;
export type PolicyDocument = Omit<Policy, 'tenantId' | 'id' | 'kind'>;

/** Policies of the token service and their links. */
export class Policies implements PolicyStore {
  readonly #context: StoreContext;
  readonly #finder: RowFinder<Policy, StoredPolicy>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#finder = new RowFinder(
      context.database,
      {
        fields: policyFields,
        select: sql`o.tenant_id, o.id, o.kind, o.doc`,
        from: sql`policies o`,
        isLive: sql`1 = 1`,
        decode: decodePolicy,
      },
      context.refusals,
    );
  }

  get(tenantId: TenantId, kind: PolicyKind, id: ObjectId): Promise<Policy | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${id} and o.kind = ${kind}`);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Policy>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  findDefault(tenantId: TenantId, kind: PolicyKind): Promise<Policy | undefined> {
    return this.#finder.find(tenantId, sql`o.kind = ${kind} and o.is_organization_default = 1`);
  }

  findLinked(tenantId: TenantId, kind: PolicyKind, targetId: ObjectId): Promise<Policy | undefined> {
    return this.#finder.find(
      tenantId,
      sql`o.id = (select l.policy_id from policy_links l
        where l.tenant_id = ${tenantId} and l.target_id = ${targetId} and l.kind = ${kind})`,
    );
  }

  async listTargets(tenantId: TenantId, id: ObjectId): Promise<readonly DirectoryObjectReference[]> {
    const rows = await this.#context.database
      .selectFrom('policy_links as l')
      .innerJoin('directory_objects as o', (join) =>
        join.onRef('o.tenant_id', '=', 'l.tenant_id').onRef('o.id', '=', 'l.target_id'),
      )
      .select(['o.id', 'o.kind'])
      .where('l.tenant_id', '=', tenantId)
      .where('l.policy_id', '=', id)
      .where('o.deleted_at', 'is', null)
      .orderBy('o.id')
      .execute();
    return rows.map((row) => ({ id: row.id as ObjectId, kind: row.kind as DirectoryObjectKind }));
  }

  async insert(policy: Policy): Promise<void> {
    const { tenantId, id } = policy;
    await this.#context.database
      .insertInto('policies')
      .values({ tenant_id: tenantId, id, ...encodePolicy(policy) })
      .execute();
  }

  async update(policy: Policy): Promise<void> {
    const { database, refusals } = this.#context;
    const { numUpdatedRows } = await database
      .updateTable('policies')
      .set(encodePolicy(policy))
      .where('tenant_id', '=', policy.tenantId)
      .where('id', '=', policy.id)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('policy');
  }

  async remove(tenantId: TenantId, id: ObjectId): Promise<void> {
    const { database, refusals } = this.#context;
    const { numDeletedRows } = await database
      .deleteFrom('policies')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw refusals.notFound('policy');
  }

  async link({ tenantId, kind, id }: Policy, targetId: ObjectId): Promise<void> {
    await this.#context.database
      .insertInto('policy_links')
      .values({ tenant_id: tenantId, target_id: targetId, kind, policy_id: id })
      .execute();
  }

  async unlink(tenantId: TenantId, id: ObjectId, targetId: ObjectId): Promise<boolean> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('policy_links')
      .where('tenant_id', '=', tenantId)
      .where('target_id', '=', targetId)
      .where('policy_id', '=', id)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}

function decodePolicy(row: StoredPolicy): Policy {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id as ObjectId,
    kind: row.kind as PolicyKind,
    ...(JSON.parse(row.doc) as PolicyDocument),
  };
}

function encodePolicy(policy: Policy): Omit<PoliciesTable, 'tenant_id' | 'id'> {
  const { tenantId, id, kind, ...doc } = policy;
  return {
    kind,
    display_name: fold(policy.displayName),
    is_organization_default: flag(policy.isOrganizationDefault),
    created_at: Date.parse(policy.createdDateTime),
    doc: JSON.stringify(doc satisfies PolicyDocument),
  };
}
