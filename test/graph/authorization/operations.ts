import type { PolicyKind } from '../../../src/directory/index.ts';
import { PASSWORD } from '../world.ts';
import { definitions, type Targets } from './targets.ts';

/** What one operation answers to each kind of caller. */
export interface Row {
  /** Method and path, as the route table has them. */
  readonly operation: string;
  /** Delegated permissions of the right caller: a Global Administrator with them succeeds. */
  readonly scope: string;
  /** Application permissions that suffice; null where applications cannot call. */
  readonly role: string | null;
  readonly success: number;
  /** A plain member with the same scopes. */
  readonly member: number;
  /** A guest with the same scopes. */
  readonly guest: number;
  /** An administrator of another tenant with the same scopes. */
  readonly foreign: number;
  readonly body?: (targets: Targets) => unknown;
}

type Options = Partial<Omit<Row, 'operation' | 'scope' | 'role'>>;

/** What other tenants have is not there; lists, and what every tenant has, are one's own. */
const foreignAnswer = (path: string, success: number): number => (/\{(?!role\}|template\})/.test(path) ? 404 : success);

/** Members may read, guests may not. */
function read(path: string, scope: string, options: Options & { readonly role?: string | null } = {}): Row {
  const { success = 200, role = scope, ...rest } = options;
  return {
    operation: path.includes(' ') ? path : `GET ${path}`,
    scope,
    role,
    success,
    member: success,
    guest: 403,
    foreign: foreignAnswer(path, success),
    ...rest,
  };
}

/** Neither members nor guests may write. */
function write(
  operation: string,
  success: number,
  scope: string,
  options: Options & { readonly role?: string | null } = {},
): Row {
  const { role = scope, ...rest } = options;
  return {
    operation,
    scope,
    role,
    success,
    member: 403,
    guest: 403,
    foreign: foreignAnswer(operation, success),
    ...rest,
  };
}

/** Anybody may do it to themselves, and applications are nobody. */
function own(operation: string, success: number, scope: string, options: Options = {}): Row {
  return { operation, scope, role: null, success, member: success, guest: success, foreign: success, ...options };
}

const reference = (id: string) => ({ '@odata.id': `https://graph.test/v1.0/directoryObjects/${id}` });
const groupIds = { body: ({ group }: Targets) => ({ groupIds: [group] }) };
const ids = { body: ({ group }: Targets) => ({ ids: [group] }) };
const nothing = { body: () => ({ securityEnabledOnly: true }) };

/** Questions about the memberships of one object. */
const questions = (path: string, scope: string): readonly Row[] => [
  read(`POST ${path}/checkMemberGroups`, scope, groupIds),
  read(`POST ${path}/checkMemberObjects`, scope, ids),
  read(`POST ${path}/getMemberGroups`, scope, nothing),
  read(`POST ${path}/getMemberObjects`, scope, nothing),
];

const githubCredential = {
  name: 'github',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:contoso/orders:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
};

const READ = 'Application.Read.All';
const WRITE = 'Application.ReadWrite.All';
const LINK = 'Application.ReadWrite.All Directory.Read.All';
const ASSIGN = 'AppRoleAssignment.ReadWrite.All Application.Read.All';
const ASSIGN_ALONE = 'AppRoleAssignment.ReadWrite.All';
const GRANT = 'DelegatedPermissionGrant.ReadWrite.All';
const GROUPS = 'Group.ReadWrite.All';
const ROLES = 'RoleManagement.ReadWrite.Directory';
const POLICIES = 'Policy.ReadWrite.ApplicationConfiguration';
const POLICY_LINKS = 'Application.ReadWrite.All Policy.Read.All';
const AUDIT = 'AuditLog.Read.All Directory.Read.All';

