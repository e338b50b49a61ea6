/**
 * Names of the manifest of Azure AD Graph, which was retired, and where each of them lives now. People paste old manifests, so
 * the refusal says where to go.
 * @spec Entra "Understand the app manifest (Azure AD Graph format)" and "(Microsoft Graph format)"
 */
const retiredNames: Readonly<Record<string, string>> = {
  acceptMappedClaims: 'api.acceptMappedClaims',
  accessTokenAcceptedVersion: 'api.requestedAccessTokenVersion',
  allowPublicClient: 'isFallbackPublicClient',
  appLogoUrl: 'info.logoUrl',
  availableToOtherTenants: 'signInAudience',
  errorUrl: 'nothing: it was never used',
  homepage: 'web.homePageUrl',
  informationalUrls: 'info',
  knownClientApplications: 'api.knownClientApplications',
  logoUrl: 'info.logoUrl',
  logoutUrl: 'web.logoutUrl',
  mainLogo: 'the logo stream',
  name: 'displayName',
  oauth2AllowIdTokenImplicitFlow: 'web.implicitGrantSettings.enableIdTokenIssuance',
  oauth2AllowImplicitFlow: 'web.implicitGrantSettings.enableAccessTokenIssuance',
  oauth2AllowUrlPathMatching: 'nothing: redirect URIs match exactly',
  oauth2Permissions: 'api.oauth2PermissionScopes',
  objectId: 'id',
  orgRestrictions: 'nothing: it was never used',
  preAuthorizedApplications: 'api.preAuthorizedApplications',
  replyUrls: 'web.redirectUris, spa.redirectUris or publicClient.redirectUris',
  replyUrlsWithType: 'web.redirectUris, spa.redirectUris or publicClient.redirectUris',
  requestedAccessTokenVersion: 'api.requestedAccessTokenVersion',
  signInUrl: 'web.homePageUrl',
  trustedCertificateSubjects: 'nothing: it was never offered to applications',
};

/** @returns where the value of an Azure AD Graph attribute is written today, or undefined when it was none */
export function newPlaceOf(name: string): string | undefined {
  return Object.hasOwn(retiredNames, name) ? retiredNames[name] : undefined;
}
