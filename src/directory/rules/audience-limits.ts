import type { SignInAudience } from '../types/application.ts';

/** How much of everything an application may hold. Where the field has no cap of its own the number is infinite. */
export interface AudienceLimits {
  readonly displayNameLength: number;
  readonly scopes: number;
  readonly scopeValueLength: number;
  readonly roleValueLength: number;
  readonly allowsAppRoles: boolean;
  readonly passwordCredentials: number;
  readonly allowsSymmetricKeys: boolean;
  readonly apis: number;
  /** APIs whose definition lives in another tenant, Microsoft's own not counted. */
  readonly foreignApis: number;
  readonly permissions: number;
  readonly permissionsPerApi: number;
  readonly preAuthorizedRows: number;
  readonly preAuthorizedClients: number;
  readonly preAuthorizedScopesPerClient: number;
  readonly identifierUris: number;
  readonly identifierUriLength: number;
  readonly redirectUris: number;
  readonly allowsRedirectQuery: boolean;
}

const none = Number.POSITIVE_INFINITY;

const work: AudienceLimits = {
  displayNameLength: 256,
  scopes: none,
  scopeValueLength: 120,
  roleValueLength: 120,
  allowsAppRoles: true,
  passwordCredentials: none,
  allowsSymmetricKeys: true,
  apis: 50,
  foreignApis: 10,
  permissions: 400,
  permissionsPerApi: none,
  preAuthorizedRows: none,
  preAuthorizedClients: none,
  preAuthorizedScopesPerClient: none,
  identifierUris: none,
  identifierUriLength: 255,
  redirectUris: 256,
  allowsRedirectQuery: true,
};

const personal: AudienceLimits = {
  displayNameLength: 90,
  scopes: 100,
  scopeValueLength: 40,
  roleValueLength: 120,
  allowsAppRoles: false,
  passwordCredentials: 2,
  allowsSymmetricKeys: false,
  apis: 50,
  foreignApis: none,
  permissions: 200,
  permissionsPerApi: 30,
  preAuthorizedRows: 500,
  preAuthorizedClients: 100,
  preAuthorizedScopesPerClient: 30,
  identifierUris: 50,
  identifierUriLength: 120,
  redirectUris: 100,
  allowsRedirectQuery: false,
};

/** Whether personal Microsoft accounts may sign in: the narrower column of every limit. */
export function includesPersonalAccounts(audience: SignInAudience): boolean {
  return audience === 'AzureADandPersonalMicrosoftAccount' || audience === 'PersonalMicrosoftAccount';
}

/** Whether tenants other than the home tenant may have an instance. */
export function isMultiTenant(audience: SignInAudience): boolean {
  return audience === 'AzureADMultipleOrgs' || audience === 'AzureADandPersonalMicrosoftAccount';
}

/**
 * The limits an application lives under.
 * @spec Entra "Validation differences by supported account types (signInAudience)"
 */
export function limitsOf(audience: SignInAudience): AudienceLimits {
  return includesPersonalAccounts(audience) ? personal : work;
}
