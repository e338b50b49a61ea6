import { asked, type ClaimExplanation, type ClaimTable, says, type TokenKind } from './claims/claim-explanation.ts';
import { clientClaims } from './claims/client-claims.ts';
import { internalClaims } from './claims/internal-claims.ts';
import { permissionClaims } from './claims/permission-claims.ts';
import { sessionClaims } from './claims/session-claims.ts';
import { subjectClaims } from './claims/subject-claims.ts';
import { tokenClaims } from './claims/token-claims.ts';

/** Every claim that is known, each with what it means and which setting put it there. */
export const claimExplanations: ClaimTable = {
  ...tokenClaims,
  ...clientClaims,
  ...subjectClaims,
  ...permissionClaims,
  ...sessionClaims,
  ...internalClaims,
};

/**
 * Explains one claim.
 * @param value as it stands in the token
 * @returns also for a claim that nobody knows: then a claims mapping put it there, or another issuer
 */
export function explainClaim(kind: TokenKind, claim: string, value: unknown): ClaimExplanation {
  const known = Object.hasOwn(claimExplanations, claim) ? claimExplanations[claim] : undefined;
  if (known !== undefined) return known(kind, value);
  if (claim.startsWith('extn.') || claim.startsWith('extension_')) {
    return {
      meaning: 'A property that an application added to the directory.',
      origins: [says('user', claim.replace(/^extn[.]/, 'extension_{appId}_')), asked(kind)],
    };
  }
  return {
    meaning: 'No claim of the usual ones: a claims mapping adds such, or it comes from elsewhere.',
    origins: [
      says(kind.use === 'id' ? 'client servicePrincipal' : 'resource servicePrincipal', 'claimsMappingPolicies'),
    ],
  };
}
