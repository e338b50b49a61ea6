import type { AadstsTable } from './aadsts-row.ts';

/** Refusals about what was asked for: scopes and the resources they belong to. @spec RFC 6749 §3.3, Entra AADSTS70011 */
export const scopeAndResourceRows = {
  70011: {
    name: 'InvalidScope',
    error: 'invalid_scope',
    to: ['token', 'redirect'],
    owner: 'request',
    message: "The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
    fix: 'Send scopes of one API, by value or as resource/.default, separated by single spaces.',
  },
  700022: {
    name: 'InvalidMultipleResourcesScope',
    error: 'invalid_scope',
    to: ['token'],
    owner: 'request',
    message:
      "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid.",
    fix: 'Ask for the scopes of one API at a time.',
  },
  28000: {
    name: 'ScopeWithSeveralResources',
    error: 'invalid_scope',
    to: ['token', 'redirect'],
    owner: 'request',
    message:
      "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid.",
    fix: 'Ask for the scopes of one API at a time.',
  },
  28002: {
    name: 'ScopeInvalidForAccessToken',
    error: 'invalid_scope',
    to: ['token'],
    owner: 'request',
    message:
      "The provided value for the input parameter 'scope' '{scope}' does not name a scope for which an access token can be issued.",
    fix: 'Name a scope of the API that the token is for.',
  },
  28003: {
    name: 'ScopeEmpty',
    error: 'invalid_scope',
    to: ['token'],
    owner: 'request',
    message:
      "The provided value for the input parameter 'scope' may not be empty when an authorization code is redeemed for an access token.",
    fix: 'Leave scope out, or name at least one.',
  },
  1002012: {
    name: 'ClientCredentialsScope',
    error: 'invalid_scope',
    to: ['token'],
    owner: 'request',
    message:
      'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
    fix: 'Send the identifier of the API followed by /.default.',
  },
  901002: {
    name: 'ResourceParameterNotSupported',
    error: 'invalid_request',
    to: ['token', 'redirect'],
    owner: 'request',
    message: "The 'resource' request parameter is not supported.",
    fix: 'Name the API in scope instead of resource.',
  },
  50001: {
    name: 'InvalidResource',
    error: 'invalid_resource',
    to: ['token', 'redirect'],
    owner: 'servicePrincipal',
    message:
      "The resource '{resource}' is disabled or does not exist. Check the resource name that the application sends.",
    fix: 'Check the identifier of the API, and that its service principal is enabled.',
  },
  500011: {
    name: 'InvalidResourceServicePrincipalNotFound',
    error: 'invalid_resource',
    to: ['token', 'redirect'],
    owner: 'servicePrincipal',
    message:
      'The resource principal named {resource} was not found in the tenant named {tenant}. Either no administrator has installed the application there, or no user of the tenant has consented to it, or the request went to the wrong tenant.',
    fix: 'Check the identifier of the API, and create its service principal in the tenant.',
  },
  500013: {
    name: 'ResourceIdentifierMissing',
    error: 'invalid_resource',
    lookupPage: false,
    to: ['token'],
    owner: 'request',
    message: 'The resource identifier is not provided.',
    fix: 'Name the API in scope.',
  },
  500014: {
    name: 'InvalidResourceServicePrincipalDisabled',
    error: 'invalid_resource',
    to: ['token'],
    owner: 'servicePrincipal',
    message:
      "The service principal for resource '{resource}' is disabled. No tokens are issued for it until an administrator of the tenant enables it again.",
    fix: 'Enable the service principal of the API.',
  },
  50010: {
    name: 'AudienceUriValidationFailed',
    error: 'invalid_request',
    to: ['token'],
    owner: 'servicePrincipal',
    message: 'The audience could not be validated because the application has no token audiences configured.',
    fix: 'Give the application an identifier URI.',
  },
  500207: {
    name: 'AccountTypeNotUsableForResource',
    error: 'invalid_request',
    to: ['token'],
    owner: 'user',
    message: 'The account type cannot be used for the resource that was asked for.',
    fix: 'Sign in with an account of the organization.',
  },
  650054: {
    name: 'PermissionsForRemovedResource',
    error: 'invalid_resource',
    to: ['token'],
    owner: 'application',
    message:
      'The application asked for permissions to access a resource that has been removed or is no longer available.',
    fix: 'Remove the resource from the required permissions of the application.',
  },
  650057: {
    name: 'ResourceNotInRequestedPermissions',
    error: 'invalid_resource',
    redirectError: 'invalid_client',
    to: ['page', 'redirect'],
    owner: 'application',
    message:
      'Invalid resource. The registration of the client does not list the resource among the permissions it requires. Client app ID: {appId}({appName}). Resource value from request: {resource}. Resource app ID: {resourceAppId}. List of valid resources from app registration: {validResources}.',
    fix: 'Add the API to the required permissions of the application.',
  },
  90008: {
    name: 'TokenForItselfRequiresGraphPermission',
    error: 'invalid_grant',
    to: ['page', 'token'],
    owner: 'application',
    message:
      "Neither the user nor an administrator has consented to the application with ID '{appId}'({appName}). The application is misconfigured: it has to require at least the 'Sign in and read user profile' permission of Microsoft Graph.",
    fix: 'Add User.Read of Microsoft Graph to the required permissions and consent to it.',
  },
  90009: {
    name: 'TokenForItselfMissingIdenticalAppIdentifier',
    error: 'invalid_resource',
    to: ['token', 'redirect'],
    owner: 'request',
    message:
      "Application '{appId}'({appName}) is requesting a token for itself, which is served only when the resource is named by its GUID.",
    fix: 'Name the application by its GUID.',
  },
  221000: {
    name: 'DeviceOnlyTokensNotSupportedByResource',
    error: 'invalid_resource',
    to: ['token'],
    owner: 'servicePrincipal',
    message: 'The resource does not accept device-only tokens.',
    fix: 'Ask for a token for a user or an application.',
  },
} as const satisfies AadstsTable;
