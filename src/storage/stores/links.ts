import type { DirectoryObjectKind, DirectoryObjectReference } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import type { StoreContext } from './context.ts';

type Relation = 'owner' | 'member';

/** Links between objects. A link of which either end is deleted is not there. */
export class Links {
  readonly #context: StoreContext;
  readonly #relation: Relation;

  constructor(context: StoreContext, relation: Relation) {
    this.#context = context;
    this.#relation = relation;
  }

  /** What `id` is linked with: as its targets when it is the source, as its sources when it is the target. */
  async list(
    tenantId: TenantId,
    end: 'source' | 'target',
    id: ObjectId,
    kind?: DirectoryObjectKind,
  ): Promise<readonly DirectoryObjectReference[]> {
    const [own, other] =
      end === 'source' ? (['l.source_id', 'l.target_id'] as const) : (['l.target_id', 'l.source_id'] as const);
    const rows = await this.#context.database
      .selectFrom('object_links as l')
      .innerJoin('directory_objects as here', (join) =>
        join.onRef('here.tenant_id', '=', 'l.tenant_id').onRef('here.id', '=', own),
      )
      .innerJoin('directory_objects as there', (join) =>
        join.onRef('there.tenant_id', '=', 'l.tenant_id').onRef('there.id', '=', other),
      )
      .select(['there.id', 'there.kind'])
      .where('l.tenant_id', '=', tenantId)
      .where('l.relation', '=', this.#relation)
      .where(own, '=', id)
      .where('here.deleted_at', 'is', null)
      .where('there.deleted_at', 'is', null)
      .$if(kind !== undefined, (query) => query.where('there.kind', '=', kind ?? ''))
      .orderBy('there.id')
      .execute();
    return rows.map((row) => ({ id: row.id as ObjectId, kind: row.kind as DirectoryObjectKind }));
  }

  async has(tenantId: TenantId, sourceId: ObjectId, targetId: ObjectId): Promise<boolean> {
    const row = await this.#context.database
      .selectFrom('object_links as l')
      .innerJoin('directory_objects as o', (join) =>
        join
          .onRef('o.tenant_id', '=', 'l.tenant_id')
          .on((on) => on.or([on('o.id', '=', on.ref('l.source_id')), on('o.id', '=', on.ref('l.target_id'))])),
      )
      .select((select) => select.fn.countAll<number>().as('live'))
      .where('l.tenant_id', '=', tenantId)
      .where('l.relation', '=', this.#relation)
      .where('l.source_id', '=', sourceId)
      .where('l.target_id', '=', targetId)
      .where('o.deleted_at', 'is', null)
      .executeTakeFirst();
    // Both ends, or the one end of what is linked with itself.
    return row?.live === (sourceId === targetId ? 1 : 2);
  }

  /** @returns false when the link was there already */
  async add(tenantId: TenantId, sourceId: ObjectId, targetId: ObjectId): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#context.database
      .insertInto('object_links')
      .values({ tenant_id: tenantId, relation: this.#relation, source_id: sourceId, target_id: targetId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** @returns false when there was no such link */
  async remove(tenantId: TenantId, sourceId: ObjectId, targetId: ObjectId): Promise<boolean> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('object_links')
      .where('tenant_id', '=', tenantId)
      .where('relation', '=', this.#relation)
      .where('source_id', '=', sourceId)
      .where('target_id', '=', targetId)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }
}
