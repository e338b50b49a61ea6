import type { AppId } from '../../kernel/index.ts';
import { DirectoryFault } from '../fault.ts';
import type { AppRoleAssignment } from '../types/grants.ts';
import { type AppRole, DEFAULT_ACCESS_ROLE_ID } from '../types/permissions.ts';

/** The kind of role members of this kind take: people directly or by groups, applications by themselves. */
function memberType(principalType: AppRoleAssignment['principalType']): AppRole['allowedMemberTypes'][number] {
  return principalType === 'ServicePrincipal' ? 'Application' : 'User';
}

/**
 * Finds the role that is to be assigned. It must belong to the API, be enabled and allow that kind of member; default access
 * (the zero GUID) is only for members for whom the API has no role.
 * @returns the role, or undefined for default access
 * @throws DirectoryFault `InvalidValue`
 * @spec Graph appRoleAssignment: "Permission being assigned was not found on application"
 */
export function requireAssignableRole(
  resource: { readonly appId: AppId; readonly appRoles: readonly AppRole[] },
  appRoleId: string,
  principalType: AppRoleAssignment['principalType'],
): AppRole | undefined {
  const type = memberType(principalType);
  const roles = resource.appRoles.filter((role) => role.isEnabled && role.allowedMemberTypes.includes(type));
  const wanted = appRoleId.toLowerCase();
  if (wanted === DEFAULT_ACCESS_ROLE_ID && roles.length === 0) return undefined;
  const role = roles.find(({ id }) => id.toLowerCase() === wanted);
  if (role !== undefined) return role;
  throw new DirectoryFault(
    'InvalidValue',
    `Permission being assigned was not found on application '${resource.appId}'.`,
    {
      target: 'appRoleId',
      detail: `No enabled role ${appRoleId} for members of type ${type}.`,
    },
  );
}

/** Whether people reach an API by default access: it has no role for them. */
export function hasDefaultAccess(appRoles: readonly AppRole[]): boolean {
  return !appRoles.some((role) => role.isEnabled && role.allowedMemberTypes.includes('User'));
}
