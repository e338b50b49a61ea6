import type { TenantId } from '../../kernel/index.ts';

/** A domain name that a tenant has proved to own, or its initial one. */
export interface Domain {
  readonly tenantId: TenantId;
  /** The name itself, in lower case; it is the domain's Graph `id`. Unique over all tenants. */
  readonly id: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
  readonly isVerified: boolean;
  readonly authenticationType: 'Managed' | 'Federated';
  readonly createdDateTime: string;
}

/** What ordinary members may do by themselves. */
export interface AuthorizationSettings {
  readonly allowedToCreateApps: boolean;
  /** Ids of the permission grant policies under which a user may consent for themselves; empty turns user consent off. */
  readonly userConsentPolicies: readonly string[];
}

/** How the token service treats a tenant, where a standard is stricter than Entra or an operator has to choose. */
export interface TokenServiceSettings {
  /** Whether applications may send a person's password to the token endpoint (`grant_type=password`). Default: no. */
  readonly allowPasswordGrant: boolean;
  /**
   * What a refresh token that was redeemed before means. `allow`, the default, is what Entra does: it stays usable until it
   * expires. `revoke`: each is good once, and the second use ends all tokens of the sign-in. @spec RFC 9700 §4.14.2
   */
  readonly refreshTokenReuse: 'allow' | 'revoke';
  /**
   * Whether a client may present the assertion it signed more than once before that expires. `allow`, the default, is what Entra
   * does and MSAL relies on; `refuse`: each gets tokens once. @spec RFC 7523 §3 (7)
   */
  readonly clientAssertionReuse: 'allow' | 'refuse';
  /** Whether answers of the tenant's own authorize endpoint name the issuer (`iss`). Default: no. @spec RFC 9207 */
  readonly issuerInResponse: boolean;
}

/** A directory: the boundary of users, instances, grants and policy. */
export interface Tenant {
  readonly id: TenantId;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly countryLetterCode: string | null;
  readonly preferredLanguage: string | null;
  readonly technicalNotificationMails: readonly string[];
  readonly authorization: AuthorizationSettings;
  /** What differs from the defaults; read it by `tokenServiceSettings`. Not a Graph member. */
  readonly tokenService?: Partial<TokenServiceSettings>;
  readonly extra: Readonly<Record<string, unknown>>;
}
