/**
 * Diagnosis: from what is seen back to the object that owns it, its setting, and what to do.
 *
 * Owns: what each claim of a token means and which setting put it there, checking a token against its issuer's keys, finding a
 * refusal in whatever text somebody has at hand, what to do about a refusal of Graph or of the token service.
 * Does not own: the codes and their fixes as tables (`catalogue`), the way to a tenant (`remote`), how anything is shown (`cli`).
 * Hands over to: `cli`. It works on a real tenant as on ours.
 */

export { type Advice, adviseOn } from './advice/advise.ts';
export type { ClaimExplanation, ClaimOrigin, ClaimOwner, TokenKind } from './claims/claim-explanation.ts';
export { type DecodedToken, decodeToken } from './decode-token.ts';
export { type ExplainedRefusal, explainRefusal, searchRefusals } from './errors/explain-refusal.ts';
export { type FoundRefusals, findRefusals } from './errors/find-refusals.ts';
export { type ExplainedClaim, type ExplainedToken, explainToken, type Lifetime } from './explain-token.ts';
export { DiagnosisFault, type DiagnosisFaultCode } from './fault.ts';
export { knownNames, lookUpNames, type TokenNames } from './look-up-names.ts';
export { type SignatureVerdict, verifySignature } from './verify-signature.ts';
