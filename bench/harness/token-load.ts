import autocannon from 'autocannon';
import { processorMicroseconds } from './process-usage.ts';
import { formBody, formHeaders, type TokenService } from './token-service.ts';

/** Enough that the server is never without work, few enough that it stays the one that is waited for. */
const CONNECTIONS = 32;

/** What a server did under load. */
export interface LoadResult {
  readonly tokens: number;
  readonly tokensPerSecond: number;
  /** Processor time of the server's process, all its threads. */
  readonly microsecondsPerToken: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/**
 * Asks for tokens over connections that are kept, each with the next request as soon as it has its answer.
 * @param pid the server's process
 * @throws Error when any request fails: refusals are cheap and would be counted as speed
 */
export async function loadTokens(service: TokenService, pid: number, seconds: number): Promise<LoadResult> {
  const before = await processorMicroseconds(pid);
  const result = await autocannon({
    url: service.tokenUrl,
    method: 'POST',
    headers: formHeaders,
    body: formBody(service),
    connections: CONNECTIONS,
    duration: seconds,
    servername: 'localhost',
    tlsOptions: { ca: service.ca },
  });
  const used = (await processorMicroseconds(pid)) - before;
  const tokens = result['2xx'];
  const failures = result.errors + result.timeouts + result.non2xx;
  if (failures > 0 || tokens === 0) throw new Error(`${service.tokenUrl}: ${tokens} tokens, ${failures} failures.`);
  return {
    tokens,
    tokensPerSecond: tokens / result.duration,
    microsecondsPerToken: used / tokens,
    p50Milliseconds: result.latency.p50,
    p99Milliseconds: result.latency.p99,
  };
}
