import type { GraphOperationRow } from './graph-operation.ts';

const READ_USERS = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const READ_GROUPS = [
  'GroupMember.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const READ_APPLICATIONS = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const READ_APPLICATIONS_APP_ONLY = [
  'Application.Read.All',
  'Application.ReadWrite.OwnedBy',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const WRITE_APPLICATIONS = ['Application.ReadWrite.All', 'Directory.ReadWrite.All'];
const READ_MEMBERSHIP_OF_USERS = [
  'User.Read',
  'User.Read.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

const READ_ASSIGNMENTS = ['AppRoleAssignment.ReadWrite.All', 'Directory.Read.All'];
const INVITE = ['User.Invite.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'];
const REVOKE_SESSIONS = ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'];

const read = (path: string, delegated: readonly string[], application: readonly string[]): GraphOperationRow => ({
  operation: `GET ${path}`,
  delegated,
  application,
  success: [200],
  note: 'inferred from its neighbours',
});

const MEMBERSHIP_QUESTIONS = ['checkMemberGroups', 'checkMemberObjects', 'getMemberGroups', 'getMemberObjects'];

/** Questions about memberships: actions by their form, reads by their permissions. */
const ask = (
  path: string,
  delegated: readonly string[],
  application: readonly string[],
): readonly GraphOperationRow[] =>
  MEMBERSHIP_QUESTIONS.map((question) => ({
    operation: `POST ${path}/${question}`,
    delegated,
    application,
    success: [200],
    note: 'inferred from its neighbours',
  }));

/**
 * Operations that the recorded facts leave out although Graph has them. Their permissions are inferred from those of their
 * neighbours, and are meant to be easy to change.
 */
export const inferredOperations: readonly GraphOperationRow[] = [
  read('/users/$count', READ_USERS, READ_USERS),
  read('/users/{id}/memberOf', READ_MEMBERSHIP_OF_USERS, READ_MEMBERSHIP_OF_USERS.slice(1)),
  read('/users/{id}/transitiveMemberOf', READ_MEMBERSHIP_OF_USERS, READ_MEMBERSHIP_OF_USERS.slice(1)),
  read('/me/memberOf', READ_MEMBERSHIP_OF_USERS, []),
  read('/me/transitiveMemberOf', READ_MEMBERSHIP_OF_USERS, []),
  // Nobody has a manager: what is answered is that there is none.
  read('/users/{id}/manager', READ_USERS, READ_USERS),
  read('/me/manager', ['User.Read', ...READ_USERS], []),
  {
    operation: 'PATCH /me',
    delegated: ['User.ReadWrite', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    application: [],
    success: [204],
    audit: ['Update user'],
    note: 'inferred from its neighbours',
  },
  {
    operation: 'POST /invitations',
    delegated: INVITE,
    application: INVITE,
    success: [201],
    audit: ['Invite external user'],
    note: 'inferred from its neighbours',
  },
  ...ask('/users/{id}', READ_MEMBERSHIP_OF_USERS, READ_MEMBERSHIP_OF_USERS.slice(1)),
  ...ask('/me', READ_MEMBERSHIP_OF_USERS, []),
  {
    operation: 'POST /users/{id}/revokeSignInSessions',
    delegated: REVOKE_SESSIONS,
    application: REVOKE_SESSIONS,
    success: [200],
    audit: ['Update StsRefreshTokenValidFrom Timestamp'],
    note: 'inferred from its neighbours',
  },
  {
    operation: 'POST /me/revokeSignInSessions',
    delegated: ['User.ReadWrite', ...REVOKE_SESSIONS],
    application: [],
    success: [200],
    audit: ['Update StsRefreshTokenValidFrom Timestamp'],
    note: 'inferred from its neighbours',
  },
  {
    operation: 'POST /me/changePassword',
    delegated: ['Directory.AccessAsUser.All', 'UserAuthenticationMethod.ReadWrite'],
    application: [],
    success: [204],
    audit: ['Change user password'],
    note: 'inferred from its neighbours',
  },
  read('/users/{id}/appRoleAssignments/{assignmentId}', READ_ASSIGNMENTS, READ_ASSIGNMENTS),
  read('/groups/{id}/appRoleAssignments/{assignmentId}', READ_ASSIGNMENTS, READ_ASSIGNMENTS),
  // Whoever may read assignments is told that they are reached through their ends only.
  read('/appRoleAssignments', READ_ASSIGNMENTS, READ_ASSIGNMENTS),
  ...ask('/groups/{id}', READ_GROUPS, READ_GROUPS),
  read('/groups/$count', READ_GROUPS, READ_GROUPS),
  read('/groups/delta', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/members/$count', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/members/$ref', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/owners/$ref', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/transitiveMembers', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/memberOf', READ_GROUPS, READ_GROUPS),
  read('/groups/{id}/transitiveMemberOf', READ_GROUPS, READ_GROUPS),
  read('/applications/{id}/owners/$ref', READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  read("/applications(appId='{appId}')/owners/$ref", READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  read('/servicePrincipals/{id}/owners/$ref', READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  read("/servicePrincipals(appId='{appId}')/owners/$ref", READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  read('/servicePrincipals/{id}/appRoleAssignedTo/{assignmentId}', READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  read('/servicePrincipals/{id}/appRoleAssignments/{assignmentId}', READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
  {
    operation: "POST /applications(appId='{appId}')/extensionProperties",
    delegated: WRITE_APPLICATIONS,
    application: ['Application.ReadWrite.OwnedBy', ...WRITE_APPLICATIONS],
    success: [201],
    audit: ['Update application'],
    note: 'inferred from its neighbours',
  },
  read("/applications(appId='{appId}')/extensionProperties", READ_APPLICATIONS, READ_APPLICATIONS_APP_ONLY),
];
