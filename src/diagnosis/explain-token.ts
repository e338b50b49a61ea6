import type { Clock } from '../kernel/index.ts';
import { explainClaim } from './claim-explanations.ts';
import type { ClaimExplanation, TokenKind } from './claims/claim-explanation.ts';
import type { DecodedToken } from './decode-token.ts';
import { tokenKindOf } from './token-kind.ts';

/** One claim with its explanation. */
export interface ExplainedClaim extends ClaimExplanation {
  readonly claim: string;
  readonly value: unknown;
}

/** Whether a token is in its time. Moments are milliseconds since the Unix epoch. */
export type Lifetime =
  | { readonly state: 'current' | 'expired'; readonly expiresAt: number }
  | { readonly state: 'early'; readonly notBefore: number }
  | { readonly state: 'unlimited' };

/** A token in plain words. */
export interface ExplainedToken {
  readonly kind: TokenKind;
  readonly lifetime: Lifetime;
  readonly claims: readonly ExplainedClaim[];
  /** What its holder should know before using it. */
  readonly warnings: readonly string[];
}

/** Explains a token, claim by claim, in the order they have in it. */
export function explainToken({ claims }: DecodedToken, clock: Clock): ExplainedToken {
  const kind = tokenKindOf(claims);
  return {
    kind,
    lifetime: lifetimeOf(claims, clock.now()),
    claims: Object.entries(claims).map(([claim, value]) => ({ claim, value, ...explainClaim(kind, claim, value) })),
    warnings: warningsOf(kind, claims),
  };
}

function lifetimeOf(claims: Readonly<Record<string, unknown>>, now: number): Lifetime {
  const notBefore = Number(claims.nbf ?? Number.NaN) * 1000;
  const expiresAt = Number(claims.exp ?? Number.NaN) * 1000;
  if (notBefore > now) return { state: 'early', notBefore };
  if (Number.isNaN(expiresAt)) return { state: 'unlimited' };
  return { state: expiresAt <= now ? 'expired' : 'current', expiresAt };
}

function warningsOf(kind: TokenKind, claims: Readonly<Record<string, unknown>>): string[] {
  const warnings: string[] = [];
  if (kind.isForGraph) {
    warnings.push(
      'It is for Microsoft Graph and opaque to you: its format may change at any time. Read nothing from it in a program, and never accept it in an API of your own.',
    );
  }
  if (kind.use === 'id') {
    warnings.push('It is an ID token: it tells the client who signed in. Never send it to an API.');
  }
  if (kind.use === 'access' && kind.subject === 'application' && claims.roles === undefined) {
    warnings.push(
      'It has no roles: the client was granted no application permission of this API (appRoleAssignments of its service principal).',
    );
  }
  if (claims.hasgroups !== undefined || claims._claim_names !== undefined) {
    warnings.push('The user is in too many groups for a token: groups have to be read from Graph.');
  }
  return warnings;
}
