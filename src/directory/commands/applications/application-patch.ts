import type { KeyId } from '../../../kernel/index.ts';
import type { KeyCredentialInput } from '../../rules/key-credential.ts';
import type { ApiApplication, Application, InformationalUrl, WebApplication } from '../../types/application.ts';
import { given, type Patch } from '../given.ts';
import { mergeExtra } from '../merge-extra.ts';
import { emptyApi, emptyInfo, emptyWeb } from './empty-application.ts';

/** Members that are written as they are given. */
type WrittenWhole =
  | 'displayName'
  | 'description'
  | 'signInAudience'
  | 'identifierUris'
  | 'tags'
  | 'notes'
  | 'serviceManagementReference'
  | 'groupMembershipClaims'
  | 'isFallbackPublicClient'
  | 'isDeviceOnlyAuthSupported'
  | 'isDisabled'
  | 'defaultRedirectUri'
  | 'samlMetadataUrl'
  | 'tokenEncryptionKeyId'
  | 'appRoles'
  | 'requiredResourceAccess'
  | 'optionalClaims'
  | 'extra';

export type WebPatch = Patch<Omit<WebApplication, 'implicitGrantSettings'>> & {
  readonly implicitGrantSettings?: Patch<WebApplication['implicitGrantSettings']> | null | undefined;
};

/**
 * A merge patch of an application: undefined leaves a member as it is, null clears it, complex members are merged, lists
 * replaced. `extra` is merged as well.
 */
export type ApplicationPatch = Patch<Pick<Application, WrittenWhole>> & {
  readonly api?: Patch<ApiApplication> | null | undefined;
  readonly web?: WebPatch | null | undefined;
  readonly spa?: Patch<Application['spa']> | null | undefined;
  readonly publicClient?: Patch<Application['publicClient']> | null | undefined;
  readonly info?: Patch<Omit<InformationalUrl, 'logoUrl'>> | null | undefined;
  /** The whole list: what is resent (with its key, or with `keyId` alone) stays, what is not goes. */
  readonly keyCredentials?: readonly KeyCredentialInput[] | undefined;
};

/** On update only: which client secrets stay. */
export interface KeptPasswordCredential {
  readonly keyId?: KeyId | null | undefined;
}

/**
 * The application as a patch would leave it, credentials aside.
 * @spec Graph PATCH application
 */
export function patchApplication(application: Application, patch: ApplicationPatch): Application {
  const { api, web, spa, publicClient, info, extra, keyCredentials: _, ...whole } = patch;
  return withLowerCaseIds({
    ...application,
    ...given(whole),
    api: api === null ? emptyApi : { ...application.api, ...given(api) },
    web: patchWeb(application.web, web),
    spa: spa === null ? { redirectUris: [] } : { ...application.spa, ...given(spa) },
    publicClient:
      publicClient === null ? { redirectUris: [] } : { ...application.publicClient, ...given(publicClient) },
    info: info === null ? { ...emptyInfo, logoUrl: application.info.logoUrl } : { ...application.info, ...given(info) },
    extra: mergeExtra(application.extra, extra),
  });
}

/** GUIDs have no case; kept in one, what refers to them finds them by plain comparison. */
function withLowerCaseIds(application: Application): Application {
  const { api, appRoles, requiredResourceAccess, tokenEncryptionKeyId } = application;
  const lower = <Item extends { readonly id: string }>(item: Item): Item => ({ ...item, id: item.id.toLowerCase() });
  return {
    ...application,
    tokenEncryptionKeyId: tokenEncryptionKeyId?.toLowerCase() ?? null,
    appRoles: appRoles.map(lower),
    requiredResourceAccess: requiredResourceAccess.map((entry) => ({
      ...entry,
      resourceAccess: entry.resourceAccess.map(lower),
    })),
    api: {
      ...api,
      oauth2PermissionScopes: api.oauth2PermissionScopes.map(lower),
      preAuthorizedApplications: api.preAuthorizedApplications.map((client) => ({
        ...client,
        delegatedPermissionIds: client.delegatedPermissionIds.map((id) => id.toLowerCase()),
      })),
    },
  };
}

function patchWeb(web: WebApplication, patch: WebPatch | null | undefined): WebApplication {
  if (patch === null) return emptyWeb;
  const { implicitGrantSettings: implicit, ...rest } = patch ?? {};
  const merged = { ...web, ...given(rest) };
  const index = new Map(merged.redirectUriSettings.map((setting) => [setting.uri, setting.index]));
  return {
    ...merged,
    implicitGrantSettings:
      implicit === null ? emptyWeb.implicitGrantSettings : { ...web.implicitGrantSettings, ...given(implicit) },
    // They mirror the redirect URIs, in order.
    redirectUriSettings: merged.redirectUris.map((uri) => ({ uri, index: index.get(uri) ?? null })),
  };
}
