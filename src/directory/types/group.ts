import type { ObjectId, TenantId } from '../../kernel/index.ts';

/** A group: security-enabled, mail-enabled or both. Members are users, groups and service principals. */
export interface Group {
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly deletedDateTime: string | null;
  readonly createdDateTime: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly mail: string | null;
  readonly mailEnabled: boolean;
  readonly mailNickname: string;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly visibility: string | null;
  readonly isAssignableToRole: boolean | null;
  readonly uniqueName: string | null;
  readonly extra: Readonly<Record<string, unknown>>;
}
