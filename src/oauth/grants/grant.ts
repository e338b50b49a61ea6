import type { SignInRecord } from '../../activity/index.ts';
import type { ClientFacts, Tenant } from '../../directory/index.ts';
import type { Issuance } from '../../issuance/index.ts';
import type { AppId, HttpRequest } from '../../kernel/index.ts';
import type { TokenPlatform } from '../../sessions/index.ts';
import type { Authority } from '../authority.ts';
import type { ClientProof } from '../client-authentication/client-proof.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
import type { Parameters } from '../wire/form.ts';

/** A token request before its client is known to be who it says. */
export interface GrantRequest {
  readonly http: HttpRequest;
  readonly authority: Authority;
  readonly dialect: Dialect;
  readonly parameters: Parameters;
  readonly appId: AppId;
  /** Value of the Origin header. */
  readonly origin: string | undefined;
  /** The moment of the request, in milliseconds. */
  readonly now: number;
}

/** A token request whose client is authenticated. */
export interface AuthenticatedRequest extends GrantRequest {
  readonly tenant: Tenant;
  readonly client: ClientFacts;
  readonly proof: ClientProof;
  /** What the sign-in is said to come from; null where no person uses the client at this moment. */
  readonly clientAppUsed: string | null;
}

/** What a grant gives: tokens to issue, and what the answer says beside them. */
export interface GrantResult {
  readonly issuance: Issuance;
  /** `scope` of the answer; null where the grant has none. */
  readonly scope: string | null;
  /** The API as the client named it: `resource` of a version 1 answer. */
  readonly resource: string;
  readonly clientInfo: string | null;
}

/**
 * One `grant_type`. `locate` finds what was presented and with it the tenant; `redeem` applies the rules and returns what is to
 * be issued, as data. Neither writes anything.
 */
export interface Grant<Found> {
  readonly eventType: SignInRecord['eventType'];
  /** What records call it. Default: `oAuth2`. */
  readonly protocol?: SignInRecord['authenticationProtocol'];
  /** What kind of token is presented. Default: none. */
  readonly incomingTokenType?: SignInRecord['incomingTokenType'];
  /** Whether a service asks, behind whatever the person uses. */
  readonly isService?: true;
  /** Whether a person's password comes with it: such requests wait in a line of their own. */
  readonly carriesPassword?: true;
  locate(dependencies: OAuthDependencies, request: GrantRequest): Promise<Found>;
  /** The tenant of what was found, where the authority does not tell it. */
  tenantOf(found: Found): Tenant['id'] | undefined;
  /**
   * The platform that says how the client must prove itself; `none` where no redirect URI was in play; undefined where nothing of this
   * client's was found, or the grant judges by itself.
   */
  platformOf(found: Found, appId: AppId): TokenPlatform | undefined;
  redeem(dependencies: OAuthDependencies, request: AuthenticatedRequest, found: Found): Promise<GrantResult>;
}
