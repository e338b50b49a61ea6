import { ODataFault } from './fault.ts';
import { ODATA_LIMITS } from './limits.ts';

/** What JSON can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Seals nothing, hides nothing: the cursor only becomes opaque text that survives any URL. A caller who must not be able to
 * forge or read cursors signs or encrypts what goes in.
 * @param cursor where the next page starts
 * @returns base64url text for `$skiptoken` or `$deltatoken`
 */
export function encodeSkipToken(cursor: JsonValue): string {
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

/**
 * @param token a `$skiptoken` or `$deltatoken` as received
 * @returns the cursor: JSON of any shape, since anyone can write one. Parse it before use.
 * @throws ODataFault `PageTokenInvalid` when the text is not what `encodeSkipToken` writes
 */
export function decodeSkipToken(token: string): JsonValue {
  if (token.length > ODATA_LIMITS.tokenLength) throw invalidToken();
  const bytes = Buffer.from(token, 'base64url');
  // Buffer skips what is no base64url; only text that it would write itself is a token of ours.
  if (bytes.toString('base64url') !== token) throw invalidToken();
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw invalidToken(cause);
  }
}

function invalidToken(cause?: unknown): ODataFault {
  return new ODataFault('PageTokenInvalid', 'The page token is not valid, or has expired. Start again without it.', {
    target: '$skiptoken',
    cause,
  });
}
