import type { AuditRecord } from '../../../activity/index.ts';

/** What was done, in the words the audit log uses. */
export interface Activity {
  readonly name: string;
  readonly category: string;
  readonly operationType: AuditRecord['operationType'];
}

const table =
  (category: string) =>
  (operationType: Activity['operationType'], name: string): Activity => ({ name, category, operationType });

const application = table('ApplicationManagement');
const user = table('UserManagement');
const group = table('GroupManagement');
const role = table('RoleManagement');
const policy = table('PolicyManagement');
const directory = table('DirectoryManagement');

/** @spec Entra "Microsoft Entra audit log categories and activities": Core Directory */
export const activities = {
  addApplication: application('Add', 'Add application'),
  updateApplication: application('Update', 'Update application'),
  // The real log has an en dash and a blank at the end.
  updateApplicationCredentials: application('Update', 'Update application – Certificates and secrets management '),
  deleteApplication: application('Delete', 'Delete application'),
  addApplicationOwner: application('Assign', 'Add owner to application'),
  removeApplicationOwner: application('Unassign', 'Remove owner from application'),
  addServicePrincipal: application('Add', 'Add service principal'),
  updateServicePrincipal: application('Update', 'Update service principal'),
  removeServicePrincipal: application('Delete', 'Remove service principal'),
  addServicePrincipalCredentials: application('Update', 'Add service principal credentials'),
  removeServicePrincipalCredentials: application('Update', 'Remove service principal credentials'),
  addServicePrincipalOwner: application('Assign', 'Add owner to service principal'),
  removeServicePrincipalOwner: application('Unassign', 'Remove owner from service principal'),
  consentToApplication: application('Assign', 'Consent to application'),
  addDelegatedPermissionGrant: application('Assign', 'Add delegated permission grant'),
  removeDelegatedPermissionGrant: application('Unassign', 'Remove delegated permission grant'),
  assignRoleToServicePrincipal: application('Assign', 'Add app role assignment to service principal'),
  unassignRoleFromServicePrincipal: application('Unassign', 'Remove app role assignment from service principal'),
  assignRoleToUser: user('Assign', 'Add app role assignment grant to user'),
  unassignRoleFromUser: user('Unassign', 'Remove app role assignment from user'),
  assignRoleToGroup: group('Assign', 'Add app role assignment to group'),
  unassignRoleFromGroup: group('Unassign', 'Remove app role assignment from group'),
  addUser: user('Add', 'Add user'),
  inviteUser: user('Add', 'Invite external user'),
  redeemInvitation: user('Update', 'Redeem external user invite'),
  updateUser: user('Update', 'Update user'),
  deleteUser: user('Delete', 'Delete user'),
  enableAccount: user('Update', 'Enable account'),
  disableAccount: user('Update', 'Disable account'),
  resetPassword: user('Update', 'Reset password'),
  changePassword: user('Update', 'Change user password'),
  forcePasswordChange: user('Update', 'Set force change user password'),
  revokeSessions: user('Update', 'Update StsRefreshTokenValidFrom Timestamp'),
  addGroup: group('Add', 'Add group'),
  updateGroup: group('Update', 'Update group'),
  deleteGroup: group('Delete', 'Delete group'),
  addGroupMember: group('Assign', 'Add member to group'),
  removeGroupMember: group('Unassign', 'Remove member from group'),
  addGroupOwner: group('Assign', 'Add owner to group'),
  removeGroupOwner: group('Unassign', 'Remove owner from group'),
  addRoleMember: role('Assign', 'Add member to role'),
  removeRoleMember: role('Unassign', 'Remove member from role'),
  addVerifiedDomain: directory('Add', 'Add verified domain'),
  createTenant: directory('Add', 'Create company settings'),
  setCompanyInformation: directory('Update', 'Set Company Information'),
  addPolicy: policy('Add', 'Add policy'),
  updatePolicy: policy('Update', 'Update policy'),
  deletePolicy: policy('Delete', 'Delete policy'),
  addPolicyToApplication: application('Assign', 'Add policy to application'),
  removePolicyFromApplication: application('Unassign', 'Remove policy from application'),
  addPolicyToServicePrincipal: application('Assign', 'Add policy to service principal'),
  removePolicyFromServicePrincipal: application('Unassign', 'Remove policy from service principal'),
  updateAuthorization: table('AuthorizationPolicy')('Update', 'Update authorization policy'),
} as const satisfies Readonly<Record<string, Activity>>;
