import type { ObjectId } from '../../kernel/index.ts';
import { encodeGuids } from './guid-bytes.ts';

/**
 * The id of a delegated grant: it follows from the members that never change, and some clients compute it themselves.
 * @param principalId the person, or null for a grant to everybody
 * @returns 43 characters for everybody, 64 for one person
 * @spec Graph resource oAuth2PermissionGrant `id`
 */
export function permissionGrantId(clientId: ObjectId, resourceId: ObjectId, principalId: ObjectId | null): string {
  return principalId === null ? encodeGuids(clientId, resourceId) : encodeGuids(clientId, resourceId, principalId);
}

/**
 * The id of an app role assignment: the principal, then something random.
 * @param random a random GUID
 * @returns 43 characters
 * @spec Graph resource appRoleAssignment `id`
 */
export function appRoleAssignmentId(principalId: ObjectId, random: string): string {
  return encodeGuids(principalId, random);
}

/**
 * The id of a directory role assignment over the whole tenant.
 * @returns 45 characters
 * @spec Graph resource unifiedRoleAssignment `id`
 */
export function directoryRoleAssignmentId(roleTemplateId: string, principalId: ObjectId): string {
  return `${encodeGuids(roleTemplateId, principalId)}-1`;
}
