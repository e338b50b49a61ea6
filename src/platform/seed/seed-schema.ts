import { z } from 'zod';
import { isGuid } from '../../kernel/index.ts';

const guid = z
  .string()
  .refine(isGuid, 'must be a GUID')
  .transform((text) => text.toLowerCase());
const text = z.string().min(1).max(256);
const texts = z.array(z.string().min(1));
/** ISO 8601; YAML reads an unquoted one as text too. */
const moment = z.iso.datetime({ offset: true });
/** How other objects are named: see `docs/reference/seed.md`. */
const reference = z.string().min(1);

const user = z.strictObject({
  id: guid.optional(),
  userPrincipalName: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must look like name@domain'),
  displayName: text,
  password: z.string().min(1).optional(),
  forceChangePassword: z.boolean().default(false),
  accountEnabled: z.boolean().default(true),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  givenName: text.optional(),
  surname: text.optional(),
  mail: text.optional(),
  jobTitle: text.optional(),
  department: text.optional(),
  usageLocation: text.optional(),
  directoryRoles: texts.default([]),
});

const group = z.strictObject({
  id: guid.optional(),
  displayName: text,
  description: text.optional(),
  mailNickname: text.optional(),
  isAssignableToRole: z.boolean().default(false),
  directoryRoles: texts.default([]),
  members: z.array(reference).default([]),
  owners: z.array(reference).default([]),
});

const scope = z.strictObject({
  id: guid,
  value: text,
  type: z.enum(['User', 'Admin']).default('User'),
  isEnabled: z.boolean().default(true),
  adminConsentDisplayName: text,
  adminConsentDescription: z.string().min(1),
  userConsentDisplayName: text.optional(),
  userConsentDescription: z.string().min(1).optional(),
});

const appRole = z.strictObject({
  id: guid,
  value: text,
  displayName: text,
  description: z.string().min(1),
  isEnabled: z.boolean().default(true),
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])).min(1),
});

const secret = z.strictObject({
  keyId: guid.optional(),
  secret: z.string().min(8),
  displayName: text.optional(),
  endDateTime: moment.optional(),
});

const certificate = z.strictObject({
  keyId: guid.optional(),
  pem: z
    .string()
    .regex(
      /^\s*-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s*$/,
      'is one certificate in PEM, and no key',
    ),
  displayName: text.optional(),
});

const federatedCredential = z.strictObject({
  name: z.string().min(1),
  issuer: z.string().min(1),
  /** Or else `claimsMatchingExpression`. */
  subject: z.string().min(1).optional(),
  claimsMatchingExpression: z.string().min(1).optional(),
  audience: z.string().min(1).default('api://AzureADTokenExchange'),
  description: z.string().min(1).optional(),
});

const redirectUris = z.strictObject({ redirectUris: texts.default([]) });

const application = z.strictObject({
  id: guid.optional(),
  appId: guid.optional(),
  displayName: text,
  uniqueName: text.optional(),
  description: z.string().min(1).optional(),
  signInAudience: z
    .enum(['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount', 'PersonalMicrosoftAccount'])
    .optional(),
  identifierUris: texts.optional(),
  tags: texts.optional(),
  isFallbackPublicClient: z.boolean().optional(),
  groupMembershipClaims: text.optional(),
  web: z
    .strictObject({
      redirectUris: texts.default([]),
      homePageUrl: z.string().min(1).optional(),
      logoutUrl: z.string().min(1).optional(),
    })
    .optional(),
  spa: redirectUris.optional(),
  publicClient: redirectUris.optional(),
  api: z
    .strictObject({
      requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2)]).optional(),
      knownClientApplications: z.array(guid).optional(),
      oauth2PermissionScopes: z.array(scope).optional(),
      preAuthorizedApplications: z
        .array(z.strictObject({ appId: guid, delegatedPermissionIds: z.array(guid) }))
        .optional(),
    })
    .optional(),
  appRoles: z.array(appRole).optional(),
  requiredResourceAccess: z
    .array(
      z.strictObject({
        resourceAppId: guid,
        resourceAccess: z.array(z.strictObject({ id: guid, type: z.enum(['Scope', 'Role']) })),
      }),
    )
    .optional(),
  secrets: z.array(secret).default([]),
  certificates: z.array(certificate).default([]),
  federatedIdentityCredentials: z.array(federatedCredential).default([]),
  owners: z.array(reference).default([]),
  /** Whether the home tenant gets an instance, and how that one is. */
  servicePrincipal: z
    .union([
      z.literal(false),
      z.strictObject({
        id: guid.optional(),
        accountEnabled: z.boolean().optional(),
        appRoleAssignmentRequired: z.boolean().optional(),
      }),
    ])
    .default({}),
});

const servicePrincipal = z.strictObject({
  appId: guid,
  id: guid.optional(),
  accountEnabled: z.boolean().optional(),
  appRoleAssignmentRequired: z.boolean().optional(),
});

/** Somebody of another tenant, who signs in there. */
const guest = z.strictObject({
  id: guid.optional(),
  /** The name they sign in with at home. */
  mail: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must look like name@domain'),
  displayName: text.optional(),
  accountEnabled: z.boolean().default(true),
  userType: z.enum(['Member', 'Guest']).default('Guest'),
  /** Whether the invitation is left for them to accept. */
  isPending: z.boolean().default(false),
  directoryRoles: texts.default([]),
});

const personalAccount = user.pick({
  id: true,
  userPrincipalName: true,
  displayName: true,
  password: true,
  forceChangePassword: true,
  accountEnabled: true,
  givenName: true,
  surname: true,
  mail: true,
});

const tenant = z.strictObject({
  id: guid.optional(),
  name: text,
  domain: text,
  domains: texts.default([]),
  /** What differs from the defaults when the tenant is made. */
  tokenService: z
    .strictObject({
      allowPasswordGrant: z.boolean().optional(),
      refreshTokenReuse: z.enum(['allow', 'revoke']).optional(),
      clientAssertionReuse: z.enum(['allow', 'refuse']).optional(),
      issuerInResponse: z.boolean().optional(),
    })
    .default({}),
  users: z.array(user).default([]),
  guests: z.array(guest).default([]),
  groups: z.array(group).default([]),
  applications: z.array(application).default([]),
  servicePrincipals: z.array(servicePrincipal).default([]),
  delegatedGrants: z
    .array(
      z.strictObject({
        client: reference,
        resource: reference,
        scopes: texts.min(1),
        /** Whom it is for; without it, everybody. */
        user: reference.optional(),
      }),
    )
    .default([]),
  appRoleAssignments: z
    .array(z.strictObject({ principal: reference, resource: reference, role: text.optional() }))
    .default([]),
});

/** A seed file. Every object is strict: a misspelt member is refused, not passed over. */
export const seedSchema = z.strictObject({
  tenants: z.array(tenant).min(1),
  /** Accounts of no organization, with names in one of the domains of personal accounts. */
  personalAccounts: z.array(personalAccount).default([]),
});

/** A seed file, read. */
export type SeedDocument = z.output<typeof seedSchema>;
export type SeedTenant = SeedDocument['tenants'][number];
export type SeedUser = SeedTenant['users'][number];
export type SeedGuest = SeedTenant['guests'][number];
export type SeedPersonalAccount = SeedDocument['personalAccounts'][number];
export type SeedGroup = SeedTenant['groups'][number];
export type SeedApplication = SeedTenant['applications'][number];
