import {
  type AadstsEntry,
  type AadstsValues,
  aadstsEntry,
  type OAuthErrorCode,
  type OtherErrorOf,
  type RaisedAadstsCode,
  renderAadstsMessage,
} from '../catalogue/index.ts';
import type { ClientFacts, User } from '../directory/index.ts';
import { Fault, type FaultOptions } from '../kernel/index.ts';

export interface OAuthFaultOptions extends FaultOptions {
  /** What it says to a client that may not know whom it is about. Default: the same as to everybody. */
  readonly anonymousMessage?: string | undefined;
  /** A family of refresh tokens that must end because of what was presented (a code used twice). */
  readonly revokeFamily?: string | undefined;
  /** Whom it is about, for the record of the sign-in alone. */
  readonly user?: User | undefined;
  /** The client, where it is known and refused all the same; for the record alone. */
  readonly client?: ClientFacts | undefined;
  /** The `error` of a redirect, where OpenID Connect has a finer one than the row of the table. */
  readonly redirectError?: OAuthErrorCode | undefined;
  /** The `error`, where the code is known with another one than its row says. */
  readonly oauthError?: OAuthErrorCode | undefined;
}

/** Options of one code: another `error` can only be one that its row names. */
type RefusalOptions<Code extends RaisedAadstsCode> = OAuthFaultOptions & {
  readonly redirectError?: OtherErrorOf<Code>;
  readonly oauthError?: OtherErrorOf<Code>;
};

/** A refusal of the token service: one row of the AADSTS table with its placeholders filled in. */
export class OAuthFault extends Fault<`AADSTS${RaisedAadstsCode}`> {
  readonly entry: AadstsEntry;
  /** The message without the name of the person: nobody has allowed the client of a redirect to know who is at the browser. */
  readonly anonymousMessage: string;
  readonly revokeFamily: string | undefined;
  readonly user: User | undefined;
  readonly client: ClientFacts | undefined;
  /** The `error` that a redirect to the client carries. */
  readonly redirectError: OAuthErrorCode;
  readonly #code: RaisedAadstsCode;

  constructor(code: RaisedAadstsCode, message: string, options: OAuthFaultOptions = {}) {
    super(`AADSTS${code}`, message, options);
    const entry = aadstsEntry(code);
    this.#code = code;
    this.entry = options.oauthError === undefined ? entry : { ...entry, oauthError: options.oauthError };
    this.anonymousMessage = options.anonymousMessage ?? message;
    this.revokeFamily = options.revokeFamily;
    this.user = options.user;
    this.client = options.client;
    this.redirectError = options.redirectError ?? entry.redirectError;
  }

  /** @returns the same refusal, which also says whom it is about */
  about(user: User): OAuthFault {
    const { entry, message, anonymousMessage, cause, detail, revokeFamily, client, redirectError } = this;
    const told = {
      anonymousMessage,
      revokeFamily,
      client,
      redirectError,
      oauthError: entry.oauthError,
      user: this.user ?? user,
    };
    return new OAuthFault(this.#code, message, { ...told, cause, ...(detail === undefined ? {} : { detail }) });
  }
}

/** Does what is done for somebody who is known by now: a refusal on the way is recorded as theirs. */
export async function onBehalf<Result>(user: User, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    throw fault instanceof OAuthFault ? fault.about(user) : fault;
  }
}

/**
 * Makes the refusal of a code; the caller throws it.
 * @param values what the message's placeholders stand for, checked by the compiler
 */
export function refusal<Code extends RaisedAadstsCode>(
  code: Code,
  values: AadstsValues<Code>,
  options?: RefusalOptions<Code>,
): OAuthFault {
  const anonymousMessage = 'user' in values ? renderAadstsMessage(code, { ...values, user: HIDDEN }) : undefined;
  return new OAuthFault(code, renderAadstsMessage(code, values), { ...options, anonymousMessage });
}

/** What stands for a name that is not told, as Entra writes it. */
const HIDDEN = '{EmailHidden}';
