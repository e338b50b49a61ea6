/**
 * Tokens: facts in, claims out, signed.
 *
 * Owns: the claims of access and ID tokens (pure), their lifetimes, the JWT encoding, the check of a token we signed,
 * and the taking apart of those that others sign.
 * Does not own: who gets a token and what is written down about it (`issuance`), keys (`keyring`), wire answers (`oauth`).
 * Hands over to: `issuance`, the only room that lets a token leave.
 */

export { findCertificateSigner, type SignerProblem } from './certificate-signer.ts';
export { type AccessTokenFacts, accessTokenClaims, type ClientStrength } from './claims/access-token.ts';
export { type IdTokenFacts, idTokenClaims } from './claims/id-token.ts';
export { type MappedClaims, type MappedParty, type MappingSources, mapClaims } from './claims/mapped-claims.ts';
export { emailOf } from './claims/names.ts';
export type { OptionalClaimFacts } from './claims/optional-claims.ts';
export {
  GROUP_OVERAGE_LIMIT,
  type GroupClaims,
  groupClaims,
  type UserFacts,
} from './claims/subject.ts';
export { issuerOf, seconds as tokenTimes } from './claims/token-times.ts';
export { type CompactJws, type JwsProblem, parseCompactJws } from './compact-jws.ts';
export { type IssuerKey, parseIssuerKeys, verifyByIssuer } from './issuer-keys.ts';
export { SIGNATURE_ALGORITHMS } from './jws-signature.ts';
export { signJwt, type TokenSigner } from './jwt.ts';
export { leftHalfHash } from './left-half-hash.ts';
export {
  drawAccessTokenLifetime,
  ID_TOKEN_LIFETIME_SECONDS,
  LONGEST_TOKEN_LIFETIME_SECONDS,
  policyLifetime,
} from './lifetimes.ts';
export { type TokenRefusal, type VerifiedToken, verifyToken } from './verify.ts';
