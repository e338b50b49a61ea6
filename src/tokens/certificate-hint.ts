import { createHash } from 'node:crypto';
import type { KeyCredential } from '../directory/index.ts';
import type { CompactJws } from './compact-jws.ts';

/**
 * How a JWS names the certificate that it is signed by. A binding hint names one certificate and no other; any other is tried
 * first. `shown` is what a refusal may say of it.
 */
export type CertificateHint =
  | { readonly kind: 'named'; readonly matches: (key: RegisteredKey) => boolean; readonly shown: string }
  | { readonly kind: 'suggested'; readonly matches: (key: RegisteredKey) => boolean; readonly shown: string }
  | { readonly kind: 'absent' };

/** A registered certificate by what hints may call it. */
export type RegisteredKey = Pick<KeyCredential, 'keyId'> & { readonly der: Buffer };

const SHA1_BYTES = 20;
const SHA256_BYTES = 32;

/**
 * Reads the hint of a header. Thumbprints come in base64url or standard base64, padded or not; `kid` may be one of those, the hex
 * of one, or the id of the credential, and where it is none of what is registered it is a name of the client's own and says
 * nothing (RFC 7515 §4.1.4). A certificate in the header (`x5c`) is compared with the registered ones and never trusted. Members
 * that point elsewhere (`jku`, `jwk`, `x5u`) are not looked at.
 * @spec RFC 7515 §4.1; clients reference 4
 */
export function certificateHint({ header }: Pick<CompactJws, 'header'>): CertificateHint {
  const { kid, x5t, x5c } = header;
  const x5tS256 = header['x5t#S256'];
  for (const thumbprint of [x5tS256, x5t]) {
    if (thumbprint !== undefined) return { kind: 'named', ...byThumbprint(String(thumbprint)) };
  }
  const leaf: unknown = Array.isArray(x5c) ? x5c[0] : x5c;
  if (leaf !== undefined) {
    const der = Buffer.from(String(leaf), 'base64');
    return { kind: 'named', matches: (key) => key.der.equals(der), shown: shownHex(digest('sha1', der)) };
  }
  if (typeof kid !== 'string' || kid === '') return { kind: 'absent' };
  const { matches, shown } = byThumbprint(kid);
  const matchesId = (key: RegisteredKey): boolean => key.keyId === kid.toLowerCase() || matches(key);
  return { kind: 'suggested', matches: matchesId, shown };
}

function byThumbprint(text: string): Pick<CertificateHint & { kind: 'named' }, 'matches' | 'shown'> {
  const bytes = bytesOf(text);
  const algorithm = bytes.length === SHA256_BYTES ? 'sha256' : 'sha1';
  return {
    matches: ({ der }) => digest(algorithm, der).equals(bytes),
    shown: bytes.length === SHA1_BYTES || bytes.length === SHA256_BYTES ? shownHex(bytes) : text,
  };
}

/** Hex is base64 too, but of a length that no thumbprint has. */
function bytesOf(text: string): Buffer {
  const isHex = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
  return Buffer.from(text, isHex ? 'hex' : 'base64');
}

function shownHex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function digest(algorithm: 'sha1' | 'sha256', bytes: Buffer): Buffer {
  return createHash(algorithm).update(bytes).digest();
}
