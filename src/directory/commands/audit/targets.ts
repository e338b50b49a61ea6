import type { AuditTarget, ModifiedProperty } from '../../../activity/index.ts';
import type { Application } from '../../types/application.ts';
import type { Group } from '../../types/group.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { User } from '../../types/user.ts';

type Properties = readonly ModifiedProperty[];

/** An application as the target of an audit record. */
export function applicationTarget(
  { id, displayName }: Pick<Application, 'id' | 'displayName'>,
  modifiedProperties: Properties = [],
): AuditTarget {
  return { id, displayName, type: 'Application', modifiedProperties };
}

/** A service principal as the target of an audit record. */
export function servicePrincipalTarget(
  { id, displayName }: Pick<ServicePrincipal, 'id' | 'displayName'>,
  modifiedProperties: Properties = [],
): AuditTarget {
  return { id, displayName, type: 'ServicePrincipal', modifiedProperties };
}

/** A user as the target of an audit record. */
export function userTarget(
  { id, displayName, userPrincipalName }: Pick<User, 'id' | 'displayName' | 'userPrincipalName'>,
  modifiedProperties: Properties = [],
): AuditTarget {
  return { id, displayName, type: 'User', userPrincipalName, modifiedProperties };
}

/** A group as the target of an audit record. */
export function groupTarget(
  { id, displayName }: Pick<Group, 'id' | 'displayName'>,
  modifiedProperties: Properties = [],
): AuditTarget {
  return { id, displayName, type: 'Group', modifiedProperties };
}
