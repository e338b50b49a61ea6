import type { AuthorizationCode } from '../sessions/index.ts';

export type { AuthorizationCode } from '../sessions/index.ts';

export interface AuthorizationCodeStore {
  insert(code: AuthorizationCode): Promise<void>;
  find(codeHash: string): Promise<(AuthorizationCode & { readonly redeemedAt: number | null }) | undefined>;
  /**
   * Spends a code. Of any number of callers, on any number of instances, exactly one is answered true.
   * @param at milliseconds since the Unix epoch
   */
  consume(codeHash: string, at: number): Promise<boolean>;
  /**
   * Spends what is left of the codes that a web application was given for its page: when a family of refresh tokens ends, nothing may
   * begin anew from its sign-in.
   * @param at milliseconds since the Unix epoch
   */
  spendHandedOver(familyId: string, at: number): Promise<void>;
  /** Deletes codes that expired before this moment (milliseconds). @returns how many */
  prune(expiredBefore: number): Promise<number>;
}

/** Client assertions that were used, where a tenant lets each be used once. Only hashes of them are kept. */
export interface AssertionReplayStore {
  /**
   * Uses an assertion. Of any number of callers, on any number of instances, exactly one is answered true.
   * @param expiresAt milliseconds since the Unix epoch: until then it would be accepted, so until then it is remembered
   */
  consume(assertionHash: string, expiresAt: number): Promise<boolean>;
  /** Forgets those that expired before this moment (milliseconds). @returns how many */
  prune(expiredBefore: number): Promise<number>;
}

/** An authorize request waiting for a person. Only a keyed hash of its handle is kept. */
export interface Interaction {
  readonly idHash: string;
  /** Session of the browser that began it: nobody else may go on with it. */
  readonly sessionIdHash: string;
  readonly authority: string;
  /** Generation of the endpoint it came by. */
  readonly dialect: 1 | 2;
  /** Keyed hash of the code that a person typed for a device; null for an authorize request. */
  readonly userCodeHash: string | null;
  /** Parameters of the authorize request, as JSON text. */
  readonly request: string;
  /** What the person did so far, as JSON text. */
  readonly progress: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface InteractionStore {
  insert(interaction: Interaction): Promise<void>;
  find(idHash: string): Promise<Interaction | undefined>;
  /** @returns false when it is gone */
  updateProgress(idHash: string, progress: string): Promise<boolean>;
  /** Ends an interaction. Of any number of callers exactly one is answered true. */
  consume(idHash: string): Promise<boolean>;
  prune(expiredBefore: number): Promise<number>;
}
