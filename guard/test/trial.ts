import { type AccessToken, createGuard, type Guard, type GuardOptions, type GuardRefusal } from '../src/index.ts';
import { ids, type TestIssuer } from './test-issuer.ts';

/** A guard that trusts one issuer, and what it decides. */
export interface Trial {
  guard(changes?: Partial<GuardOptions>): Guard;
  /** The token a guard lets through; throws when it refuses. */
  accept(token: string, changes?: Partial<GuardOptions>): Promise<AccessToken>;
  /** Why a guard refuses; throws when it lets the request through. */
  refusal(authorization: readonly string[], changes?: Partial<GuardOptions>): Promise<GuardRefusal>;
}

/** @param issuer asked anew at each trial */
export function trialOf(issuer: () => TestIssuer): Trial {
  const guard = (changes: Partial<GuardOptions> = {}) =>
    createGuard({
      authority: issuer().authority,
      tenants: ids.tenant,
      audience: [ids.api, `api://${ids.api}`],
      clock: issuer().clock,
      fetch: issuer().fetch as typeof fetch,
      ...changes,
    });
  return {
    guard,
    async accept(token, changes) {
      const decision = await guard(changes).decide([`Bearer ${token}`]);
      if (!decision.granted) throw new Error(`refused: ${decision.refusal.code} (${decision.refusal.detail})`);
      return decision.token;
    },
    async refusal(authorization, changes) {
      const decision = await guard(changes).decide(authorization);
      if (decision.granted) throw new Error('the guard let the request through');
      return decision.refusal;
    },
  };
}
