import { DiagnosisFault } from './fault.ts';

/** A token taken apart. Nothing of it is believed yet. */
export interface DecodedToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The token as it was given, without what surrounded it. */
  readonly compact: string;
}

/**
 * Takes a signed token apart, as it is copied from anywhere: with `Bearer`, quotes or line ends around it.
 * @throws DiagnosisFault when it is no such token
 * @spec RFC 7515 §7.1, RFC 7519 §7.2
 */
export function decodeToken(text: string): DecodedToken {
  const compact = text
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replace(/^["']|["']$/g, '')
    .replace(/\s+/g, '');
  if (compact === '') throw new DiagnosisFault('TokenEmpty', 'There is no token to look at.');
  const parts = compact.split('.');
  if (parts.length === 5) {
    throw new DiagnosisFault('TokenEncrypted', 'The token is encrypted: only the one it is for can read it.');
  }
  const [header, payload] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined) {
    throw new DiagnosisFault(
      'TokenOpaque',
      'This is no signed token of three parts. Codes and refresh tokens are opaque: only their issuer can read them.',
    );
  }
  return { header: decodePart(header, 'header'), claims: decodePart(payload, 'payload'), compact };
}

function decodePart(part: string, name: string): Readonly<Record<string, unknown>> {
  const value = parseObject(Buffer.from(part, 'base64url').toString('utf8'));
  if (value !== undefined) return value;
  throw new DiagnosisFault(
    'TokenDamaged',
    `The ${name} of the token is no JSON object: was it cut when it was copied?`,
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // Whether it is JSON is the question; the answer is no.
    return undefined;
  }
}
