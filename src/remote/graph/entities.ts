import { z } from 'zod';

// As much of Graph's entities as is asked for, read leniently: what was not selected, or is null, gets an empty value.

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const listOf = <Shape>(shape: z.ZodType<Shape>) =>
  z
    .array(shape)
    .nullish()
    .transform((list) => list ?? []);

const platform = z
  .object({ redirectUris: texts })
  .nullish()
  .transform((value) => value ?? { redirectUris: [] });

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

/** A secret or certificate; never its secret part. */
export const credentialShape = z.object({ keyId: text, displayName: text, endDateTime: text });

/** A delegated permission that an API publishes. */
const permissionScopeShape = z.object({
  id: z.string(),
  value: text,
  type: text,
  isEnabled: z.boolean().default(true),
  adminConsentDisplayName: text,
});

/** An application role. */
const appRoleShape = z.object({
  id: z.string(),
  value: text,
  displayName: text,
  allowedMemberTypes: texts,
  isEnabled: z.boolean().default(true),
});

const requiredAccess = z.object({
  resourceAppId: z.string(),
  resourceAccess: listOf(z.object({ id: z.string(), type: z.string() })),
});

const api = z
  .object({
    requestedAccessTokenVersion: z
      .number()
      .nullish()
      .transform((value) => value ?? null),
    oauth2PermissionScopes: listOf(permissionScopeShape),
  })
  .nullish()
  .transform((value) => value ?? { requestedAccessTokenVersion: null, oauth2PermissionScopes: [] });

/** The definition of an application. @spec Graph resource application */
export const applicationShape = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: text,
  signInAudience: text,
  createdDateTime: text,
  identifierUris: texts,
  web: platform,
  spa: platform,
  publicClient: platform,
  passwordCredentials: listOf(credentialShape),
  keyCredentials: listOf(credentialShape),
  requiredResourceAccess: listOf(requiredAccess),
  appRoles: listOf(appRoleShape),
  api,
});

/** An instance of an application in a tenant. @spec Graph resource servicePrincipal */
export const servicePrincipalShape = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: text,
  servicePrincipalType: text,
  accountEnabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  appRoleAssignmentRequired: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  appOwnerOrganizationId: text,
  servicePrincipalNames: texts,
  oauth2PermissionScopes: listOf(permissionScopeShape),
  appRoles: listOf(appRoleShape),
  passwordCredentials: listOf(credentialShape),
  keyCredentials: listOf(credentialShape),
});

/** A delegated grant. @spec Graph resource oAuth2PermissionGrant */
export const permissionGrantShape = z.object({
  id: z.string(),
  clientId: z.string(),
  consentType: z.string(),
  principalId: text,
  resourceId: z.string(),
  scope: text,
});

/** A role given to a principal on an instance. @spec Graph resource appRoleAssignment */
export const appRoleAssignmentShape = z.object({
  id: z.string(),
  appRoleId: z.string(),
  principalId: z.string(),
  resourceId: z.string(),
  resourceDisplayName: text,
});

/** A new secret; the only answer that ever holds its text. */
export const newSecretShape = z.object({ keyId: z.string(), secretText: z.string(), endDateTime: text });

/** Whom an application trusts. @spec Graph resource federatedIdentityCredential */
export const federatedCredentialShape = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  subject: text,
  audiences: texts,
});

/** Anything of which only the name matters. */
export const namedShape = z.object({ id: z.string(), displayName: text });

export type RemoteCredential = z.infer<typeof credentialShape>;
export type RemoteApplication = z.infer<typeof applicationShape>;
export type RemoteServicePrincipal = z.infer<typeof servicePrincipalShape>;
export type RemoteFederatedCredential = z.infer<typeof federatedCredentialShape>;
export type RemotePermissionGrant = z.infer<typeof permissionGrantShape>;
export type RemoteAppRoleAssignment = z.infer<typeof appRoleAssignmentShape>;
