import type { ObjectId, TenantId } from '../../kernel/index.ts';

/** Kinds of directory object that links, assignments and audit records can point at. */
export type DirectoryObjectKind = 'application' | 'servicePrincipal' | 'user' | 'group';

/** Recorded delegated consent. One row for each client, API and person, and one for each client, API and everybody. */
export interface OAuth2PermissionGrant {
  readonly tenantId: TenantId;
  /** Derived from the members that never change (graph reference 2.5). */
  readonly id: string;
  /** Object id of the client's service principal: never an appId. */
  readonly clientId: ObjectId;
  readonly consentType: 'AllPrincipals' | 'Principal';
  readonly principalId: ObjectId | null;
  /** Object id of the API's service principal. */
  readonly resourceId: ObjectId;
  /** Scope values separated by single blanks. */
  readonly scope: string;
  readonly createdDateTime: string;
}

/** An app role of an API held by a user, a group, or an application (a granted application permission). */
export interface AppRoleAssignment {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly appRoleId: string;
  readonly principalId: ObjectId;
  readonly principalType: 'User' | 'Group' | 'ServicePrincipal';
  readonly principalDisplayName: string;
  readonly resourceId: ObjectId;
  readonly resourceDisplayName: string;
  readonly createdDateTime: string;
}

/** A directory role held by a principal over the whole tenant. */
export interface DirectoryRoleAssignment {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly principalId: ObjectId;
  /** Template id of the role (`catalogue` holds the table). */
  readonly roleTemplateId: string;
  readonly createdDateTime: string;
}

/** What a heterogeneous list (owners, members, memberOf) returns for each entry. */
export interface DirectoryObjectReference {
  readonly id: ObjectId;
  readonly kind: DirectoryObjectKind;
}
