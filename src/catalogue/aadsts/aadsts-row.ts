/** The `error` values of the token service, OAuth's own and Microsoft's. @spec RFC 6749 §5.2, OpenID Connect Core §3.1.2.6, RFC 8628 §3.5 */
export type OAuthErrorCode =
  | 'access_denied'
  | 'authorization_declined'
  | 'authorization_pending'
  | 'bad_verification_code'
  | 'consent_required'
  | 'expired_token'
  | 'interaction_required'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_instance'
  | 'invalid_request'
  | 'invalid_resource'
  | 'invalid_scope'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'server_error'
  | 'slow_down'
  | 'temporarily_unavailable'
  | 'unauthorized_client'
  | 'unmet_authentication_requirements'
  | 'unsupported_grant_type'
  | 'unsupported_response_mode'
  | 'unsupported_response_type';

/** The finer reason beside `error` that client libraries branch on. */
export type Suberror =
  | 'additional_action'
  | 'bad_token'
  | 'basic_action'
  | 'client_mismatch'
  | 'consent_required'
  | 'device_authentication_failed'
  | 'message_only'
  | 'protection_policy_required'
  | 'token_expired'
  | 'user_password_expired';

/** How a refusal may reach its reader: JSON of the token endpoints, our own error page, or a redirect to the client. */
export type AadstsDelivery = 'token' | 'page' | 'redirect';

/** The object a person has to change, or look at, to make the refusal go away. */
export type AadstsOwner = 'application' | 'servicePrincipal' | 'user' | 'tenant' | 'request' | 'platform';

/** `recorded`: seen in an answer of Entra. `documented`: printed as an answer in its documentation. */
export type AadstsEvidence = 'recorded' | 'documented';

/** One line of the written table; what is left out follows from `error` (see `aadsts.ts`). */
export interface AadstsRow {
  /** Microsoft's internal name, where one is known. */
  readonly name?: string;
  readonly error: OAuthErrorCode;
  /** The `error` of a redirect to the client, where it is another than that of the token endpoint. */
  readonly redirectError?: OAuthErrorCode;
  /** Further `error` values with which the code is known, told by the situation. */
  readonly otherErrors?: readonly OAuthErrorCode[];
  readonly suberror?: Suberror;
  /** The HTTP status at the token endpoint, where it is not the usual one of `error`. */
  readonly status?: number;
  /** False where no lookup page exists, so that no `error_uri` is sent. */
  readonly lookupPage?: false;
  /** Of page and redirect, the first is what a person at the authorize endpoint gets when both are possible. */
  readonly to: readonly AadstsDelivery[];
  readonly owner: AadstsOwner;
  /** Our own words. `{placeholders}` are lower camel case and filled by `renderAadstsMessage`. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly fix: string;
  /** One sentence: the situation in which it is raised. */
  readonly when: string;
  /** Set where this platform never raises it: it is known so that answers of a real Entra can be explained. */
  readonly entraOnly?: true;
  /** Where `error` and the facts of the message come from; left out, they are judged from the family of the code. */
  readonly evidence?: AadstsEvidence;
}

/** Rows by AADSTS number. */
export type AadstsTable = Readonly<Record<number, AadstsRow>>;

/** Gives one row to each of several codes that mean the same. */
export function family<const Code extends number, const Row extends AadstsRow>(
  codes: readonly Code[],
  row: Row,
): Readonly<Record<Code, Row>> {
  return Object.fromEntries(codes.map((code) => [code, row])) as Record<Code, Row>;
}
