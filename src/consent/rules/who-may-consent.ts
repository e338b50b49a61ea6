import { directoryRoleIds, MICROSOFT_GRAPH_APP_ID, wellKnownAppIds } from '../../catalogue/index.ts';

/** What is asked for, and who answers. */
export interface ConsentQuestion {
  readonly scopes: readonly { readonly type: 'User' | 'Admin' }[];
  /** APIs whose application permissions are asked for. */
  readonly rolesOf?: readonly string[];
  /** `appRoleAssignmentRequired` of the client's instance: then users cannot admit themselves by consenting. */
  readonly assignmentRequired: boolean;
  /** Template ids of the directory roles the person holds. */
  readonly roleTemplateIds: readonly string[];
  /** The tenant's permission grant policies for users' own consent. */
  readonly userConsentPolicies: readonly string[];
}

export interface ConsentRights {
  /** May consent for themselves. */
  readonly self: boolean;
  /** May consent on behalf of the whole organization. */
  readonly organization: boolean;
}

/** Roles that may grant any delegated permission for everybody. @spec sts reference 7.8 */
const ORGANIZATION_ROLES: readonly string[] = [
  directoryRoleIds.globalAdministrator,
  directoryRoleIds.privilegedRoleAdministrator,
  directoryRoleIds.applicationAdministrator,
  directoryRoleIds.cloudApplicationAdministrator,
];

/** Roles that may grant application permissions of Microsoft Graph and its predecessor. @spec sts reference 7.8 */
const GRAPH_ROLES = ORGANIZATION_ROLES.slice(0, 2);
const GRAPHS: readonly string[] = [MICROSOFT_GRAPH_APP_ID, wellKnownAppIds.azureActiveDirectoryGraph];

/** The policy under which users may consent to whatever needs no administrator. */
export const USER_CONSENT_TO_USER_SCOPES = 'microsoft-user-default-legacy';

/**
 * Who may say yes. Policies we do not know allow nothing.
 * @spec Entra AADSTS90094; sts reference 7.2, 7.3, 7.8, 7.10
 */
export function consentRights(question: ConsentQuestion): ConsentRights {
  const hasRolesOfGraph = question.rolesOf?.some((appId) => GRAPHS.includes(appId)) ?? false;
  const able = hasRolesOfGraph ? GRAPH_ROLES : ORGANIZATION_ROLES;
  const organization = question.roleTemplateIds.some((role) => able.includes(role));
  const byPolicy =
    question.userConsentPolicies.includes(USER_CONSENT_TO_USER_SCOPES) &&
    question.scopes.every((scope) => scope.type === 'User') &&
    !question.assignmentRequired;
  return { organization, self: organization || byPolicy };
}
