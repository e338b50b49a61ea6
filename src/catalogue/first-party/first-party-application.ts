import type { AppId, TenantId } from '../../kernel/index.ts';
import type { ApiPermission } from '../permissions/api-permission.ts';

/** Scopes of one API that a client receives without anybody's consent. */
export interface PreAuthorization {
  readonly resourceAppId: AppId;
  /** Values of delegated permissions of that API. */
  readonly scopes: readonly string[];
}

/** An application of Microsoft that every tenant knows from the start. */
export interface FirstPartyApplication {
  readonly appId: AppId;
  readonly displayName: string;
  readonly publisherName: 'Microsoft Services';
  /** `appOwnerOrganizationId` of its service principals. */
  readonly ownerTenantId: TenantId;
  readonly role: 'resource' | 'publicClient' | 'portal';
  /** The names its tokens may be asked for by: the application id first, then its identifier URIs. */
  readonly servicePrincipalNames: readonly string[];
  /** What it publishes as an API. */
  readonly permissions: readonly ApiPermission[];
  readonly publicClientRedirectUris: readonly string[];
  readonly spaRedirectUris: readonly string[];
  readonly isFallbackPublicClient: boolean;
  /** Null and 1 mean v1.0 access tokens. @spec Entra application.api.requestedAccessTokenVersion */
  readonly requestedAccessTokenVersion: 1 | 2 | null;
  /** `foci` of the token response, for clients that share refresh tokens with their family. */
  readonly familyId?: '1';
  readonly preAuthorizations: readonly PreAuthorization[];
}

type Optional =
  | 'permissions'
  | 'requestedAccessTokenVersion'
  | 'publicClientRedirectUris'
  | 'spaRedirectUris'
  | 'preAuthorizations';

/** A written row: what an application does not have is left out. */
export type FirstPartyRow = Omit<
  FirstPartyApplication,
  Optional | 'publisherName' | 'servicePrincipalNames' | 'isFallbackPublicClient'
> &
  Partial<Pick<FirstPartyApplication, Optional>> & { readonly identifierUris?: readonly string[] };

/** Completes a row with what all of its kind have in common. */
export function firstPartyApplication(row: FirstPartyRow): FirstPartyApplication {
  const { identifierUris = [], ...rest } = row;
  return {
    permissions: [],
    publicClientRedirectUris: [],
    spaRedirectUris: [],
    preAuthorizations: [],
    requestedAccessTokenVersion: null,
    ...rest,
    publisherName: 'Microsoft Services',
    servicePrincipalNames: [row.appId, ...identifierUris],
    isFallbackPublicClient: row.role === 'publicClient' && row.spaRedirectUris === undefined,
  };
}
