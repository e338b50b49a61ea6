import { sql } from 'kysely';
import type {
  DirectoryQuery,
  OAuth2PermissionGrant,
  Page,
  PermissionGrantStore,
  Predicate,
} from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { permissionGrantFields } from '../fields.ts';
import { fold, plainText } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { PermissionGrantsTable } from '../schema.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';

const COLUMNS = 'o.tenant_id, o.id, o.client_id, o.principal_id, o.resource_id, o.scope, o.created_date_time';
const IS_LIVE = `not exists (select 1 from directory_objects e where e.tenant_id = o.tenant_id
  and e.id in (o.client_id, o.resource_id, o.principal_id) and e.deleted_at is not null)`;

/** Recorded delegated consent. A grant of which client, API or person is deleted is not there. */
export class PermissionGrants implements PermissionGrantStore {
  readonly #context: StoreContext;
  readonly #finder: RowFinder<OAuth2PermissionGrant, PermissionGrantsTable>;
  readonly #listForClient: Statement<PermissionGrantsTable>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#listForClient = new Statement(
      context.dialect,
      `select ${COLUMNS} from permission_grants o where o.tenant_id = $1 and o.client_id = $2
        and (o.principal_id is null or o.principal_id = $3) and ${IS_LIVE} order by o.id`,
    );
    this.#finder = new RowFinder(
      context.database,
      {
        fields: permissionGrantFields,
        select: sql.raw(COLUMNS),
        from: sql`permission_grants o`,
        isLive: sql.raw(IS_LIVE),
        decode: decodeGrant,
      },
      context.refusals,
    );
  }

  get(tenantId: TenantId, id: string): Promise<OAuth2PermissionGrant | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${plainText(id)}`);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<OAuth2PermissionGrant>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  async listForClient(
    tenantId: TenantId,
    clientId: ObjectId,
    principalId: ObjectId | null,
  ): Promise<readonly OAuth2PermissionGrant[]> {
    const rows = await this.#listForClient.list(this.#context.connection, tenantId, clientId, principalId);
    return rows.map(decodeGrant);
  }

  async insert(grant: OAuth2PermissionGrant): Promise<void> {
    await this.#context.database
      .insertInto('permission_grants')
      .values({
        tenant_id: grant.tenantId,
        id: grant.id,
        client_id: grant.clientId,
        consent_type: fold(grant.consentType),
        principal_id: grant.principalId,
        resource_id: grant.resourceId,
        scope: plainText(grant.scope),
        created_date_time: grant.createdDateTime,
      })
      .execute();
  }

  async updateScope(tenantId: TenantId, id: string, scope: string): Promise<void> {
    const { database, refusals } = this.#context;
    const { numUpdatedRows } = await database
      .updateTable('permission_grants')
      .set({ scope: plainText(scope) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('permission grant');
  }

  async remove(tenantId: TenantId, id: string): Promise<void> {
    const { database, refusals } = this.#context;
    const { numDeletedRows } = await database
      .deleteFrom('permission_grants')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw refusals.notFound('permission grant');
  }
}

function decodeGrant(row: PermissionGrantsTable): OAuth2PermissionGrant {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id,
    clientId: row.client_id as ObjectId,
    consentType: row.principal_id === null ? 'AllPrincipals' : 'Principal',
    principalId: row.principal_id as ObjectId | null,
    resourceId: row.resource_id as ObjectId,
    scope: row.scope,
    createdDateTime: row.created_date_time,
  };
}
