import { sql } from 'kysely';
import type {
  AppRoleAssignment,
  AppRoleAssignmentStore,
  DirectoryQuery,
  Page,
  Predicate,
} from '../../directory/index.ts';
import type { TenantId } from '../../kernel/index.ts';
import { appRoleAssignmentFields } from '../fields.ts';
import { fold, plainText } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { AppRoleAssignmentsTable } from '../schema.ts';
import type { StoreContext } from './context.ts';

type StoredAssignment = Pick<AppRoleAssignmentsTable, 'tenant_id' | 'id' | 'doc'>;
type Document = Omit<AppRoleAssignment, 'tenantId' | 'id'>;

/** App roles held. An assignment of which principal or API is deleted is not there. */
export class AppRoleAssignments implements AppRoleAssignmentStore {
  readonly #context: StoreContext;
  readonly #finder: RowFinder<AppRoleAssignment, StoredAssignment>;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#finder = new RowFinder(
      context.database,
      {
        fields: appRoleAssignmentFields,
        select: sql`o.tenant_id, o.id, o.doc`,
        from: sql`app_role_assignments o`,
        isLive: sql`not exists (select 1 from directory_objects e where e.tenant_id = o.tenant_id
          and e.id in (o.principal_id, o.resource_id) and e.deleted_at is not null)`,
        decode: (row) => ({
          tenantId: row.tenant_id as TenantId,
          id: row.id,
          ...(JSON.parse(row.doc) as Document),
        }),
      },
      context.refusals,
    );
  }

  get(tenantId: TenantId, id: string): Promise<AppRoleAssignment | undefined> {
    return this.#finder.find(tenantId, sql`o.id = ${plainText(id)}`);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<AppRoleAssignment>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  async insert(assignment: AppRoleAssignment): Promise<void> {
    const { tenantId, id, ...doc } = assignment;
    await this.#context.database
      .insertInto('app_role_assignments')
      .values({
        tenant_id: tenantId,
        id,
        app_role_id: assignment.appRoleId,
        principal_id: assignment.principalId,
        principal_type: fold(assignment.principalType),
        principal_display_name: fold(assignment.principalDisplayName),
        resource_id: assignment.resourceId,
        doc: JSON.stringify(doc satisfies Document),
      })
      .execute();
  }

  async remove(tenantId: TenantId, id: string): Promise<void> {
    const { database, refusals } = this.#context;
    const { numDeletedRows } = await database
      .deleteFrom('app_role_assignments')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw refusals.notFound('app role assignment');
  }
}
