import { type JsonProblem, parseJsonObject } from './json-object.ts';

/** A signed JWT that somebody else made, taken apart. Nothing about it is verified yet. */
export interface CompactJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is over: the first two parts as they were sent. */
  readonly signingInput: string;
  readonly signature: Buffer;
}

/** Why a text is no JWT. `form`: not three parts of base64url. */
export type JwsProblem = 'size' | 'form' | JsonProblem;

export type JwsReading =
  | { readonly ok: true; readonly jws: CompactJws }
  | { readonly ok: false; readonly problem: JwsProblem };

/** Room for a chain of some certificates in the header. */
const MAX_CHARACTERS = 32 * 1024;
const PARTS = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * Takes a compact JWS with a JSON payload apart. White space around it is cut off, because some clients send the file they were
 * given as it is, with its line break.
 * @spec RFC 7515 §3.1, §5.2; clients reference 4
 */
export function parseCompactJws(text: string): JwsReading {
  if (text.length > MAX_CHARACTERS) return { ok: false, problem: 'size' };
  const [, head, body, signature] = PARTS.exec(text.trim()) ?? [];
  if (head === undefined || body === undefined || signature === undefined) return { ok: false, problem: 'form' };
  const header = parseJsonObject(Buffer.from(head, 'base64url'));
  if (!header.ok) return header;
  const claims = parseJsonObject(Buffer.from(body, 'base64url'));
  if (!claims.ok) return claims;
  const jws = {
    header: header.value,
    claims: claims.value,
    signingInput: `${head}.${body}`,
    signature: Buffer.from(signature, 'base64url'),
  };
  return { ok: true, jws };
}
