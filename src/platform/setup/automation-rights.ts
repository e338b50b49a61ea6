import { findPermission, MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import { invariant } from '../../kernel/index.ts';

/** The application permissions of Microsoft Graph that let a program manage a directory. */
const VALUES = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.ReadWrite.All',
  'Domain.ReadWrite.All',
  'Group.ReadWrite.All',
  'Organization.ReadWrite.All',
  'Policy.Read.All',
  'RoleManagement.ReadWrite.Directory',
  'User.ReadWrite.All',
] as const;

/** @returns the ids of the app roles the automation application declares and is granted */
export function automationRoleIds(): string[] {
  return VALUES.map((value) => {
    const permission = findPermission(MICROSOFT_GRAPH_APP_ID, 'application', value);
    invariant(permission !== undefined, `Microsoft Graph publishes the app role ${value}`);
    return permission.id;
  });
}
