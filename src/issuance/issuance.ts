import type { SignInRecord, SignInStore } from '../activity/index.ts';
import type { AuthorizationCode, RefreshToken, RefreshTokenStore } from '../sessions/index.ts';
import type { AccessTokenFacts, IdTokenFacts } from '../tokens/index.ts';

/**
 * All that one answer of the token service consists of, as data. Grants produce it and write nothing; `issue` turns it into
 * tokens and records.
 */
export interface Issuance {
  readonly accessToken: AccessTokenFacts | null;
  readonly idToken: IdTokenFacts | null;
  /** Whether both tokens leave the authorize endpoint together: then the ID token says which access token it came with. */
  readonly bindsIdToken?: boolean;
  /** What the new refresh token stands for; its value is drawn at issue. */
  readonly refresh: Omit<RefreshToken, 'tokenHash'> | null;
  /** What must be spent for the tokens to leave: if somebody else spent it first, nothing is issued. */
  readonly spend: Spending | null;
  /** The refresh token that was presented: if it was revoked in the meantime, nothing is issued. */
  readonly presented: {
    readonly tokenHash: string;
    readonly familyId: string;
    /** Whether it is used up by being presented; then `refresh` takes its place. */
    readonly isGoodOnce: boolean;
  } | null;
  /** The client assertion, where it may be used once: if it was used before, nothing is issued. */
  readonly assertion?: AssertionUse | null;
  /** A code for the single-page app of the same registration; its value is drawn at issue. */
  readonly handOver?: Omit<AuthorizationCode, 'codeHash'> | null;
  readonly signIn: SignInRecord;
}

/** A client assertion that is used. */
export interface AssertionUse {
  readonly hash: string;
  /** Milliseconds since the Unix epoch: from then on nobody accepts it. */
  readonly expiresAt: number;
}

/** Something that is good once. */
export interface Spending {
  readonly kind: 'authorizationCode' | 'deviceCode';
  /** Keyed hash of its value. */
  readonly hash: string;
  /** Family of refresh tokens that it begins. */
  readonly familyId: string;
}

/** The tokens, ready to be rendered. */
export interface IssuedTokens {
  readonly accessToken: string | null;
  /** Lifetime of the access token (0 without one). */
  readonly expiresInSeconds: number;
  readonly idToken: string | null;
  readonly refreshToken: string | null;
  readonly handedOverCode: string | null;
  /** Set when the refresh token's end is fixed. */
  readonly refreshTokenExpiresInSeconds: number | null;
}

/** What issuing writes to, in one unit of work. */
export interface IssuanceStores {
  readonly assertionReplays: { consume(assertionHash: string, expiresAt: number): Promise<boolean> };
  readonly codes: {
    consume(codeHash: string, at: number): Promise<boolean>;
    insert(code: AuthorizationCode): Promise<void>;
  };
  readonly refreshTokens: Pick<RefreshTokenStore, 'hold' | 'insert' | 'spend'>;
  readonly deviceCodes: { consume(deviceCodeHash: string, at: number): Promise<boolean> };
  readonly signIns: Pick<SignInStore, 'append'>;
}
