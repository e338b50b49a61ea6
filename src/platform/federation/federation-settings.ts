import type { Logger } from 'pino';
import { createDocumentFetcher, type DocumentFetcherOptions } from '../../http/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { createExternalIssuers, type ExternalIssuers, type ExternalIssuersOptions } from '../../oauth/index.ts';

/** Which issuers outside may be asked, how, and which need not be. */
export interface FederationSettings extends DocumentFetcherOptions {
  /** Keys of issuers that are never asked, by issuer. */
  readonly pinned: ExternalIssuersOptions['pinned'];
}

/** The Internet, and nothing besides. */
export const NO_FEDERATION_SETTINGS: FederationSettings = {
  openNetworks: [],
  trustedHosts: undefined,
  certificates: [],
  pinned: new Map(),
};

/** Puts the issuers outside together. Why one cannot be asked is said in the log alone. */
export function openExternalIssuers(settings: FederationSettings, clock: Clock, logger: Logger): ExternalIssuers {
  return createExternalIssuers({
    clock,
    pinned: settings.pinned,
    fetchDocument: createDocumentFetcher(settings),
    report: (issuer, fault) =>
      logger.warn(
        {
          issuer,
          fault: fault.code,
          reason: fault.message,
          settings: fault.code === 'NotAllowed' ? 'federation-networks, federation-trusted-issuers' : undefined,
        },
        'an external issuer cannot be asked for its keys',
      ),
  });
}
