import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryQuery, Predicate, QueryValue } from '../../../src/directory/index.ts';
import { DirectoryFault } from '../../../src/directory/index.ts';
import * as statements from '../../../src/storage/facts/statements.ts';
import { createDatabase } from '../../../src/storage/kysely-connection.ts';
import { createRefusals } from '../../../src/storage/refusals.ts';
import { sqliteDialect } from '../../../src/storage/sqlite/dialect.ts';
import { createStores } from '../../../src/storage/stores/index.ts';
import { createFolder, open } from '../conformance/engines.ts';
import { guid } from '../conformance/samples.ts';

// How SQLite goes about the reads that must not grow with the directory: told by the planner, on an empty database.

describe('SQLite', () => {
  let folder: Awaited<ReturnType<typeof createFolder>>;
  let database: DatabaseSync;
  beforeAll(async () => {
    folder = await createFolder();
    await (await open(folder.url)).close();
    database = new DatabaseSync(folder.path);
  });
  afterAll(async () => {
    database.close();
    await folder.remove();
  });

  const planOf = (text: string, parameters: readonly unknown[]): string =>
    database
      .prepare(`explain query plan ${text}`)
      .all(...(parameters as readonly SQLInputValue[]))
      .map(({ detail }) => detail)
      .join('\n');

  it.each<[string, string, number]>([
    ['a client', statements.loadClient, 2],
    ['a resource', statements.findResource, 2],
    ['all scopes', statements.listScopes, 1],
    ['some scopes', statements.listScopesByValue(sqliteDialect), 2],
    ['role values', statements.listRoleValues(sqliteDialect), 4],
    ['an assignment', statements.isAssigned(sqliteDialect), 3],
    ['the policies of an application', statements.loadTokenPolicies, 2],
    ['an own resource', statements.findOwnResource, 2],
    ['role values of a person', statements.listRoleValuesOfPerson, 4],
    ['an assignment of a person', statements.isPersonAssigned, 3],
    ['assigned groups of a person', statements.listAssignedGroups, 4],
  ])('looks up %s for a token without reading through a table', (_what, statement, parameters) => {
    const plan = planOf(statement.replaceAll(/\$(\d)/g, '?$1'), Array(parameters).fill('[]'));
    expect(plan).toContain('SEARCH');
    // What is scanned are the few names or values the statement was given.
    expect(plan.replaceAll(/SCAN (c|h|json_each VIRTUAL TABLE INDEX 1:)(\n|$)/g, '')).not.toContain('SCAN');
    expect(plan).not.toMatch(/\((tenant_id=\?|collection=\?)( AND collection=\?)?\)/);
  });

  it('goes from the directory roles that are assigned to whom a person is grouped with, not the other way', () => {
    const plan = planOf(statements.listHeldRoles.replaceAll(/\$(\d)/g, '?$1'), ['', '']);
    expect(plan).toMatch(
      /SEARCH l USING PRIMARY KEY \(tenant_id=\? AND relation=\? AND source_id=\? AND target_id=\?\)/,
    );
    expect(plan).not.toContain('SCAN');
  });

  it('begins to look for groups with no more of them than are asked for', () => {
    const plan = planOf(statements.listGroups.replaceAll(/\$(\d)/g, '?$1'), ['', '', 1]);
    expect(plan).toMatch(/CO-ROUTINE d.*SCAN d.*SCAN w/s);
  });

  /** The statement a store would run, and how it would be gone about. */
  async function planFor(
    store: 'applications' | 'servicePrincipals' | 'users' | 'permissionGrants' | 'appRoleAssignments',
    query: Omit<DirectoryQuery, 'top'>,
  ): Promise<string> {
    const plans: string[] = [];
    const connection = {
      execute: async (text: string, parameters: readonly unknown[]) => {
        plans.push(planOf(text, parameters));
        return { rows: [], affected: 0 };
      },
    };
    const stores = createStores({
      database: createDatabase(sqliteDialect, connection),
      connection,
      dialect: sqliteDialect,
      refusals: createRefusals(DirectoryFault),
    });
    await stores[store].query(guid(), { ...query, top: 100 });
    return plans.join('\n');
  }

  const is = (field: string, value: QueryValue): Predicate => ({ kind: 'compare', field, operator: 'eq', value });
  const some = (collection: string, value: string): Predicate => ({
    kind: 'any',
    collection,
    operand: is('$it', value),
  });
  const after: Predicate = { kind: 'compare', field: 'createdDateTime', operator: 'ge', value: '2026-01-01T00:00:00Z' };

  it.each<[Parameters<typeof planFor>[0], Omit<DirectoryQuery, 'top'>, string]>([
    ['applications', { predicate: is('appId', 'x') }, 'applications_app_id (app_id=?)'],
    [
      'applications',
      { predicate: is('displayName', 'x') },
      'applications_display_name (tenant_id=? AND display_name=?)',
    ],
    [
      'applications',
      { predicate: { kind: 'in', field: 'displayName', values: ['x', 'y'] } },
      'applications_display_name (tenant_id=? AND display_name=?)',
    ],
    [
      'applications',
      { predicate: { kind: 'startsWith', field: 'displayName', value: 'x' } },
      'applications_display_name (tenant_id=? AND display_name>? AND display_name<?)',
    ],
    ['applications', { predicate: after }, 'applications_created_at (tenant_id=? AND created_at>?)'],
    [
      'applications',
      { orderBy: [{ field: 'displayName', direction: 'desc' }] },
      'applications_display_name (tenant_id=?)',
    ],
    [
      'applications',
      { orderBy: [{ field: 'displayName', direction: 'asc' }], after: ['x', 'y'] },
      'applications_display_name (tenant_id=? AND display_name>?)',
    ],
    ['applications', {}, 'sqlite_autoindex_applications_1 (tenant_id=?)'],
    ['applications', { after: ['x'] }, 'sqlite_autoindex_applications_1 (tenant_id=? AND id>?)'],
    [
      'applications',
      { predicate: some('identifierUris', 'x') },
      'object_values_value (tenant_id=? AND collection=? AND value=?)',
    ],
    ['servicePrincipals', { predicate: is('appId', 'x') }, 'service_principals_app_id (tenant_id=? AND app_id=?)'],
    [
      'servicePrincipals',
      { predicate: is('displayName', 'x') },
      'service_principals_display_name (tenant_id=? AND display_name=?)',
    ],
    [
      'servicePrincipals',
      { predicate: some('servicePrincipalNames', 'x') },
      'object_values_service_principal_name (tenant_id=? AND collection=? AND value=?)',
    ],
    [
      'users',
      { predicate: is('userPrincipalName', 'x') },
      'users_user_principal_name (tenant_id=? AND user_principal_name=?)',
    ],
    ['users', { predicate: is('mail', 'x') }, 'users_mail (tenant_id=? AND mail=?)'],
    ['permissionGrants', { predicate: is('clientId', 'x') }, 'permission_grants_client (tenant_id=? AND client_id=?)'],
    [
      'permissionGrants',
      { predicate: is('resourceId', 'x') },
      'permission_grants_resource (tenant_id=? AND resource_id=?)',
    ],
    [
      'appRoleAssignments',
      { predicate: is('principalId', 'x') },
      'app_role_assignments_principal (tenant_id=? AND principal_id=?)',
    ],
    [
      'appRoleAssignments',
      { predicate: is('resourceId', 'x') },
      'app_role_assignments_resource (tenant_id=? AND resource_id=?)',
    ],
  ])('finds %s by %j through an index', async (store, query, index) => {
    const plan = await planFor(store, query);
    expect(plan).toContain(index);
    const isSorted = query.predicate?.kind !== 'in';
    if (isSorted) expect(plan).not.toContain('TEMP B-TREE');
    expect(plan).not.toContain('SCAN');
  });
});
