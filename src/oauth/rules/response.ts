import { refusal } from '../fault.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** What an authorize request wants back. */
export interface ResponseShape {
  readonly code: boolean;
  readonly idToken: boolean;
  /** An access token straight from the authorize endpoint (implicit flow). */
  readonly token: boolean;
  readonly mode: ResponseMode;
}

/** Flags of `web.implicitGrantSettings`. They hold for the whole application, whatever the platform. */
export interface ImplicitFlags {
  readonly enableIdTokenIssuance: boolean;
  readonly enableAccessTokenIssuance: boolean;
}

/** The parts an answer can have. In a `response_type` they stand in any order, each once. */
const PARTS: ReadonlySet<string> = new Set(['code', 'id_token', 'token']);
const MODES: ReadonlySet<string> = new Set(['query', 'fragment', 'form_post']);

/** @returns the response mode of a request so far as it can be told before anything else is checked */
export function lenientResponseMode(mode: string | undefined, type: string | undefined): ResponseMode {
  const safe = !type || type === 'code' ? 'query' : 'fragment';
  if (mode === 'form_post' || mode === 'fragment') return mode;
  return safe;
}

/**
 * Which parts the answer has, and how it travels. Tokens straight from here need the flags of the registration, which are off unless
 * somebody turns them on: RFC 9700 §2.1.2 advises against access tokens in the answer.
 * @throws OAuthFault AADSTS900144 missing; 70005 unknown; 700051 and 700054 not enabled by the registration; 70007 a mode that
 *   would put tokens into a query, or is unknown
 * @spec OAuth 2.0 Multiple Response Types §2.1, §3, §5; sts reference 2.3, 2.6
 */
export function parseResponse(type: string | undefined, mode: string | undefined, flags: ImplicitFlags): ResponseShape {
  if (type === undefined) throw refusal(900144, { parameter: 'response_type' });
  const words = type.split(' ').filter((word) => word !== '');
  const parts = new Set(words);
  if (parts.size === 0 || parts.size !== words.length || !words.every((word) => PARTS.has(word)))
    throw refusal(70005, { responseType: type });
  const [token, idToken] = [parts.has('token'), parts.has('id_token')];
  if (token && !flags.enableAccessTokenIssuance) throw refusal(700051, {});
  if (idToken && !flags.enableIdTokenIssuance) throw refusal(700054, {});
  const hasTokens = token || idToken;
  if (mode !== undefined && (!MODES.has(mode) || (mode === 'query' && hasTokens)))
    throw refusal(70007, { responseMode: mode });
  return {
    code: parts.has('code'),
    idToken,
    token,
    mode: (mode as ResponseMode | undefined) ?? (hasTokens ? 'fragment' : 'query'),
  };
}
