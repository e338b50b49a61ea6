import type { TenantId } from '../kernel/index.ts';
import type { AuditRecord, SignInEventType, SignInRecord } from './types.ts';

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
      readonly before?: number;
      readonly eventTypes?: readonly SignInEventType[];
      readonly appId?: string;
      readonly correlationId?: string;
    },
  ): Promise<readonly SignInRecord[]>;
}

/**
 * Sign-ins that change nothing else (client credentials, refusals). Promises: when `append` resolves the record is durable.
 * Does not promise: a transaction of its own, records are committed in batches.
 */
export interface SignInLog {
  append(record: SignInRecord): Promise<void>;
}
