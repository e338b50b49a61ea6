import { describe, expect, it } from 'vitest';
import { findPermission, MICROSOFT_GRAPH_APP_ID } from '../../src/catalogue/index.ts';
import { type FoundApplication, loadPermissions } from '../../src/remote/index.ts';
import { fakeGraph } from './fake-graph.ts';

const idOf = (kind: 'delegated' | 'application', value: string) =>
  findPermission(MICROSOFT_GRAPH_APP_ID, kind, value)?.id ?? '';

const graphInstance = {
  id: 'sp-graph',
  appId: MICROSOFT_GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  oauth2PermissionScopes: ['User.Read', 'Mail.Read'].map((value) => ({ id: idOf('delegated', value), value })),
  appRoles: [{ id: idOf('application', 'User.Read.All'), value: 'User.Read.All', allowedMemberTypes: ['Application'] }],
};

interface Declared {
  readonly Scope?: readonly string[];
  readonly Role?: readonly string[];
}

function permissionsOf(declared: Declared, grants: readonly object[], assignments: readonly object[], hasGraph = true) {
  const { graph } = fakeGraph(({ line }) => {
    if (line.startsWith('GET /v1.0/oauth2PermissionGrants')) return { body: { value: grants } };
    if (line === 'GET /v1.0/servicePrincipals/sp-1/appRoleAssignments') return { body: { value: assignments } };
    return line.startsWith('GET /v1.0/servicePrincipals') && hasGraph ? { body: graphInstance } : undefined;
  });
  const access = Object.entries(declared).flatMap(([type, ids]) => (ids as string[]).map((id) => ({ id, type })));
  const found = {
    appId: 'a',
    definition: { requiredResourceAccess: [{ resourceAppId: MICROSOFT_GRAPH_APP_ID, resourceAccess: access }] },
    instance: { id: 'sp-1' },
  } as unknown as FoundApplication;
  return loadPermissions(graph, found);
}

const grant = (scope: string, principalId: string | null = null) => ({
  id: scope,
  clientId: 'sp-1',
  consentType: principalId === null ? 'AllPrincipals' : 'Principal',
  principalId,
  resourceId: 'sp-graph',
  scope,
});
const assignment = (appRoleId: string) => ({ id: appRoleId, appRoleId, principalId: 'sp-1', resourceId: 'sp-graph' });

describe('what is declared beside what is granted', () => {
  it('tells the three cases apart, by names, the dangerous first', async () => {
    const rows = await permissionsOf(
      { Scope: [idOf('delegated', 'User.Read'), idOf('delegated', 'Mail.Read')] },
      [grant('User.Read')],
      [assignment(idOf('application', 'User.Read.All'))],
    );
    expect(rows.map(({ value, kind, standing }) => [value, kind, standing])).toEqual([
      ['Mail.Read', 'delegated', 'declared only'],
      ['User.Read.All', 'application', 'granted only'],
      ['User.Read', 'delegated', 'granted'],
    ]);
    const tiers = rows.map(({ tier }) => tier);
    expect(tiers).toEqual(tiers.toSorted());
    expect(rows.every(({ resourceName, risk }) => resourceName === 'Microsoft Graph' && risk.endsWith('.'))).toBe(true);
  });

  it('counts the users of grants that are not for everybody, each once', async () => {
    const grants = [grant('User.Read Mail.Read', 'ada'), grant('User.Read', 'bob'), grant(' User.Read ', 'ada')];
    const rows = await permissionsOf({}, grants, []);
    expect(rows.map(({ value, grantedToUsers }) => [value, grantedToUsers])).toEqual([
      ['Mail.Read', 1],
      ['User.Read', 2],
    ]);
  });

  it('says nothing of users once it is granted to everybody', async () => {
    const [row] = await permissionsOf({}, [grant('User.Read', 'ada'), grant('User.Read')], []);
    expect(row?.grantedToUsers).toBeUndefined();
  });

  it('passes over an assignment to the service as a whole, which gives no permission', async () => {
    expect(await permissionsOf({}, [], [assignment('00000000-0000-0000-0000-000000000000')])).toEqual([]);
  });

  it('knows the names of Microsoft’s permissions also where the tenant has no instance of the API', async () => {
    const rows = await permissionsOf({ Role: [idOf('application', 'User.Read.All')] }, [], [], false);
    expect(rows).toMatchObject([{ resourceName: 'Microsoft Graph', value: 'User.Read.All' }]);
  });

  it('shows the id of a permission that nobody knows', async () => {
    const id = '99999999-9999-4999-8999-999999999999';
    expect(await permissionsOf({ Scope: [id] }, [], [])).toMatchObject([{ value: id, standing: 'declared only' }]);
  });
});
