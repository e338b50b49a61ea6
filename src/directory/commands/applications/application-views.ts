import { redirectUrisOf } from '../../rules/redirect-uri.ts';
import type { Application } from '../../types/application.ts';
import type { PropertyView } from '../audit/modified-properties.ts';

/** The properties of an application by the names the audit log knows them by. Credentials have their own entry. */
export const applicationViews: readonly PropertyView<Application>[] = [
  {
    name: 'AppAddress',
    read: (one) => redirectUrisOf(one).map(({ uri, platform }) => ({ Address: uri, Type: platform })),
  },
  { name: 'AppId', read: (one) => one.appId },
  { name: 'AppIdentifierUri', read: (one) => one.identifierUris },
  { name: 'AppRoles', read: (one) => one.appRoles },
  { name: 'AvailableToOtherTenants', read: (one) => one.signInAudience !== 'AzureADMyOrg' },
  { name: 'DefaultRedirectUri', read: (one) => one.defaultRedirectUri },
  { name: 'Description', read: (one) => one.description },
  { name: 'DisplayName', read: (one) => one.displayName },
  { name: 'Extensions', read: (one) => (Object.keys(one.extra).length === 0 ? null : one.extra) },
  { name: 'GroupMembershipClaims', read: (one) => one.groupMembershipClaims },
  { name: 'InformationalUrls', read: (one) => urlsOf(one) },
  { name: 'IsDeviceOnlyAuthSupported', read: (one) => one.isDeviceOnlyAuthSupported },
  { name: 'IsDisabled', read: (one) => one.isDisabled },
  { name: 'KnownClientApplications', read: (one) => one.api.knownClientApplications },
  { name: 'Notes', read: (one) => one.notes },
  { name: 'Oauth2AllowIdTokenImplicitFlow', read: (one) => one.web.implicitGrantSettings.enableIdTokenIssuance },
  { name: 'Oauth2AllowImplicitFlow', read: (one) => one.web.implicitGrantSettings.enableAccessTokenIssuance },
  { name: 'Oauth2Permissions', read: (one) => one.api.oauth2PermissionScopes },
  { name: 'OptionalClaims', read: (one) => one.optionalClaims },
  { name: 'PreAuthorizedApplications', read: (one) => one.api.preAuthorizedApplications },
  { name: 'PublicClient', read: (one) => one.isFallbackPublicClient },
  { name: 'AcceptMappedClaims', read: (one) => one.api.acceptMappedClaims },
  { name: 'RedirectUriSettings', read: (one) => one.web.redirectUriSettings.filter(({ index }) => index !== null) },
  { name: 'RequestedAccessTokenVersion', read: (one) => one.api.requestedAccessTokenVersion },
  { name: 'RequiredResourceAccess', read: (one) => one.requiredResourceAccess },
  { name: 'SamlMetadataUrl', read: (one) => one.samlMetadataUrl },
  { name: 'ServiceManagementReference', read: (one) => one.serviceManagementReference },
  { name: 'SignInAudience', read: (one) => one.signInAudience },
  { name: 'Tags', read: (one) => one.tags },
  { name: 'TokenEncryptionKeyId', read: (one) => one.tokenEncryptionKeyId },
  { name: 'UniqueName', read: (one) => one.uniqueName },
  { name: 'WwwHomepage', read: (one) => one.web.homePageUrl },
];

function urlsOf({ info, web }: Application): unknown {
  const urls = { ...info, logoutUrl: web.logoutUrl };
  return Object.values(urls).every((url) => url === null) ? null : urls;
}
