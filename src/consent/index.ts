/**
 * Consent: what is needed, what is granted, who may grant it.
 *
 * Owns: the comparison of what a client asks for with what is recorded, and the rule of who may consent to it.
 * Does not own: the rows that record consent (`directory`) and the page that asks for it (`signin`).
 * Hands over to: `oauth`, which stops for consent, and `signin`, which records it through the directory's commands.
 */
export {
  type DelegatedConsent,
  type DelegatedRequest,
  delegatedConsent,
  OPENID_SCOPES,
} from './rules/delegated-consent.ts';
export {
  type ConsentQuestion,
  type ConsentRights,
  consentRights,
  USER_CONSENT_TO_USER_SCOPES,
} from './rules/who-may-consent.ts';
