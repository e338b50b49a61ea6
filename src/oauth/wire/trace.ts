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

/**
 * The whole `error_description`: code, message, and the tail that support people ask for. Names of people and applications and what a
 * request holds are part of messages; the wire takes printable ASCII alone, without the quotation mark and the backslash.
 * @param message what to say of the refusal
 * @spec sts reference 8.1; RFC 6749 §4.1.2.1, §5.2 (`error_description`)
 */
export function describe(fault: OAuthFault, trace: Trace, message: string = fault.message): string {
  return (
    `${fault.code}: ${printable(message)} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} ` +
    `Timestamp: ${trace.timestamp}`
  );
}

/** Letters lose their marks before they are given up. */
function printable(message: string): string {
  return message
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replaceAll(/[^\x20-\x7e]/gu, '?');
}
