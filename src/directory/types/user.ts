import type { ObjectId, TenantId } from '../../kernel/index.ts';

/** The account behind a guest: where they sign in. */
export interface UserHome {
  readonly tenantId: TenantId;
  readonly userId: ObjectId;
}

/** A person in a tenant: a member, or a guest whose home is elsewhere. Members carry Graph's names. */
export interface User {
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly deletedDateTime: string | null;
  readonly createdDateTime: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly mail: string | null;
  readonly mailNickname: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly officeLocation: string | null;
  readonly mobilePhone: string | null;
  readonly businessPhones: readonly string[];
  readonly otherMails: readonly string[];
  readonly proxyAddresses: readonly string[];
  readonly preferredLanguage: string | null;
  readonly usageLocation: string | null;
  readonly country: string | null;
  readonly userType: 'Member' | 'Guest';
  /**
   * The account of another tenant that signs in as this user: set when an invitation is accepted. Null for who signs in here.
   * It goes by object id, so that whoever is given the name of somebody who left does not become their guest. Not a Graph member.
   */
  readonly home: UserHome | null;
  readonly creationType: 'Invitation' | null;
  readonly externalUserState: 'PendingAcceptance' | 'Accepted' | null;
  readonly externalUserStateChangeDateTime: string | null;
  readonly accountEnabled: boolean;
  /** Refresh tokens and cookies issued before this moment no longer hold (ISO 8601). */
  readonly signInSessionsValidFromDateTime: string;
  readonly lastPasswordChangeDateTime: string | null;
  readonly forceChangePasswordNextSignIn: boolean;
  readonly extra: Readonly<Record<string, unknown>>;
}
