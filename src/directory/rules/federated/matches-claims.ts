import type { ClaimsExpression } from './claims-expression.ts';
import { matchesWildcards } from './matches-wildcards.ts';

/** Longer claims match nothing: what a comparison costs stays bounded. */
const LONGEST_CLAIM = 4096;

/**
 * Whether every comparison holds. Claims that are absent or no text match nothing.
 * @param claims of a token
 * @spec Entra flexible federated identity credentials: `eq`, `matches`, `and`
 */
export function matchesClaims(expression: ClaimsExpression, claims: Readonly<Record<string, unknown>>): boolean {
  return (
    expression.length > 0 &&
    expression.every(({ claim, operator, comparand }) => {
      const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
      if (typeof value !== 'string' || value.length > LONGEST_CLAIM) return false;
      return operator === 'eq' ? value === comparand : matchesWildcards(comparand, value);
    })
  );
}
