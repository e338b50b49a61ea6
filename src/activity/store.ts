import type { TenantId } from '../kernel/index.ts';
import type { AuditRecord, LatestSignIns, SignInEventType, SignInRecord } from './types.ts';

/** Records are kept for a time only. */
interface Prunable {
  /** Deletes records older than this moment (milliseconds), in every tenant. @returns how many */
  prune(olderThan: number): Promise<number>;
}

/** Part of every unit of work: a change and its audit record stand or fall together. */
export interface AuditStore extends Prunable {
  append(record: AuditRecord): Promise<void>;
  /** Newest first. @param before only records older than this moment (milliseconds) */
  list(
    tenantId: TenantId,
    query: { readonly top: number; readonly before?: number; readonly correlationId?: string },
  ): Promise<readonly AuditRecord[]>;
}

/** Records inside a unit of work, beside what the sign-in changed. */
export interface SignInStore extends Prunable {
  append(record: SignInRecord): Promise<void>;
  /** Newest first. */
  list(
    tenantId: TenantId,
    query: {
      readonly top: number;
      /** Only records older than this moment (milliseconds). */
      readonly before?: number;
      /** Only records of this moment or later (milliseconds). */
      readonly since?: number;
      readonly eventTypes?: readonly SignInEventType[];
      readonly appId?: string;
      readonly userId?: string;
      readonly correlationId?: string;
      /** An AADSTS number, 0 for success; `failed` for any but success. */
      readonly error?: number | 'failed';
    },
  ): Promise<readonly SignInRecord[]>;
  /** @param userId of a user of the tenant */
  latestOf(tenantId: TenantId, userId: string): Promise<LatestSignIns>;
}

/**
 * Sign-ins that change nothing else (client credentials, refusals). Promises: when `append` resolves the record is durable.
 * Does not promise: a transaction of its own, records are committed in batches.
 */
export interface SignInLog {
  append(record: SignInRecord): Promise<void>;
}
