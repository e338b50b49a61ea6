import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import { DocumentFault, type FetchDocument } from '../../oauth/index.ts';
import { checkedLookup, notAllowed } from './checked-lookup.ts';
import { createHostResolver, type ResolveHost } from './host-resolver.ts';
import { type NetworkPolicy, networkPolicy } from './network-policy.ts';

/** Whom the platform may ask, and how it knows them. */
export interface DocumentFetcherOptions {
  /** Networks besides the Internet: addresses, subnets, `loopback`, `private`. */
  readonly openNetworks: readonly string[];
  /** The only hosts that are asked, with their port unless it is 443; undefined for any. In lower case. */
  readonly trustedHosts: readonly string[] | undefined;
  /** Authorities trusted beside those that Node trusts anyway, PEM. */
  readonly certificates: readonly string[];
  /** Default: see `createHostResolver`. */
  readonly resolve?: ResolveHost | undefined;
  /** For the whole of a document. Default: 5,000 ms. */
  readonly timeoutMilliseconds?: number | undefined;
}

const TIMEOUT_MILLISECONDS = 5_000;
const LARGEST_DOCUMENT_BYTES = 256 * 1024;
const LARGEST_HEADER_BYTES = 16 * 1024;

/**
 * Makes the only thing in the platform that asks addresses which its users write: documents over HTTPS, from the Internet and what
 * is opened besides. Certificates are always verified, no redirect is followed, no connection is kept.
 */
export function createDocumentFetcher(options: DocumentFetcherOptions): FetchDocument {
  const { trustedHosts, certificates, openNetworks } = options;
  const resolve = options.resolve ?? createHostResolver(openNetworks.length > 0);
  const isAllowed = networkPolicy(openNetworks);
  const ca = certificates.length === 0 ? undefined : [...getCACertificates('default'), ...certificates];
  const lookup = checkedLookup(resolve, isAllowed);
  return async (url) => {
    requireHost(url, trustedHosts, isAllowed);
    const agent = new Agent({ lookup, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) });
    const signal = AbortSignal.timeout(options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS);
    try {
      return await get(url, agent, signal);
    } catch (error) {
      throw asFault(url, error);
    } finally {
      agent.destroy();
    }
  };
}

/** A host that is an address itself is never looked up: it is judged here. */
function requireHost(
  { protocol, hostname, host }: URL,
  trusted: readonly string[] | undefined,
  isAllowed: NetworkPolicy,
) {
  if (protocol !== 'https:') throw new DocumentFault('NotAllowed', 'the address is not https');
  if (trusted !== undefined && !trusted.includes(host)) {
    throw new DocumentFault('NotAllowed', `${host} is none of the trusted issuers`);
  }
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) !== 0 && !isAllowed(address)) throw notAllowed(host, address);
}

function get(url: URL, agent: Agent, signal: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'entrada' };
  const outgoing = request(url, { agent, signal, headers, maxHeaderSize: LARGEST_HEADER_BYTES });
  outgoing.on('error', reject);
  outgoing.on('response', (incoming) => {
    read(incoming).then(resolve, (error: unknown) => {
      outgoing.destroy();
      reject(error);
    });
  });
  outgoing.end();
  return promise;
}

async function read(incoming: IncomingMessage): Promise<string> {
  const { statusCode, headers } = incoming;
  if (statusCode !== 200) throw new DocumentFault('Unreachable', `the answer has the status ${statusCode}`);
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new DocumentFault('Unacceptable', 'the answer is compressed');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_DOCUMENT_BYTES) {
      throw new DocumentFault('Unacceptable', `the answer has more than ${LARGEST_DOCUMENT_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asFault({ host }: URL, error: unknown): DocumentFault {
  if (error instanceof DocumentFault) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DocumentFault('Unreachable', `${host}: ${reason}`, { cause: error });
}