/** Policies of one kind. */
const policies = (set: string, kind: PolicyKind): readonly Row[] => {
  const body = { body: () => ({ displayName: 'New', definition: [definitions[kind]] }) };
  return [
    read(`/policies/${set}`, POLICIES),
    write(`POST /policies/${set}`, 201, POLICIES, body),
    read(`/policies/${set}/{policy}`, POLICIES),
    write(`PATCH /policies/${set}/{policy}`, 204, POLICIES, { body: () => ({ displayName: 'Changed' }) }),
    write(`DELETE /policies/${set}/{policy}`, 204, POLICIES),
    read(`/policies/${set}/{policy}/appliesTo`, POLICIES),
  ];
};

/** What an application or instance has of one kind of policy. */
const policyLinks = (one: string, set: string): readonly Row[] => {
  const body = ({ lifetimePolicy, mappingPolicy }: Targets) => ({
    '@odata.id': `https://graph.test/v1.0/policies/${set}/${set === 'claimsMappingPolicies' ? mappingPolicy : lifetimePolicy}`,
  });
  return [
    read(`${one}/${set}`, POLICY_LINKS),
    write(`POST ${one}/${set}/$ref`, 204, POLICY_LINKS, { body }),
    write(`DELETE ${one}/${set}/{policy}/$ref`, 204, POLICY_LINKS),
  ];
};

/**
 * Every operation against every kind of caller.
 * @spec Graph authorization: permissions for each operation, and the directory right beside them
 */
