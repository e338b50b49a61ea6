/**
 * Issuance: the one path of every token the product ever issues.
 *
 * Owns: signing, spending what was presented, keeping what is new, and the record of it, in that order and in one unit of work.
 * Does not own: whether a token is due (`oauth` and its grants) and what it says (`tokens`).
 * Hands over to: the endpoint that asked, which renders the tokens.
 */
export type { AssertionUse, Issuance, IssuanceStores, IssuedTokens } from './issuance.ts';
export { type IssuanceDependencies, IssuanceFault, issue } from './issue.ts';
