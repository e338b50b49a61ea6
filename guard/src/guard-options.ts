import type { GuardRefusal } from './refusal.ts';

/** A source of time. `now` gives milliseconds since the Unix epoch. */
export interface Clock {
  now(): number;
}

/** The `ver` of an access token. It is the API's registration (`requestedAccessTokenVersion`) that decides it. */
export type TokenVersion = '1.0' | '2.0';

/** The guard cannot work as configured. Thrown while the program starts, never while it serves. */
export class GuardConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GuardConfigurationError';
  }
}

/** How an API wants to be protected. */
export interface GuardOptions {
  /** The origin of the token service: `https://localhost:8443`, `https://login.microsoftonline.com`. No path. */
  readonly authority: string;
  /** The tenant whose tokens are accepted, several, or `'any'`, which demands `allowTenant`. Tenant ids, not domain names. */
  readonly tenants: string | readonly string[];
  /**
   * With `tenants: 'any'`: decides by tenant id whether a verified token's tenant is a customer. A throw or rejection is an
   * error of the API, not a refusal.
   */
  readonly allowTenant?: (tenantId: string) => boolean | Promise<boolean>;
  /** What may stand in `aud`: the API's client id (all v2.0 tokens), its App ID URIs (most v1.0 tokens). Compared exactly. */
  readonly audience: string | readonly string[];
  /** Accepted token versions; both by default. */
  readonly versions?: readonly TokenVersion[];
  /**
   * Lets in applications that were granted no app role. Off by default: in Entra any application of the tenant can get such
   * a token for any API, so it says nothing but who calls.
   */
  readonly allowApplicationsWithoutRoles?: boolean;
  /** How far the clocks of issuer and API may differ, in seconds: 0 to 300, by default 60. */
  readonly clockToleranceSeconds?: number;
  /** How long to wait for the issuer's metadata and keys, in milliseconds; by default 5,000. */
  readonly timeoutMilliseconds?: number;
  /** Address of the API's protected resource metadata, named in challenges. @spec RFC 9728 §5.1 */
  readonly resourceMetadata?: string;
  /** Told of every request turned away, for the log. */
  readonly onRefusal?: (refusal: GuardRefusal) => void;
  /** Told when the keys could not be refreshed while the known ones still serve. */
  readonly onRefreshFailure?: (error: Error) => void;
  /** Stands in for the global `fetch`. It must honour `redirect: 'error'` and `signal`. */
  readonly fetch?: typeof fetch;
  /** Stands in for the machine's clock. */
  readonly clock?: Clock;
}

/** The options after parsing: complete, normalised and sensible. */
export interface GuardSettings {
  /** Origin without a trailing slash. */
  readonly authority: string;
  /** Accepted tenant ids in lower case, or all. */
  readonly tenants: ReadonlySet<string> | 'any';
  readonly allowTenant: (tenantId: string) => boolean | Promise<boolean>;
  readonly audience: ReadonlySet<string>;
  readonly versions: ReadonlySet<string>;
  readonly allowApplicationsWithoutRoles: boolean;
  readonly clockToleranceSeconds: number;
  readonly timeoutMilliseconds: number;
  readonly resourceMetadata: string | undefined;
  readonly onRefusal: (refusal: GuardRefusal) => void;
  readonly onRefreshFailure: (error: Error) => void;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}
