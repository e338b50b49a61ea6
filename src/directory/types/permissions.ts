import type { AppId } from '../../kernel/index.ts';

/** A delegated permission that an API exposes (`api.oauth2PermissionScopes`). */
export interface PermissionScope {
  readonly id: string;
  readonly value: string | null;
  /** `Admin`: only an administrator may consent to it. */
  readonly type: 'User' | 'Admin';
  readonly isEnabled: boolean;
  readonly adminConsentDisplayName: string | null;
  readonly adminConsentDescription: string | null;
  readonly userConsentDisplayName: string | null;
  readonly userConsentDescription: string | null;
}

/** A role that an API or application defines, for users and groups, for applications (an application permission), or both. */
export interface AppRole {
  readonly id: string;
  readonly value: string | null;
  readonly displayName: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly allowedMemberTypes: readonly ('User' | 'Application')[];
}

export interface ResourceAccess {
  readonly id: string;
  readonly type: 'Scope' | 'Role';
}

/** What a client declares it needs of one API. It grants nothing: grants live on the instance. */
export interface RequiredResourceAccess {
  readonly resourceAppId: AppId;
  readonly resourceAccess: readonly ResourceAccess[];
}

export interface PreAuthorizedApplication {
  readonly appId: AppId;
  readonly delegatedPermissionIds: readonly string[];
}

/** The role id that stands for default access, where an API has no role for that kind of member. */
export const DEFAULT_ACCESS_ROLE_ID = '00000000-0000-0000-0000-000000000000';
