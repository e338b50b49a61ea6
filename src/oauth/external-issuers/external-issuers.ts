import type { Clock } from '../../kernel/index.ts';
import type { IssuerKey } from '../../tokens/index.ts';
import { DocumentFault, type FetchDocument } from './document-source.ts';
import { loadIssuerKeys } from './issuer-documents.ts';

/** The keys of issuers outside this platform. */
export interface ExternalIssuers {
  /** @throws DocumentFault when they cannot be had, nor were not long ago */
  keysOf(issuer: string): Promise<readonly IssuerKey[]>;
  /** The same for a token that names a key which is not among them: asks the issuer again, unless it was asked just now. */
  newerKeysOf(issuer: string): Promise<readonly IssuerKey[]>;
}

export interface ExternalIssuersOptions {
  readonly clock: Clock;
  readonly fetchDocument: FetchDocument;
  /** Keys of issuers that are never asked, by issuer. */
  readonly pinned: ReadonlyMap<string, readonly IssuerKey[]>;
  /** Learns why an issuer could not be asked; not more often than it is asked. */
  readonly report: (issuer: string, fault: DocumentFault) => void;
}

const MINUTE = 60_000;
/** How long keys are taken as they were read: an issuer that withdraws a key is heard after this. */
const FRESH = 60 * MINUTE;
/** How long they are taken when the issuer does not answer any more. */
const STALE = 6 * 60 * MINUTE;
/** How long an issuer is left alone after a failure. */
const PAUSE_AFTER_FAILURE = MINUTE;
/** How long it is left alone after it was asked, whatever keys tokens name. */
const PAUSE_AFTER_SUCCESS = 2 * MINUTE;
/** Issuers that are remembered. */
const MOST_ISSUERS = 500;
/** Issuers that are asked at one time. */
const MOST_AT_ONCE = 32;

const tooMany = (): DocumentFault => new DocumentFault('Unreachable', 'too many issuers are asked at this moment');

interface Entry {
  keys?: readonly IssuerKey[];
  /** Milliseconds since the Unix epoch, as the next one. */
  readAt: number;
  failedAt: number;
  failure?: DocumentFault;
  pending?: Promise<readonly IssuerKey[]> | undefined;
}

/**
 * Remembers what issuers publish, so that neither many tokens nor bad ones become many requests: each issuer is asked once at a
 * time, not again at once when it failed or when a token names an unknown key, and there is room for so many issuers only.
 */
export function createExternalIssuers(options: ExternalIssuersOptions): ExternalIssuers {
  const { clock, fetchDocument, pinned, report } = options;
  const entries = new Map<string, Entry>();
  let underWay = 0;

  function entryOf(issuer: string): Entry {
    const entry: Entry = entries.get(issuer) ?? {
      readAt: Number.NEGATIVE_INFINITY,
      failedAt: Number.NEGATIVE_INFINITY,
    };
    // The last used is the last to be forgotten.
    entries.delete(issuer);
    entries.set(issuer, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_ISSUERS && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  async function ask(issuer: string, entry: Entry): Promise<readonly IssuerKey[]> {
    underWay += 1;
    try {
      entry.keys = await loadIssuerKeys(fetchDocument, issuer);
      entry.readAt = clock.now();
      return entry.keys;
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      entry.failure = error;
      entry.failedAt = clock.now();
      report(issuer, error);
      return orStale(entry, error);
    } finally {
      underWay -= 1;
      entry.pending = undefined;
    }
  }

  function orStale({ keys, readAt }: Entry, fault: DocumentFault): readonly IssuerKey[] {
    if (keys !== undefined && clock.now() - readAt < STALE) return keys;
    throw fault;
  }

  async function keysNoOlderThan(issuer: string, most: number): Promise<readonly IssuerKey[]> {
    const fixed = pinned.get(issuer);
    if (fixed !== undefined) return fixed;
    const entry = entryOf(issuer);
    const now = clock.now();
    if (entry.keys !== undefined && now - entry.readAt < most) return entry.keys;
    if (entry.failure !== undefined && now - entry.failedAt < PAUSE_AFTER_FAILURE) return orStale(entry, entry.failure);
    if (entry.pending === undefined && underWay >= MOST_AT_ONCE) return orStale(entry, tooMany());
    entry.pending ??= ask(issuer, entry);
    return entry.pending;
  }

  return {
    keysOf: (issuer) => keysNoOlderThan(issuer, FRESH),
    newerKeysOf: (issuer) => keysNoOlderThan(issuer, PAUSE_AFTER_SUCCESS),
  };
}
