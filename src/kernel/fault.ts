/** What a fault may carry besides its code and public message. */
export interface FaultOptions {
  /** What an operator may read in the log and a caller may not read in the answer. Never a secret. */
  readonly detail?: string;
  /** The property or parameter at fault, by its wire name. */
  readonly target?: string;
  readonly cause?: unknown;
}

/**
 * An expected refusal. Its message is public: it may be sent to the caller as it stands. Every room subclasses it with a
 * closed union of codes; only a face's own error table knows how a code looks on the wire.
 * A broken invariant is not a fault: see `InvariantError`.
 */
export class Fault<Code extends string = string> extends Error {
  readonly code: Code;
  readonly detail: string | undefined;
  readonly target: string | undefined;

  constructor(code: Code, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.detail = options.detail;
    this.target = options.target;
  }
}
