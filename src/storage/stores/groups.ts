import { sql } from 'kysely';
import type {
  DirectoryObjectReference,
  DirectoryQuery,
  Group,
  GroupStore,
  Page,
  Predicate,
} from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { groupFields } from '../fields.ts';
import { fold, foldOrNull } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { GroupsTable } from '../schema.ts';
import type { StoreContext } from './context.ts';
import type { DirectoryObjects, ElementValue } from './directory-objects.ts';
import { flag, textValues } from './element-values.ts';
import { Links } from './links.ts';

type StoredGroup = Pick<GroupsTable, 'tenant_id' | 'id' | 'doc'>;
type Document = Omit<Group, 'tenantId' | 'id' | 'deletedDateTime'>;

/** Groups and their members. */
export class Groups implements GroupStore {
  readonly #context: StoreContext;
  readonly #objects: DirectoryObjects;
  readonly #members: Links;
  readonly #finder: RowFinder<Group, StoredGroup>;

  constructor(context: StoreContext, objects: DirectoryObjects) {
    this.#context = context;
    this.#objects = objects;
    this.#members = new Links(context, 'member');
    this.#finder = new RowFinder(
      context.database,
      {
        fields: groupFields,
        select: sql`o.tenant_id, o.id, o.doc`,
        from: sql`groups o`,
        isLive: sql`o.deleted_at is null`,
        decode: decodeGroup,
      },
      context.refusals,
    );
  }

  get(tenantId: TenantId, id: ObjectId): Promise<Group | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${id}`);
  }

  getMany(tenantId: TenantId, ids: readonly ObjectId[]): Promise<readonly Group[]> {
    return this.#finder.getMany(tenantId, ids, ({ id }) => id);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<Group>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  async insert(group: Group): Promise<void> {
    const { tenantId, id } = group;
    await this.#objects.register(tenantId, id, 'group');
    await this.#context.database
      .insertInto('groups')
      .values({ tenant_id: tenantId, id, deleted_at: null, ...encodeGroup(group) })
      .execute();
    await this.#objects.insertValues(tenantId, id, groupValues(group));
  }

  async update(group: Group): Promise<void> {
    const { database, refusals } = this.#context;
    const { tenantId, id } = group;
    const { numUpdatedRows } = await database
      .updateTable('groups')
      .set(encodeGroup(group))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('group');
    await this.#objects.replaceValues(tenantId, id, groupValues(group));
  }

  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void> {
    return this.#objects.softDelete('groups', tenantId, id, at);
  }

  addMember(tenantId: TenantId, groupId: ObjectId, member: DirectoryObjectReference): Promise<boolean> {
    return this.#members.add(tenantId, groupId, member.id);
  }

  removeMember(tenantId: TenantId, groupId: ObjectId, memberId: ObjectId): Promise<boolean> {
    return this.#members.remove(tenantId, groupId, memberId);
  }

  listMembers(tenantId: TenantId, groupId: ObjectId): Promise<readonly DirectoryObjectReference[]> {
    return this.#members.list(tenantId, 'source', groupId);
  }

  async listGroupIdsOf(
    tenantId: TenantId,
    memberId: ObjectId,
    depth: 'direct' | 'transitive',
  ): Promise<readonly ObjectId[]> {
    if (depth === 'direct') {
      const groups = await this.#members.list(tenantId, 'target', memberId);
      return groups.map(({ id }) => id);
    }
    // UNION, not UNION ALL: a group that was reached is not gone into again, so a cycle comes to its end.
    const { rows } = await sql<{ id: ObjectId }>`with recursive reached (id) as (
        select ${this.#liveGroupsOf(tenantId)} and l.target_id = ${memberId}
        union
        select ${this.#liveGroupsOf(tenantId, sql`join reached r on r.id = l.target_id`)}
      ) select id from reached order by id`.execute(this.#context.database);
    return rows.map(({ id }) => id);
  }

  #liveGroupsOf(tenantId: TenantId, join = sql``): ReturnType<typeof sql> {
    return sql`l.source_id from object_links l ${join}
      join directory_objects g on g.tenant_id = l.tenant_id and g.id = l.source_id and g.deleted_at is null
      where l.tenant_id = ${tenantId} and l.relation = 'member'`;
  }
}

function decodeGroup(row: StoredGroup): Group {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id as ObjectId,
    deletedDateTime: null,
    ...(JSON.parse(row.doc) as Document),
  };
}

function encodeGroup(group: Group): Omit<GroupsTable, 'tenant_id' | 'id' | 'deleted_at'> {
  const { tenantId, id, deletedDateTime, ...doc } = group;
  return {
    created_at: Date.parse(group.createdDateTime),
    display_name: fold(group.displayName),
    description: foldOrNull(group.description),
    mail: foldOrNull(group.mail),
    mail_nickname: fold(group.mailNickname),
    mail_enabled: flag(group.mailEnabled),
    security_enabled: flag(group.securityEnabled),
    is_assignable_to_role: flag(group.isAssignableToRole),
    visibility: foldOrNull(group.visibility),
    unique_name: foldOrNull(group.uniqueName),
    doc: JSON.stringify(doc satisfies Document),
  };
}

const groupValues = (group: Group): ElementValue[] => textValues('groupTypes', group.groupTypes);
