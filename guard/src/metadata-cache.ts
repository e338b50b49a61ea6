import type { Clock, TokenVersion } from './guard-options.ts';
import type { IssuerMetadata } from './issuer-metadata.ts';
import { MetadataUnavailable } from './read-json.ts';

const minute = 60_000;
/** Keys are renewed in the background after an hour and never used after a day. @spec Entra signing key rollover */
const refreshAfter = 60 * minute;
const expireAfter = 24 * 60 * minute;
/** An unknown `kid` may mean a rollover, or somebody making keys up. @spec Entra: at most every five minutes */
const unknownKeyInterval = 5 * minute;
/** How long to leave a failing issuer alone: while old keys still serve, and while there are none. */
const holdOffWithKeys = minute;
const holdOffWithoutKeys = 5_000;

interface Entry {
  metadata: IssuerMetadata | undefined;
  loadedAt: number;
  failedAt: number;
  unknownKeyAt: number;
  underWay: Promise<IssuerMetadata> | undefined;
}

/** What the cache needs from outside. */
export interface MetadataCacheOptions {
  readonly load: (tenant: string, version: TokenVersion) => Promise<IssuerMetadata>;
  readonly clock: Clock;
  readonly onRefreshFailure: (error: Error) => void;
}

/** The issuer's metadata, kept. It holds one entry a tenant and version asked for: the caller bounds the tenants. */
export interface MetadataCache {
  /**
   * @param tenant an accepted tenant's id, or `common`.
   * @param kid the key wanted; where it is not known the metadata is read again, within limits.
   * @returns the metadata, in which the key may still be missing.
   * @throws MetadataUnavailable if nothing is known and nothing can be read.
   */
  find(tenant: string, version: TokenVersion, kid: string): Promise<IssuerMetadata>;
}

/** However many requests wait for the same metadata, it is read once at a time. */
export function createMetadataCache({ load, clock, onRefreshFailure }: MetadataCacheOptions): MetadataCache {
  const entries = new Map<string, Entry>();

  const entryOf = (tenant: string, version: TokenVersion): Entry => {
    const key = `${tenant}/${version}`;
    const known = entries.get(key);
    if (known !== undefined) return known;
    const never = Number.NEGATIVE_INFINITY;
    const entry: Entry = {
      metadata: undefined,
      loadedAt: never,
      failedAt: never,
      unknownKeyAt: never,
      underWay: undefined,
    };
    entries.set(key, entry);
    return entry;
  };

  const refresh = (entry: Entry, tenant: string, version: TokenVersion): Promise<IssuerMetadata> => {
    entry.underWay ??= load(tenant, version)
      .then(
        (metadata) => {
          entry.metadata = metadata;
          entry.loadedAt = clock.now();
          return metadata;
        },
        (error: unknown) => {
          entry.failedAt = clock.now();
          throw error;
        },
      )
      .finally(() => {
        entry.underWay = undefined;
      });
    return entry.underWay;
  };

  const report = (error: unknown): void => onRefreshFailure(error instanceof Error ? error : new Error(String(error)));

  /** Nothing known, or too old to trust: the caller waits for the issuer. */
  const loadAnew = (entry: Entry, tenant: string, version: TokenVersion): Promise<IssuerMetadata> => {
    if (entry.underWay === undefined && clock.now() - entry.failedAt < holdOffWithoutKeys) {
      throw new MetadataUnavailable('the issuer failed a moment ago and is left alone for some seconds');
    }
    return refresh(entry, tenant, version);
  };

  const renewInBackground = (entry: Entry, tenant: string, version: TokenVersion): void => {
    const now = clock.now();
    const due = now - entry.loadedAt >= refreshAfter && now - entry.failedAt >= holdOffWithKeys;
    if (due && entry.underWay === undefined) refresh(entry, tenant, version).catch(report);
  };

  /** Looks once whether the issuer has the key by now; what is known stays good whatever comes of it. */
  const lookForKey = async (entry: Entry, tenant: string, version: TokenVersion, known: IssuerMetadata) => {
    if (entry.underWay === undefined) {
      if (clock.now() - entry.unknownKeyAt < unknownKeyInterval) return known;
      entry.unknownKeyAt = clock.now();
    }
    try {
      return await refresh(entry, tenant, version);
    } catch (error) {
      report(error);
      return known;
    }
  };

  return {
    async find(tenant, version, kid) {
      const entry = entryOf(tenant, version);
      const known = clock.now() - entry.loadedAt < expireAfter ? entry.metadata : undefined;
      if (known === undefined) return loadAnew(entry, tenant, version);
      if (!known.keys.has(kid)) return lookForKey(entry, tenant, version, known);
      renewInBackground(entry, tenant, version);
      return known;
    },
  };
}
