import type { HttpRequest } from '../../kernel/index.ts';
import type { OAuthFault } from '../fault.ts';

/** What ties an error to its request: shown to the person, sent to the client, written into the log. */
export interface Trace {
  readonly traceId: string;
  readonly correlationId: string;
  /** `yyyy-MM-dd HH:mm:ssZ` */
  readonly timestamp: string;
}

/** @param now milliseconds since the Unix epoch */
export function traceOf(request: Pick<HttpRequest, 'requestId' | 'correlationId'>, now: number): Trace {
  const [day, time = ''] = new Date(now).toISOString().split('T');
  return {
    traceId: request.requestId,
    correlationId: request.correlationId,
    timestamp: `${day} ${time.slice(0, 8)}Z`,
  };
}

/** The whole `error_description`: code, message, and the tail that support people ask for. @spec sts reference 8.1 */
export function describe(fault: OAuthFault, trace: Trace): string {
  return (
    `${fault.code}: ${fault.message} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} ` +
    `Timestamp: ${trace.timestamp}`
  );
}
