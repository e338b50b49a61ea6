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

/** A directory: the boundary of users, instances, grants and policy. */
export interface Tenant {
  readonly id: TenantId;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly countryLetterCode: string | null;
  readonly preferredLanguage: string | null;
  readonly technicalNotificationMails: readonly string[];
  readonly authorization: AuthorizationSettings;
  readonly extra: Readonly<Record<string, unknown>>;
}
