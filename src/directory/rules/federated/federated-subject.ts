import type { FederatedIdentityCredential } from '../../types/federated-credential.ts';
import { parseClaimsExpression } from './claims-expression.ts';
import { requireFederatedText } from './federated-text.ts';
import { requireFlexibleClaims } from './flexible-claims.ts';
import { refuseFederatedValue } from './refuse-federated-value.ts';

/** The one version of the language there is. */
const LANGUAGE_VERSION = 1;

/**
 * Whom a federated identity credential lets in: one subject, or those for whom an expression holds. One of the two, never both.
 * @throws DirectoryFault `InvalidFederatedCredential`
 * @spec Graph resource federatedIdentityCredential `subject`, `claimsMatchingExpression`
 */
export function requireFederatedSubject({
  issuer,
  subject,
  claimsMatchingExpression: expression,
}: Pick<FederatedIdentityCredential, 'issuer' | 'subject' | 'claimsMatchingExpression'>): void {
  if (subject !== null) {
    if (expression !== null) {
      refuseFederatedValue('subject', 'It must be null where claimsMatchingExpression is given.');
    }
    requireFederatedText('subject', subject);
    return;
  }
  if (expression === null) refuseFederatedValue('subject', 'Give a subject or a claimsMatchingExpression.');
  if (expression.languageVersion !== LANGUAGE_VERSION) {
    refuseFederatedValue('claimsMatchingExpression.languageVersion', `It must be ${LANGUAGE_VERSION}.`);
  }
  requireFlexibleClaims(issuer, parseClaimsExpression(expression.value));
}
