/**
 * Why a request was turned away. One row says everything about a code: the HTTP status, the error of RFC 6750 §3.1 that a
 * client reads (none where the request simply carried no token), and a public sentence.
 */
interface RefusalRow {
  readonly status: 400 | 401 | 403 | 503;
  readonly error: string;
  readonly description: string;
}

const table = {
  no_credentials: {
    status: 401,
    error: 'token_required',
    description: 'Send an access token in the Authorization header.',
  },
  several_credentials: {
    status: 400,
    error: 'invalid_request',
    description: 'The request carries more than one Authorization value.',
  },
  malformed: { status: 401, error: 'invalid_token', description: 'The access token is not a well-formed JWT.' },
  algorithm_not_allowed: {
    status: 401,
    error: 'invalid_token',
    description: 'The access token is not signed with RS256.',
  },
  critical_header: {
    status: 401,
    error: 'invalid_token',
    description: 'The access token demands header extensions that this API does not know.',
  },
  token_type: { status: 401, error: 'invalid_token', description: 'The JWT is of another type than an access token.' },
  version_not_accepted: {
    status: 401,
    error: 'invalid_token',
    description: 'This API does not accept access tokens of this version.',
  },
  tenant_not_accepted: {
    status: 401,
    error: 'invalid_token',
    description: 'This API does not accept access tokens of this tenant.',
  },
  issuer_mismatch: {
    status: 401,
    error: 'invalid_token',
    description: 'The issuer of the access token is not the one of its tenant.',
  },
  audience_mismatch: {
    status: 401,
    error: 'invalid_token',
    description: 'The access token was issued for another audience than this API.',
  },
  unknown_key: {
    status: 401,
    error: 'invalid_token',
    description: 'The access token names a signing key that its issuer does not publish.',
  },
  signature_invalid: {
    status: 401,
    error: 'invalid_token',
    description: 'The signature of the access token is not valid.',
  },
  expired: { status: 401, error: 'invalid_token', description: 'The access token has expired.' },
  not_yet_valid: { status: 401, error: 'invalid_token', description: 'The access token is not valid yet.' },
  not_an_access_token: {
    status: 401,
    error: 'invalid_token',
    description: 'The JWT is not an access token. An ID token cannot be used to call an API.',
  },
  missing_scope: {
    status: 403,
    error: 'insufficient_scope',
    description: 'The access token lacks the scope that this operation needs.',
  },
  missing_role: {
    status: 403,
    error: 'insufficient_role',
    description: 'The caller has not been assigned the app role that this operation needs.',
  },
  wrong_caller: {
    status: 403,
    error: 'wrong_caller',
    description: 'This operation is not open to this kind of caller.',
  },
  keys_unavailable: {
    status: 503,
    error: 'temporarily_unavailable',
    description: 'The keys that sign access tokens cannot be read at present.',
  },
} as const satisfies Record<string, RefusalRow>;

/** Every reason for which the guard turns a request away. */
export type RefusalCode = keyof typeof table;

/** What a refusal may carry besides its code. */
interface RefusalOptions {
  /** For the log, never for the answer. Holds claim values at most; never the token or a part of it. */
  readonly detail?: string;
  /** The scopes of which the operation needs some, for the challenge. */
  readonly scopes?: readonly string[];
  readonly cause?: unknown;
}

/**
 * An expected refusal. `message` is public; `detail` is for the operator's log. Neither ever holds the token.
 * @spec RFC 6750 §3.1
 */
export class GuardRefusal extends Error {
  readonly code: RefusalCode;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The `error` of the answer's body, and of the challenge except where no credentials were sent. */
  readonly error: string;
  readonly detail: string | undefined;
  readonly scopes: readonly string[];

  constructor(code: RefusalCode, options: RefusalOptions = {}) {
    const row = table[code];
    super(row.description, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GuardRefusal';
    this.code = code;
    this.status = row.status;
    this.error = row.error;
    this.detail = options.detail;
    this.scopes = options.scopes ?? [];
  }
}

/**
 * Makes a claim's value fit for a log line: quoted, printable ASCII, short.
 * @param value whatever the token held.
 */
export function quoteForLog(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?');
  return `'${printable.length > 200 ? `${printable.slice(0, 200)}…` : printable}'`;
}
