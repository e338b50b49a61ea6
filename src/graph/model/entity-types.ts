import { appRoleAssignmentType } from './app-role-assignment.ts';
import { applicationType } from './application.ts';
import { directoryAuditType } from './directory-audit.ts';
import { directoryRoleTemplateType, directoryRoleType } from './directory-role.ts';
import type { EntityType } from './entity-type.ts';
import { federatedIdentityCredentialType } from './federated-identity-credential.ts';
import { groupType } from './group.ts';
import { invitationType } from './invitation.ts';
import { domainType, organizationType } from './organization.ts';
import { permissionGrantType } from './permission-grant.ts';
import { claimsMappingPolicyType, tokenLifetimePolicyType } from './policy.ts';
import { servicePrincipalType } from './service-principal.ts';
import { signInType } from './sign-in.ts';
import { userType } from './user.ts';

/** Every entity type of this face. */
export const entityTypes: readonly EntityType<never>[] = [
  applicationType,
  federatedIdentityCredentialType,
  servicePrincipalType,
  userType,
  invitationType,
  groupType,
  permissionGrantType,
  tokenLifetimePolicyType,
  claimsMappingPolicyType,
  appRoleAssignmentType,
  organizationType,
  domainType,
  directoryRoleType,
  directoryRoleTemplateType,
  directoryAuditType,
  signInType,
];
