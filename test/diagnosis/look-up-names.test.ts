import { describe, expect, it } from 'vitest';
import { knownNames, lookUpNames } from '../../src/diagnosis/index.ts';
import { fakeGraph } from '../remote/fake-graph.ts';
import { graphError } from '../remote/scripted-transport.ts';
import { apiId, applicationToken, clientId, graphToken, objectId, tenantId, userToken } from './sample-tokens.ts';

const named = (id: string, displayName: string) => ({ body: { id, appId: id, displayName } });

describe('the names behind the ids of a token', () => {
  it('are looked up where the tenant knows them', async () => {
    const { graph, seen } = fakeGraph(({ line }) => {
      if (line.startsWith(`GET /v1.0/servicePrincipals(appId='${apiId}')`)) {
        return {
          body: {
            id: 's',
            appId: apiId,
            displayName: 'Orders',
            appRoles: [{ id: 'r', value: 'Orders.Process', displayName: 'Process' }],
          },
        };
      }
      if (line.startsWith(`GET /v1.0/servicePrincipals(appId='${clientId}')`)) return named(clientId, 'Night job');
      if (line === `GET /v1.0/servicePrincipals/${objectId}`) return named(objectId, 'Night job here');
      return line === 'GET /v1.0/organization'
        ? { body: { value: [{ id: tenantId, displayName: 'Contoso' }] } }
        : undefined;
    });
    const { names, gaps } = await lookUpNames(graph, applicationToken);
    expect(Object.fromEntries(names)).toEqual({
      [apiId]: 'Orders',
      [clientId]: 'Night job',
      [objectId]: 'Night job here',
      [tenantId]: 'Contoso',
      'orders.process': 'Process',
    });
    expect(gaps).toEqual([]);
    expect(seen.every(({ request }) => request.method === 'GET')).toBe(true);
  });

  it('of a person are asked for as such', async () => {
    const { graph, seen } = fakeGraph(({ line }) => {
      if (line === `GET /v1.0/users/${objectId}`) return named(objectId, 'Ada');
      return line.includes('?$filter') || line.endsWith('/organization') ? { body: { value: [] } } : undefined;
    });
    expect((await lookUpNames(graph, userToken)).names.get(objectId)).toBe('Ada');
    expect(seen.map(({ line }) => line)).toContain(`GET /v1.0/users/${objectId}`);
  });

  it('leave a gap where Graph refuses, said once', async () => {
    const { graph } = fakeGraph(() => ({ status: 403, body: graphError('Authorization_RequestDenied') }));
    expect(await lookUpNames(graph, applicationToken)).toEqual({
      names: new Map(),
      gaps: ['Graph says Authorization_RequestDenied'],
    });
  });

  it('of Microsoft’s own applications and roles need no tenant', () => {
    const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
    const names = knownNames({ ...graphToken, wids: [globalAdministrator] });
    expect(names.get(graphToken.aud)).toBe('Microsoft Graph');
    expect(names.get(globalAdministrator)).toBe('Global Administrator');
  });

  it('of groups are looked up for the first ten', async () => {
    const groups = Array.from(
      { length: 12 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    const { graph, seen } = fakeGraph(({ line }) => (line.includes('/groups/') ? named('x', 'Group') : undefined));
    await lookUpNames(graph, { groups });
    expect(seen.filter(({ line }) => line.includes('/groups/'))).toHaveLength(10);
  });
});
