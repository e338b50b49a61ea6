import { describe, expect, it } from 'vitest';
import {
  findOperation,
  findPermission,
  type GraphOperation,
  graphOperations,
  isGranted,
  MICROSOFT_GRAPH_APP_ID,
  type PermissionKind,
} from '../../src/catalogue/index.ts';

const permissionsOf = (operation: GraphOperation, kind: PermissionKind) => {
  const access = operation[kind];
  return typeof access === 'string' ? [] : access.flat();
};

const granted = (...permissions: string[]) => new Set(permissions);

describe('operations of Graph', () => {
  it('records each once, and finds each by its own template', () => {
    for (const operation of graphOperations()) {
      expect(findOperation(operation.method, operation.pathTemplate, 'beta')).toBe(operation);
      expect(operation.pathTemplate).toMatch(/^\/[^ ]*$/);
      for (const status of operation.successStatuses) expect([200, 201, 202, 204]).toContain(status);
    }
  });

  it.each(['delegated', 'application'] as const)('demands only %s permissions that Graph publishes', (kind) => {
    const unknown = graphOperations().flatMap((operation) =>
      permissionsOf(operation, kind)
        .filter((value) => findPermission(MICROSOFT_GRAPH_APP_ID, kind, value) === undefined)
        .map((value) => `${operation.method} ${operation.pathTemplate}: ${value}`),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['GET', '/applications/{application-id}'],
    ['get', "/applications(appId='{anything}')"],
    ['GET', "/Applications(appid='{appId}')"],
    ['POST', '/applications/{id}/addPassword'],
    ['DELETE', '/groups/{group}/members/{member}/$ref'],
    ['GET', '/users/{id}/memberOf'],
    ['POST', '/$batch'],
  ])('finds %s %s whatever the names in the braces', (method, template) => {
    expect(findOperation(method, template)).toBeDefined();
  });

  it('finds nothing that is not recorded', () => {
    expect(findOperation('PUT', '/applications')).toBeUndefined();
    expect(findOperation('GET', '/teams')).toBeUndefined();
  });

  it('keeps beta operations from v1.0', () => {
    expect(findOperation('GET', '/directory/recommendations')).toBeUndefined();
    expect(findOperation('GET', '/directory/recommendations', 'beta')?.version).toBe('beta');
    expect(findOperation('GET', '/applications', 'beta')?.version).toBe('v1.0');
  });

  it('tells a call that is open to all from one that is not offered', () => {
    expect(findOperation('GET', '/$metadata')).toMatchObject({ delegated: 'anyCaller', application: 'anyCaller' });
    expect(findOperation('GET', '/me')?.application).toBe('notOffered');
    expect(isGranted('anyCaller', granted())).toBe(true);
    expect(isGranted('notOffered', granted('Directory.ReadWrite.All'))).toBe(false);
  });

  it('has an audit activity for every write of an application', () => {
    expect(findOperation('POST', '/applications')?.auditActivities).toEqual(['Add application']);
    expect(findOperation('GET', '/applications')?.auditActivities).toEqual([]);
  });

  it('admits who holds all of one set, and not who holds a part of several', () => {
    const access = findOperation('POST', '/servicePrincipals/{id}/appRoleAssignedTo')?.application ?? 'anyCaller';
    expect(isGranted(access, granted('Application.Read.All', 'AppRoleAssignment.ReadWrite.All'))).toBe(true);
    expect(isGranted(access, granted('AppRoleAssignment.ReadWrite.All'))).toBe(false);
    expect(isGranted(access, granted())).toBe(false);
    expect(isGranted([], granted('Application.Read.All'))).toBe(false);
  });
});
