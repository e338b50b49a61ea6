/** The methods of Graph. */
export const graphMethods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

/** One of the methods of Graph. */
export type GraphMethod = (typeof graphMethods)[number];

/** Permissions that are needed together. */
export type PermissionSet = readonly string[];

/**
 * Who may call with one kind of token: anybody, nobody, or who holds all of at least one set (least privileged first).
 */
export type OperationAccess = 'anyCaller' | 'notOffered' | readonly PermissionSet[];

/** One operation of Microsoft Graph. */
export interface GraphOperation {
  readonly method: GraphMethod;
  /** `/applications/{id}/owners/$ref`; a key by name is `/applications(appId='{appId}')`. */
  readonly pathTemplate: string;
  /** The first version that has it. */
  readonly version: 'v1.0' | 'beta';
  /** Tokens with a user, by `scp`. A directory right of the user is needed besides. */
  readonly delegated: OperationAccess;
  /** Tokens without a user, by `roles`. */
  readonly application: OperationAccess;
  /** The HTTP statuses of success; two where an upsert may create. */
  readonly successStatuses: readonly number[];
  /** `activityDisplayName` of its audit record; several are alternatives. None for reads. */
  readonly auditActivities: readonly string[];
  /** What else is to know. */
  readonly note?: string;
}

/** A row as the data file has it. */
export interface GraphOperationRow {
  readonly operation: string;
  readonly version?: string;
  readonly delegated: readonly string[];
  readonly application: readonly string[];
  readonly success: readonly number[];
  readonly audit?: readonly string[];
  readonly note?: string;
}
