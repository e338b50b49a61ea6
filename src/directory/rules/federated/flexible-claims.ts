import type { ClaimsExpression } from './claims-expression.ts';
import { refuseFederatedValue } from './refuse-federated-value.ts';

/**
 * Issuers whose tokens an expression may judge, and the claims it may look at: those that name the workload, and that nobody but
 * the issuer chooses.
 * @spec Entra flexible federated identity credentials: supported issuers and claims
 */
const ISSUERS: readonly (readonly [issuer: RegExp, claims: readonly string[]])[] = [
  [/^https:\/\/token\.actions\.githubusercontent\.com$/, ['sub', 'job_workflow_ref']],
  [/^https:\/\/gitlab\.com$/, ['sub']],
  [/^https:\/\/gitlab(?:\.[a-z0-9-]{1,63}){1,8}\.(?:com|ca)$/, ['sub']],
  [/^https:\/\/app\.(?:eu\.)?terraform\.io$/, ['sub']],
];

/**
 * Holds an expression to the issuer whose tokens it will judge.
 * @throws DirectoryFault `InvalidFederatedCredential`
 */
export function requireFlexibleClaims(issuer: string, expression: ClaimsExpression): void {
  const claims = ISSUERS.find(([pattern]) => pattern.test(issuer))?.[1];
  if (claims === undefined) {
    refuseFederatedValue('claimsMatchingExpression', `Expressions are not supported for the issuer '${issuer}'.`);
  }
  const other = expression.find(({ claim }) => !claims.includes(claim));
  if (other === undefined) return;
  refuseFederatedValue(
    'claimsMatchingExpression.value',
    `The claim '${other.claim}' cannot be matched for this issuer; it may be ${claims.join(' or ')}.`,
  );
}
