import { z } from 'zod';
import { Redacted } from '../../kernel/index.ts';
import { RemoteFault, TokenRefusal } from '../fault.ts';
import type { IncomingAnswer } from '../transport/transport.ts';

/** Tokens as they came. */
export interface TokenAnswer {
  readonly accessToken: Redacted;
  readonly expiresInSeconds: number;
  /** Every member of the answer, by its wire name. */
  readonly body: Redacted<Readonly<Record<string, unknown>>>;
}

const granted = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });

const refused = z.object({
  error: z.string(),
  error_description: z.string().default(''),
  error_codes: z.array(z.number()).default([]),
  trace_id: z.string().optional(),
  correlation_id: z.string().optional(),
});

/**
 * Reads an answer of the token endpoint.
 * @throws TokenRefusal; RemoteFault `AnswerUnexpected` when it is no answer of a token endpoint
 * @spec RFC 6749 §5.1, §5.2
 */
export function readTokenAnswer(answer: IncomingAnswer, address: string): TokenAnswer {
  const body = parseJson(answer.body);
  if (answer.status === 200) {
    const parsed = granted.safeParse(body);
    if (parsed.success) {
      const { access_token: accessToken, expires_in: expiresInSeconds } = parsed.data;
      return { accessToken: new Redacted(accessToken), expiresInSeconds, body: new Redacted(parsed.data) };
    }
  } else {
    const parsed = refused.safeParse(body);
    if (parsed.success) throw refusal(answer.status, parsed.data);
  }
  throw new RemoteFault('AnswerUnexpected', `${address} answered ${answer.status}, but not as a token endpoint does.`);
}

/**
 * A refusal that came in a redirect instead of a body.
 * @param parameters `error`, `error_description` and their like
 * @spec RFC 6749 §4.1.2.1
 */
export function redirectRefusal(parameters: Readonly<Record<string, string>>): TokenRefusal {
  return refusal(302, refused.parse({ ...parameters, error_codes: [] }));
}

function refusal(status: number, facts: z.infer<typeof refused>): TokenRefusal {
  const named = /^AADSTS(\d+)/.exec(facts.error_description)?.[1];
  return new TokenRefusal({
    status,
    error: facts.error,
    description: withoutTrace(facts.error_description),
    aadstsCodes: facts.error_codes.length === 0 && named !== undefined ? [Number(named)] : facts.error_codes,
    traceId: facts.trace_id ?? /Trace ID: (\S+)/.exec(facts.error_description)?.[1],
    correlationId: facts.correlation_id ?? /Correlation ID: (\S+)/.exec(facts.error_description)?.[1],
  });
}

/** The description repeats ids and time that are members of their own. @spec sts reference 8.1 */
const withoutTrace = (description: string): string => description.replace(/\s*Trace ID:[\s\S]*$/, '').trim();

/** @returns undefined when the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Proxies answer in HTML; what it is not is said by whoever needed JSON.
    return undefined;
  }
}
