/**
 * Remote: a tenant seen only from outside, through Graph and its token endpoint. Ours or a real one: this room cannot tell.
 *
 * Owns: where a tenant's faces are, the way there (TLS verified, bounded, no redirects), tokens as a client gets them, Graph as a
 * client calls it, and what needs nothing but those: applications found, listed, created, their permissions compared.
 * Does not own: any judgement or advice (governance), settings (`platform`), how anything is shown (`cli`).
 * Hands over to: `cli`, `diagnosis` and the rest of governance. It imports the kernel and the catalogue alone.
 */

export { addCertificate } from './applications/add-certificate.ts';
export { addFederatedCredential } from './applications/add-federated-credential.ts';
export {
  type CreatedApplication,
  CreationInterrupted,
  type CreationMeans,
  createApplication,
} from './applications/create-application.ts';
export { type FoundApplication, findApplication } from './applications/find-application.ts';
export { findResource } from './applications/find-resource.ts';
export { listApplications } from './applications/list-applications.ts';
export { listFederatedCredentials } from './applications/list-federated-credentials.ts';
export { loadPermissions } from './applications/load-permissions.ts';
export { type CertificateThumbprints, loadThumbprints } from './applications/load-thumbprints.ts';
export { type ApplicationWish, parseRole, type RoleMember } from './applications/new-application.ts';
export type { ApplicationPermission, PermissionStanding } from './applications/permissions.ts';
export { type PermissionWish, parsePermission, type ResolvedPermission } from './applications/resolve-permission.ts';
export { isMicrosoftAuthority, locateTenant, type RemoteTenant } from './connection.ts';
export {
  GraphRefusal,
  type GraphRefusalFacts,
  RemoteFault,
  type RemoteFaultCode,
  TokenRefusal,
  type TokenRefusalFacts,
} from './fault.ts';
export {
  namedShape,
  type RemoteApplication,
  type RemoteCredential,
  type RemoteFederatedCredential,
  type RemoteServicePrincipal,
} from './graph/entities.ts';
export { createGraphClient, type GraphClient, type GraphClientOptions } from './graph/graph-client.ts';
export { keepApplicationToken } from './token/application-tokens.ts';
export { fetchIssuerKeys, type PublishedKey } from './token/issuer-keys.ts';
export { beginSignIn, readSignInAnswer, type SignInRequest, type SignInWish } from './token/sign-in-request.ts';
export type { TokenAnswer } from './token/token-answer.ts';
export {
  type ClientCredentials,
  type CodeRedemption,
  createTokenClient,
  type TokenClient,
} from './token/token-client.ts';
export { createHttpsTransport, type HttpsTransportOptions } from './transport/https-transport.ts';
export type { IncomingAnswer, OutgoingRequest, Transport } from './transport/transport.ts';