export const operations: readonly Row[] = [
  read('/applications', READ),
  // Members may register applications, and own what they register.
  write('POST /applications', 201, WRITE, { member: 201, body: () => ({ displayName: 'New' }) }),
  read('/applications/$count', READ),
  read('/applications/{application}', READ),
  write('PATCH /applications/{application}', 204, WRITE, { body: () => ({ notes: 'changed' }) }),
  write('DELETE /applications/{application}', 204, WRITE),
  write('POST /applications/{application}/addPassword', 200, WRITE),
  write('POST /applications/{application}/removePassword', 204, WRITE, {
    body: ({ applicationKeyId }) => ({ keyId: applicationKeyId }),
  }),
  write('POST /applications/{application}/addKey', 200, WRITE, {
    body: ({ applicationCertificate: { key, proof } }) => ({ keyCredential: { key }, passwordCredential: null, proof }),
  }),
  write('POST /applications/{application}/removeKey', 204, WRITE, {
    body: ({ applicationCertificate: { keyId, proof } }) => ({ keyId, proof }),
  }),
  read('/applications/{application}/federatedIdentityCredentials', READ),
  write('POST /applications/{application}/federatedIdentityCredentials', 201, WRITE, { body: () => githubCredential }),
  // The recorded facts ask for the permission to write even for reading one.
  read('/applications/{application}/federatedIdentityCredentials/{credential}', WRITE),
  write('PATCH /applications/{application}/federatedIdentityCredentials/{credential}', 204, WRITE, {
    body: () => ({ description: 'changed' }),
  }),
  write('DELETE /applications/{application}/federatedIdentityCredentials/{credential}', 204, WRITE),
  read('/applications/{application}/owners', READ),
  read('/applications/{application}/owners/$ref', READ),
  write('POST /applications/{application}/owners/$ref', 204, LINK, { body: ({ stranger }) => reference(stranger) }),
  write('DELETE /applications/{application}/owners/{owner}/$ref', 204, WRITE),

  read('/servicePrincipals', READ),
  // A member needs to own the definition.
  write('POST /servicePrincipals', 201, WRITE, { foreign: 400, body: ({ bareAppId }) => ({ appId: bareAppId }) }),
  read('/servicePrincipals/$count', READ),
  read('/servicePrincipals/{servicePrincipal}', READ),
  write('PATCH /servicePrincipals/{servicePrincipal}', 204, WRITE, { body: () => ({ notes: 'changed' }) }),
  write('DELETE /servicePrincipals/{servicePrincipal}', 204, WRITE),
  write('POST /servicePrincipals/{servicePrincipal}/addPassword', 200, WRITE),
  write('POST /servicePrincipals/{servicePrincipal}/removePassword', 204, WRITE, {
    body: ({ instanceKeyId }) => ({ keyId: instanceKeyId }),
  }),
  write('POST /servicePrincipals/{servicePrincipal}/addKey', 200, WRITE, {
    body: ({ instanceCertificate: { key, proof } }) => ({ keyCredential: { key }, passwordCredential: null, proof }),
  }),
  write('POST /servicePrincipals/{servicePrincipal}/removeKey', 204, WRITE, {
    body: ({ instanceCertificate: { keyId, proof } }) => ({ keyId, proof }),
  }),
  read('/servicePrincipals/{servicePrincipal}/owners', READ),
  read('/servicePrincipals/{servicePrincipal}/owners/$ref', READ),
  write('POST /servicePrincipals/{servicePrincipal}/owners/$ref', 204, LINK, {
    body: ({ stranger }) => reference(stranger),
  }),
  write('DELETE /servicePrincipals/{servicePrincipal}/owners/{owner}/$ref', 204, WRITE),
  read('/servicePrincipals/{servicePrincipal}/appRoleAssignedTo', READ),
  write('POST /servicePrincipals/{servicePrincipal}/appRoleAssignedTo', 201, ASSIGN, {
    body: ({ stranger, servicePrincipal, appRoleId }) => ({
      principalId: stranger,
      resourceId: servicePrincipal,
      appRoleId,
    }),
  }),
  read('/servicePrincipals/{servicePrincipal}/appRoleAssignedTo/{assignment}', READ),
  write('DELETE /servicePrincipals/{servicePrincipal}/appRoleAssignedTo/{assignment}', 204, ASSIGN_ALONE),
  read('/servicePrincipals/{servicePrincipal}/appRoleAssignments', READ),
  write('POST /servicePrincipals/{servicePrincipal}/appRoleAssignments', 201, ASSIGN, {
    body: ({ servicePrincipal, otherRoleId }) => ({
      principalId: servicePrincipal,
      resourceId: servicePrincipal,
      appRoleId: otherRoleId,
    }),
  }),
  read('/servicePrincipals/{servicePrincipal}/appRoleAssignments/{assignment}', READ),
  write('DELETE /servicePrincipals/{servicePrincipal}/appRoleAssignments/{assignment}', 204, ASSIGN_ALONE),
  read('/servicePrincipals/{servicePrincipal}/oauth2PermissionGrants', 'Directory.Read.All'),
  read('/servicePrincipals/{servicePrincipal}/memberOf', READ),
  read('/servicePrincipals/{servicePrincipal}/transitiveMemberOf', READ),
  read('/servicePrincipals/{servicePrincipal}/ownedObjects', READ),
  ...questions('/servicePrincipals/{servicePrincipal}', READ),

  own('GET /me', 200, 'User.Read'),
  own('PATCH /me', 204, 'User.ReadWrite', { body: () => ({ mobilePhone: '+49 30 1234' }) }),
  own('POST /me/changePassword', 204, 'Directory.AccessAsUser.All', {
    body: () => ({ currentPassword: PASSWORD, newPassword: 'Another-Zibem-Nurod-49' }),
  }),
  own('POST /me/revokeSignInSessions', 200, 'User.ReadWrite'),
  own('GET /me/appRoleAssignments', 200, 'Directory.Read.All'),
  own('GET /me/oauth2PermissionGrants', 200, 'Directory.Read.All'),
  own('GET /me/manager', 404, 'User.Read'),
  own('GET /me/memberOf', 200, 'User.Read'),
  own('GET /me/transitiveMemberOf', 200, 'User.Read'),
  own('GET /me/ownedObjects', 200, 'User.Read'),
  own('POST /me/checkMemberGroups', 200, 'User.Read', groupIds),
  own('POST /me/checkMemberObjects', 200, 'User.Read', ids),
  own('POST /me/getMemberGroups', 200, 'User.Read', nothing),
  own('POST /me/getMemberObjects', 200, 'User.Read', nothing),

  read('/users', 'User.Read.All'),
  write('POST /users', 201, 'User.ReadWrite.All', {
    foreign: 400,
    body: ({ domain, application }) => ({
      userPrincipalName: `new-${application.slice(0, 8)}@${domain}`,
      displayName: 'New',
      mailNickname: 'new',
      accountEnabled: true,
      passwordProfile: { password: PASSWORD },
    }),
  }),
  // Members may invite.
  write('POST /invitations', 201, 'User.Invite.All', {
    member: 201,
    body: ({ application }) => ({
      invitedUserEmailAddress: `visitor-${application.slice(0, 8)}@elsewhere.example`,
      inviteRedirectUrl: 'https://myapps.example',
    }),
  }),
  read('/users/$count', 'User.Read.All'),
  read('/users/{user}', 'User.Read.All'),
  write('PATCH /users/{user}', 204, 'User.ReadWrite.All', { body: () => ({ jobTitle: 'Builder' }) }),
  write('DELETE /users/{user}', 204, 'User.ReadWrite.All'),
  write('POST /users/{user}/appRoleAssignments', 201, ASSIGN_ALONE, {
    body: ({ user, servicePrincipal, appRoleId }) => ({
      principalId: user,
      resourceId: servicePrincipal,
      appRoleId,
    }),
  }),
  read('/users/{user}/appRoleAssignments/{assignment}', 'Directory.Read.All'),
  write('DELETE /users/{user}/appRoleAssignments/{assignment}', 204, ASSIGN_ALONE),
  write('POST /users/{user}/revokeSignInSessions', 200, 'User.RevokeSessions.All'),
  read('/users/{user}/appRoleAssignments', 'Directory.Read.All'),
  read('/users/{user}/oauth2PermissionGrants', 'Directory.Read.All'),
  read('/users/{user}/manager', 'User.Read.All', { success: 404 }),
  read('/users/{user}/memberOf', 'User.Read.All'),
  read('/users/{user}/transitiveMemberOf', 'User.Read.All'),
  read('/users/{user}/ownedObjects', 'User.Read.All'),
  ...questions('/users/{user}', 'User.Read.All'),

  read('/groups', 'Group.Read.All'),
  // Members may create groups, and own what they create.
  write('POST /groups', 201, GROUPS, {
    member: 201,
    body: () => ({ displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true }),
  }),
  read('/groups/$count', 'Group.Read.All'),
  read('/groups/{group}', 'Group.Read.All'),
  write('PATCH /groups/{group}', 204, GROUPS, { body: () => ({ description: 'changed' }) }),
  write('DELETE /groups/{group}', 204, GROUPS),
  read('/groups/{group}/members', 'GroupMember.Read.All'),
  read('/groups/{group}/members/$count', 'GroupMember.Read.All'),
  read('/groups/{group}/members/$ref', 'GroupMember.Read.All'),
  write('POST /groups/{group}/members/$ref', 204, 'GroupMember.ReadWrite.All', {
    body: ({ stranger }) => reference(stranger),
  }),
  write('DELETE /groups/{group}/members/{member}/$ref', 204, 'GroupMember.ReadWrite.All'),
  read('/groups/{group}/transitiveMembers', 'GroupMember.Read.All'),
  read('/groups/{group}/owners', 'GroupMember.Read.All'),
  read('/groups/{group}/owners/$ref', 'GroupMember.Read.All'),
  write('POST /groups/{group}/owners/$ref', 204, GROUPS, { body: ({ stranger }) => reference(stranger) }),
  write('DELETE /groups/{group}/owners/{owner}/$ref', 204, GROUPS),
  read('/groups/{group}/memberOf', 'GroupMember.Read.All'),
  read('/groups/{group}/transitiveMemberOf', 'GroupMember.Read.All'),
  read('/groups/{group}/appRoleAssignments', 'Directory.Read.All'),
  write('POST /groups/{group}/appRoleAssignments', 201, ASSIGN_ALONE, {
    body: ({ group, servicePrincipal, otherRoleId }) => ({
      principalId: group,
      resourceId: servicePrincipal,
      appRoleId: otherRoleId,
    }),
  }),
  read('/groups/{group}/appRoleAssignments/{assignment}', 'Directory.Read.All'),
  write('DELETE /groups/{group}/appRoleAssignments/{assignment}', 204, ASSIGN_ALONE),
  ...questions('/groups/{group}', 'GroupMember.Read.All'),

  read('/oauth2PermissionGrants', 'Directory.Read.All'),
  write('POST /oauth2PermissionGrants', 201, GRANT, {
    foreign: 400,
    body: ({ servicePrincipal }) => ({
      clientId: servicePrincipal,
      consentType: 'AllPrincipals',
      resourceId: servicePrincipal,
      scope: 'orders.read',
    }),
  }),
  read('/oauth2PermissionGrants/{grant}', 'Directory.Read.All'),
  write('PATCH /oauth2PermissionGrants/{grant}', 204, GRANT, { body: () => ({ scope: 'User.Read Mail.Read' }) }),
  write('DELETE /oauth2PermissionGrants/{grant}', 204, GRANT),
  // Assignments are reached through their ends.
  read('/appRoleAssignments', 'Directory.Read.All', { success: 400, guest: 400 }),

  read('POST /directoryObjects/getByIds', 'Directory.Read.All', {
    foreign: 200,
    body: ({ object }) => ({ ids: [object], types: ['user'] }),
  }),
  read('/directoryObjects/{object}', 'Directory.Read.All'),
  // What is not there is in no group.
  ...questions('/directoryObjects/{object}', 'Directory.Read.All').map((row) => ({ ...row, foreign: 200 })),

  ...policies('tokenLifetimePolicies', 'tokenLifetimePolicy'),
  ...policies('claimsMappingPolicies', 'claimsMappingPolicy'),
  ...policyLinks('/applications/{application}', 'tokenLifetimePolicies'),
  ...policyLinks('/servicePrincipals/{servicePrincipal}', 'tokenLifetimePolicies'),
  ...policyLinks('/servicePrincipals/{servicePrincipal}', 'claimsMappingPolicies'),

  read('/organization', 'User.Read', { role: 'Organization.Read.All', guest: 200 }),
  read('/organization/{organization}', 'User.Read', { role: 'Organization.Read.All', guest: 200 }),
  write('PATCH /organization/{organization}', 204, 'Organization.ReadWrite.All', {
    body: () => ({ technicalNotificationMails: ['ops@contoso.example'] }),
  }),
  read('/domains', 'Domain.Read.All'),
  read('/domains/{domain}', 'Domain.Read.All'),
  read('/directoryRoles', 'RoleManagement.Read.Directory'),
  // Every role is active from the start.
  write('POST /directoryRoles', 400, ROLES, { body: ({ role }) => ({ roleTemplateId: role }) }),
  read('/directoryRoles/{role}', 'RoleManagement.Read.Directory'),
  read('/directoryRoles/{role}/members', 'RoleManagement.Read.Directory'),
  write('POST /directoryRoles/{role}/members/$ref', 204, ROLES, {
    foreign: 400,
    body: ({ stranger }) => reference(stranger),
  }),
  write('DELETE /directoryRoles/{role}/members/{member}/$ref', 204, ROLES),
  read('/directoryRoleTemplates', 'RoleManagement.Read.Directory'),
  read('/directoryRoleTemplates/{template}', 'RoleManagement.Read.Directory'),

  read('/auditLogs/directoryAudits', AUDIT, { member: 403 }),
  read('/auditLogs/directoryAudits/{record}', AUDIT, { member: 403 }),
  // Everybody sees their own sign-ins, and those of nobody else.
  read('/auditLogs/signIns', 'AuditLog.Read.All', { guest: 200 }),
  read('/auditLogs/signIns/{record}', 'AuditLog.Read.All', { member: 404, guest: 404 }),
];
