import type { Entropy } from '../../kernel/index.ts';
import type { PermissionWish, ResolvedPermission } from './resolve-permission.ts';

/** Who may hold an application role. */
export type RoleMember = 'User' | 'Application';

/** What an application should be, by names. */
export interface ApplicationWish {
  readonly displayName: string;
  /** Redirect URIs by platform. The platform decides what kind of client an address makes. */
  readonly web: readonly string[];
  readonly spa: readonly string[];
  readonly publicClient: readonly string[];
  /** Whether it may sign people in as a public client without a redirect URI. */
  readonly publicFlows: boolean;
  /** Whether other tenants may use it. */
  readonly multitenant: boolean;
  /** Delegated permissions that it offers as an API. */
  readonly apiScopes: readonly string[];
  readonly roles: readonly { readonly value: string; readonly members: readonly RoleMember[] }[];
  readonly permissions: readonly PermissionWish[];
  /** Whether an administrator's consent is recorded at once. */
  readonly grant: boolean;
  /** Undefined for no secret; otherwise how long it lives. */
  readonly secretDays: number | undefined;
}

/**
 * Reads `value:User`, `value:Application` or `value:User,Application`.
 * @returns undefined when it is none of these
 */
export function parseRole(text: string): ApplicationWish['roles'][number] | undefined {
  const at = text.lastIndexOf(':');
  const value = text.slice(0, at).trim();
  const members = text.slice(at + 1).split(/[,|]/);
  if (at === -1 || value === '' || /\s/.test(value)) return undefined;
  const known = members.flatMap((member) => {
    const name = member.trim().toLowerCase();
    return name === 'user' ? ['User' as const] : name === 'application' ? ['Application' as const] : [];
  });
  return known.length === members.length ? { value, members: [...new Set(known)] } : undefined;
}

/** Whether it offers anything to call: then its tokens are version 2 and it has an identifier URI. */
export function isApi(wish: Pick<ApplicationWish, 'apiScopes' | 'roles'>): boolean {
  return wish.apiScopes.length > 0 || wish.roles.length > 0;
}

/**
 * The body that creates the definition. Its identifier URI follows later: it contains the application id, which Graph gives.
 * @spec Graph resource application
 */
export function renderNewApplication(
  wish: ApplicationWish,
  permissions: readonly ResolvedPermission[],
  entropy: Entropy,
): object {
  return {
    displayName: wish.displayName,
    signInAudience: wish.multitenant ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    ...redirects('web', wish.web),
    ...redirects('spa', wish.spa),
    ...redirects('publicClient', wish.publicClient),
    ...(wish.publicFlows ? { isFallbackPublicClient: true } : {}),
    ...(isApi(wish)
      ? {
          api: {
            requestedAccessTokenVersion: 2,
            oauth2PermissionScopes: wish.apiScopes.map((value) => renderScope(wish.displayName, value, entropy.uuid())),
          },
        }
      : {}),
    ...(wish.roles.length === 0
      ? {}
      : {
          appRoles: wish.roles.map(({ value, members }) => ({
            id: entropy.uuid(),
            value,
            displayName: value,
            description: `${value} in ${wish.displayName}`,
            allowedMemberTypes: members,
            isEnabled: true,
          })),
        }),
    ...(permissions.length === 0 ? {} : { requiredResourceAccess: renderRequired(permissions) }),
  };
}

function redirects(platform: string, redirectUris: readonly string[]): object {
  return redirectUris.length === 0 ? {} : { [platform]: { redirectUris } };
}

function renderScope(name: string, value: string, id: string): object {
  return {
    id,
    value,
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: `${value} in ${name}`,
    adminConsentDescription: `Allows the app to use ${value} of ${name} as the signed-in user.`,
    userConsentDisplayName: `${value} in ${name}`,
    userConsentDescription: `Allows the app to use ${value} of ${name} for you.`,
  };
}

function renderRequired(permissions: readonly ResolvedPermission[]): object[] {
  const byResource = Map.groupBy(permissions, ({ resourceAppId }) => resourceAppId);
  return [...byResource].map(([resourceAppId, group]) => ({
    resourceAppId,
    resourceAccess: group.map(({ permissionId, kind }) => ({
      id: permissionId,
      type: kind === 'delegated' ? 'Scope' : 'Role',
    })),
  }));
}
