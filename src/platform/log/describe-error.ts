import { Fault } from '../../kernel/index.ts';

/** An error as the log tells it. */
export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly errorCode?: string;
  readonly detail?: string;
  /** Where it came from, without the message. */
  readonly at?: readonly string[];
  readonly cause?: DescribedError;
}

const MAX_CAUSES = 5;
const UNTOLD = 'Its text may repeat what a caller sent, and is not told.';

/**
 * Describes an error for the log: its class, message, code and stack, and the same of its causes. Other members are left out,
 * because drivers and parsers put what they were working on there; so is the message of a syntax error, which quotes its
 * input.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: 'Something that is no error was thrown.' };
  const { code } = error as { readonly code?: unknown };
  return {
    name: error.name,
    message: error instanceof SyntaxError || error instanceof URIError ? UNTOLD : error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { errorCode: String(code) } : {}),
    ...(error instanceof Fault && error.detail !== undefined ? { detail: error.detail } : {}),
    ...(error.stack === undefined ? {} : { at: framesOf(error.stack) }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
