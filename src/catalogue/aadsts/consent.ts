import type { AadstsTable } from './aadsts-row.ts';

/** Refusals for want of consent or assignment. @spec Entra AADSTS65001, AADSTS50105 */
export const consentRows = {
  65001: {
    name: 'DelegationDoesNotExist',
    error: 'invalid_grant',
    redirectError: 'interaction_required',
    suberror: 'consent_required',
    to: ['token', 'redirect'],
    owner: 'servicePrincipal',
    message:
      "Neither the user nor an administrator has consented to the application with ID '{appId}' named '{appName}'. Send an interactive authorization request for this user and resource.",
    fix: 'Send the user through the authorize endpoint to consent, or have an administrator consent for everybody.',
  },
  65002: {
    name: 'FirstPartyPreauthorizationMissing',
    error: 'access_denied',
    to: ['token'],
    owner: 'application',
    message:
      "The first party application '{appId}' has not been preauthorized for the first party resource '{resourceId}', and consent cannot stand in for it.",
    fix: 'Use an application registration of your own instead of a client id of Microsoft.',
  },
  65004: {
    name: 'UserDeclinedConsent',
    error: 'access_denied',
    to: ['redirect'],
    owner: 'user',
    message: 'User declined to consent to access the app.',
    fix: 'Let the user try again and accept, or ask for fewer permissions.',
  },
  65005: {
    name: 'MisconfiguredApplication',
    error: 'invalid_resource',
    redirectError: 'access_denied',
    to: ['page'],
    owner: 'application',
    message:
      "The application is misconfigured: its required resource access names '{resource}', which is not available in the tenant {tenant} or does not match its registration.",
    fix: 'Correct the required permissions of the application.',
  },
  650051: {
    name: 'ServicePrincipalNameConflict',
    error: 'invalid_client',
    lookupPage: false,
    to: ['page'],
    owner: 'servicePrincipal',
    message:
      'Consent could not create the service principal of the application because one of its names is already taken in the tenant.',
    fix: 'Remove the service principal that holds the name, then consent again.',
  },
  650052: {
    name: 'MissingServiceInOrganization',
    error: 'invalid_client',
    to: ['redirect', 'page'],
    owner: 'servicePrincipal',
    message:
      "The app is trying to access a service '{resourceId}'({resourceName}) for which the organization '{tenant}' lacks a service principal. An administrator can create it by subscribing to the service or by consenting to the application.",
    fix: 'Create the service principal of the API in the tenant, then consent again.',
  },
  650053: {
    name: 'ScopeNotOnResource',
    error: 'invalid_client',
    to: ['redirect', 'page'],
    owner: 'application',
    message:
      "The application '{appName}' asked for scope '{scope}' that does not exist on the resource '{resourceId}'. Contact the vendor of the application.",
    fix: 'Correct the scope, or add and enable it on the API.',
  },
  650056: {
    name: 'MisconfiguredApplicationPermissions',
    error: 'access_denied',
    to: ['page', 'redirect', 'token'],
    owner: 'application',
    message:
      "Misconfigured application. Its registration lists no permissions for '{resourceName}', or no administrator of the tenant has consented to them, or the application identifier or the certificate of the request is not the one registered. Client app ID: {appId}.",
    fix: 'Declare the permissions on the application and have them consented to.',
  },
  1003031: {
    name: 'MisconfiguredRequiredResourceAccess',
    error: 'access_denied',
    to: ['redirect'],
    owner: 'application',
    message: 'Misconfigured required resource access in client application registration.',
    fix: 'Declare at least one permission on the application, and only permissions that exist.',
  },
  90093: {
    name: 'GraphUserUnauthorized',
    error: 'access_denied',
    to: ['page'],
    owner: 'user',
    message:
      '{appName} needs permissions that you may not grant in {tenantName}. Ask an administrator to grant them to this app.',
    fix: 'Have an administrator consent.',
  },
  90094: {
    name: 'AdminConsentRequired',
    error: 'access_denied',
    to: ['page', 'redirect'],
    owner: 'tenant',
    message:
      '{appName} needs permission that only an admin of your organization can grant. Ask an admin to approve the app before you use it.',
    fix: 'Have an administrator consent, or loosen the consent policy of the tenant.',
  },
  900941: {
    name: 'AdminConsentRequiredDueToRisk',
    error: 'access_denied',
    to: ['page'],
    owner: 'tenant',
    message: 'Admin consent is needed: {appName} is considered risky. Ask an admin to review it.',
    fix: 'Verify the publisher of the application, or have an administrator review and consent.',
  },
  90095: {
    name: 'AdminConsentRequiredRequestAccess',
    error: 'access_denied',
    to: ['page'],
    owner: 'tenant',
    message: 'An admin has to approve {appName}. The request for approval was sent or can be sent.',
    fix: 'Wait for the review of the request.',
  },
  90097: {
    name: 'AdminConsentProcessing',
    error: 'access_denied',
    lookupPage: false,
    to: ['page'],
    owner: 'platform',
    message: 'An error happened while the consent of the administrator was processed.',
    fix: 'Try the admin consent again.',
  },
  900981: {
    name: 'AdminConsentRequiredRiskyWarning',
    error: 'access_denied',
    to: ['page'],
    owner: 'tenant',
    message: '{appName} is considered risky and waits for the review of an admin.',
    fix: 'Review the application with care before consenting.',
  },
  90090: {
    name: 'GraphRetryableError',
    error: 'temporarily_unavailable',
    to: ['page'],
    owner: 'platform',
    message: 'The consent could not be recorded. Try again.',
    fix: 'Try again.',
  },
  90091: {
    name: 'GraphUnreachable',
    error: 'server_error',
    to: ['page'],
    owner: 'platform',
    message: 'The directory could not be reached to record the consent.',
    fix: 'Try again later.',
  },
  90092: {
    name: 'GraphNonRetryableError',
    error: 'server_error',
    to: ['page'],
    owner: 'platform',
    message: 'The directory refused to record the consent.',
    fix: 'Look up the correlation id in the log.',
  },
  90099: {
    name: 'AppNotAuthorizedInTenant',
    error: 'unauthorized_client',
    to: ['token'],
    owner: 'servicePrincipal',
    message:
      "The application '{appId}'({appName}) has not been authorized in the tenant '{tenant}', so a delegated administrator of a partner cannot use it there.",
    fix: 'Consent to the application in that tenant.',
  },
  50105: {
    name: 'EntitlementGrantsNotFound',
    error: 'interaction_required',
    to: ['page', 'redirect', 'token'],
    owner: 'servicePrincipal',
    message:
      "The application {appName} ('{appId}') is configured to block users who are not assigned to it. The signed-in user '{user}' is neither a direct member of a group with access nor assigned directly. Ask an administrator to assign access.",
    fix: 'Assign the user or a group they are a direct member of, or lift the assignment requirement.',
  },
  501051: {
    name: 'AppRoleAssignmentRequired',
    error: 'invalid_grant',
    to: ['token'],
    owner: 'servicePrincipal',
    message:
      "Application '{appId}'({appName}) is not assigned to a role for the application '{resourceId}'({resourceName}).",
    fix: 'Assign an app role of the API to the service principal of the client.',
  },
  52004: {
    name: 'DelegationDoesNotExistForLinkedIn',
    error: 'consent_required',
    to: ['page'],
    owner: 'user',
    message: 'The user has not consented to the access of LinkedIn resources.',
    fix: 'Consent to the LinkedIn connection.',
  },
} as const satisfies AadstsTable;
