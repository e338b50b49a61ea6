import type { AppId, ObjectId, TenantId } from '../kernel/index.ts';

/** How somebody proved who they are, and when: `amr` values. */
export interface AuthenticationContext {
  readonly methods: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly authenticatedAt: number;
}

/** One account in a browser's session. */
export interface SessionAccount extends AuthenticationContext {
  readonly tenantId: TenantId;
  readonly userId: ObjectId;
  /** `sid` claim: the id that clients and logout know this sign-in by. */
  readonly sid: string;
  /** False after signing out: the account stays in the picker, without its session. */
  readonly signedIn: boolean;
}

/** A browser: what the session cookie stands for. Only a keyed hash of the cookie's value is kept. */
export interface BrowserSession {
  readonly idHash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  /** Whether the person asked to stay signed in: 90 days idle instead of 24 hours (sts reference 2.7). */
  readonly persistent: boolean;
  readonly accounts: readonly SessionAccount[];
  readonly participants: readonly SessionParticipant[];
}

/** A client that took part in a session, for front-channel logout. */
export interface SessionParticipant {
  readonly appId: AppId;
  readonly tenantId: TenantId;
  readonly sid: string;
  /** Generation of the endpoint it came by last: it knows the tenant by that issuer. */
  readonly dialect: 1 | 2;
}

/** Platform of the redirect URI a client used: it decides how the client authenticates and how long its refresh tokens live. */
export type ClientPlatform = 'web' | 'spa' | 'publicClient';

/**
 * What a refresh token remembers of how its client was known: a platform, or `none` where no redirect URI was in play (device code,
 * password). Then the registration's `isFallbackPublicClient` decides at each use. @spec sts reference 3.3
 */
export type TokenPlatform = ClientPlatform | 'none';

/** A refresh token. Bound to user and client, not to a resource. Only a keyed hash of its value is kept. */
export interface RefreshToken extends AuthenticationContext {
  readonly tokenHash: string;
  /** All tokens that descend from one sign-in. */
  readonly familyId: string;
  /** Tenant of the sign-in. */
  readonly tenantId: TenantId;
  readonly userId: ObjectId;
  readonly appId: AppId;
  readonly platform: TokenPlatform;
  readonly sid: string;
  /** Scopes and resource of the request it came from: used when a refresh names none. */
  readonly scopes: readonly string[];
  /**
   * What its tokens say of when the person authenticated (`auth_time`), where that is not `authenticatedAt`: a token got on somebody's
   * behalf knows only that it was before then. Milliseconds since the Unix epoch, or null for nothing.
   */
  readonly authTime?: number | null;
  readonly issuedAt: number;
  /** Milliseconds since the Unix epoch; absolute for `spa`, otherwise the end of the inactivity window. */
  readonly expiresAt: number;
}

/** What an authorization code stands for. Only a keyed hash of the code's value is kept. */
export interface AuthorizationCode extends AuthenticationContext {
  readonly codeHash: string;
  /** Tenant segment of the authorize request, in lower case: redemption must use the same. */
  readonly authority: string;
  readonly tenantId: TenantId;
  readonly userId: ObjectId;
  readonly appId: AppId;
  readonly platform: ClientPlatform;
  readonly redirectUri: string;
  /**
   * Whether a web application got it for the single-page app of its own registration (`spa_code`). It came by no redirect, so it is
   * bound to no redirect URI and no challenge.
   */
  readonly isHandedOver?: boolean;
  readonly scopes: readonly string[];
  readonly nonce: string | null;
  readonly codeChallenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null;
  readonly sid: string;
  /** Family that the refresh tokens redeemed from this code belong to. */
  readonly familyId: string;
  /** `claims` request parameter of the authorize request, as JSON text. */
  readonly claims: string | null;
  /** Whether the ID token must tell when the person authenticated (`max_age` was sent). */
  readonly authTimeRequested: boolean;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
