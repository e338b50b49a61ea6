/**
 * OAuth: the protocol face of the token service.
 *
 * Owns: authorities, client authentication, the rules of authorize and token requests, grants, discovery, keys, userinfo, and
 * which refusal becomes which AADSTS code.
 * Does not own: pages and passwords (`signin`), claims (`tokens`), the moment tokens leave (`issuance`), the web framework (`http`).
 * Hands over to: `issuance` for every token; to `signin` with a step whenever a person has to answer.
 */
export { acceptedAccounts } from './accepted-accounts.ts';
export { isLoginHintOf } from './account-hint.ts';
export { type Authority, isForConsumers, resolveAuthority } from './authority.ts';
export type { AuthorizeRequest, PersonRequest, RedirectTarget } from './authorize/authorize-request.ts';
export { type LiveAccount, liveAccounts, loadBrowserSession } from './authorize/browser-session.ts';
export type { Progress } from './authorize/choose-account.ts';
export type { ConsentItem } from './authorize/consent-items.ts';
export type { Step } from './authorize/decide.ts';
export type { EligibleAccount } from './authorize/eligible-accounts.ts';
export {
  advanceInteraction,
  closeInteraction,
  findInteraction,
  type OpenInteraction,
  openInteraction,
} from './authorize/interactions.ts';
export { type RefusedPerson, recordRefused, refusedSignIn } from './authorize/record-refused.ts';
export type { OAuthDependencies, OAuthReads, OAuthWrites } from './dependencies.ts';
export { type DeviceRequest, waitingDevice } from './device/read-device-request.ts';
export { declineDevice } from './device/settle-device.ts';
export type { DeviceAuthorization, DeviceCodeStore, DeviceDecision, KnownDevice } from './device/store.ts';
export { normalizeUserCode } from './device/user-code.ts';
export type { Dialect } from './dialect.ts';
export { type AuthorizeOutcome, authorize, refuse } from './endpoints/authorize.ts';
export { authorizeDevice, type DeviceOutcome } from './endpoints/device.ts';
export { DEVICE_PAGE, deviceCodeEndpoint } from './endpoints/device-code.ts';
export { discoveryDocument } from './endpoints/discovery.ts';
export { instanceDiscovery } from './endpoints/instance-discovery.ts';
export { keysDocument } from './endpoints/keys.ts';
export { tokenEndpoint } from './endpoints/token.ts';
export { userRealm } from './endpoints/user-realm.ts';
export { userinfo } from './endpoints/userinfo.ts';
export { DocumentFault, type FetchDocument } from './external-issuers/document-source.ts';
export {
  createExternalIssuers,
  type ExternalIssuers,
  type ExternalIssuersOptions,
} from './external-issuers/external-issuers.ts';
export { OAuthFault, refusal } from './fault.ts';
export { type IdTokenHint, readIdTokenHint } from './id-token-hint.ts';
export { matchRedirectUri, type RegisteredRedirectUris } from './rules/redirect-uri.ts';
export {
  countRequest,
  isLoop,
  parseRequestCount,
  type RequestCount,
  renderRequestCount,
} from './rules/request-loop.ts';
export { isSpaOrigin } from './rules/spa-origin.ts';
export type {
  AssertionReplayStore,
  AuthorizationCode,
  AuthorizationCodeStore,
  Interaction,
  InteractionStore,
} from './store.ts';
export { findInvitation, findSubject, notInTenant } from './subject.ts';
export { type Parameters, parseForm } from './wire/form.ts';
export { tokenErrorResponse } from './wire/responses.ts';
export { type Trace, traceOf } from './wire/trace.ts';
