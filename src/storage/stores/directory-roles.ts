import type { DirectoryRoleAssignment, DirectoryRoleStore } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import type { StoreContext } from './context.ts';

/** Directory roles held. An assignment whose principal is deleted is not there. */
export class DirectoryRoles implements DirectoryRoleStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async listAssignments(tenantId: TenantId): Promise<readonly DirectoryRoleAssignment[]> {
    const rows = await this.#live(tenantId).selectAll('a').orderBy('a.id').execute();
    return rows.map((row) => ({
      tenantId: row.tenant_id as TenantId,
      id: row.id,
      principalId: row.principal_id as ObjectId,
      roleTemplateId: row.role_template_id,
      createdDateTime: row.created_date_time,
    }));
  }

  async listRolesOf(tenantId: TenantId, principalId: ObjectId): Promise<readonly string[]> {
    const rows = await this.#live(tenantId)
      .select('a.role_template_id')
      .where('a.principal_id', '=', principalId)
      .orderBy('a.role_template_id')
      .execute();
    return rows.map((row) => row.role_template_id);
  }

  async insert(assignment: DirectoryRoleAssignment): Promise<void> {
    await this.#context.database
      .insertInto('directory_role_assignments')
      .values({
        tenant_id: assignment.tenantId,
        id: assignment.id,
        principal_id: assignment.principalId,
        role_template_id: assignment.roleTemplateId,
        created_date_time: assignment.createdDateTime,
      })
      .execute();
  }

  async remove(tenantId: TenantId, id: string): Promise<void> {
    const { database, refusals } = this.#context;
    const { numDeletedRows } = await database
      .deleteFrom('directory_role_assignments')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows !== 1n) throw refusals.notFound('role assignment');
  }

  #live(tenantId: TenantId) {
    return this.#context.database
      .selectFrom('directory_role_assignments as a')
      .innerJoin('directory_objects as p', (join) =>
        join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.principal_id'),
      )
      .where('a.tenant_id', '=', tenantId)
      .where('p.deleted_at', 'is', null);
  }
}
