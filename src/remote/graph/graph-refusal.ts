import { z } from 'zod';
import { GraphRefusal, RemoteFault } from '../fault.ts';
import { parseJson } from '../token/token-answer.ts';
import type { IncomingAnswer } from '../transport/transport.ts';

const envelope = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    target: z.string().nullish(),
    details: z.array(z.object({ code: z.string().nullish(), target: z.string().nullish() })).nullish(),
    innerError: z.object({ 'request-id': z.string().optional(), 'client-request-id': z.string().optional() }).nullish(),
  }),
});

/**
 * Reads a refusal of Graph.
 * @param call what was asked: method and path
 * @spec graph reference 2.8
 */
export function graphRefusal(call: string, answer: IncomingAnswer): RemoteFault {
  const parsed = envelope.safeParse(parseJson(answer.body));
  if (!parsed.success) {
    return new RemoteFault('AnswerUnexpected', `${call} was answered ${answer.status}, but not as Graph answers.`);
  }
  const { code, message, details, innerError } = parsed.data.error;
  const retryAfter = Number(answer.headers['retry-after']);
  const target = parsed.data.error.target ?? details?.find((row) => row.target)?.target;
  return new GraphRefusal(
    message,
    {
      status: answer.status,
      graphCode: code,
      requestId: innerError?.['request-id'] ?? answer.headers['request-id'],
      clientRequestId: innerError?.['client-request-id'] ?? answer.headers['client-request-id'],
      detailCodes: (details ?? []).flatMap((row) => (row.code ? [row.code] : [])),
      call,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    },
    target ? { target } : {},
  );
}
