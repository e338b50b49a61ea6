import { createPublicKey, type KeyObject } from 'node:crypto';
import { flattenedVerify } from 'jose';
import type { CompactJws } from './compact-jws.ts';

/** A public key that an issuer publishes. */
export interface IssuerKey {
  readonly kid: string | undefined;
  /** The only algorithm it is for; undefined when the issuer does not say. */
  readonly algorithm: string | undefined;
  readonly key: KeyObject;
}

/** How a signature compares with the keys of an issuer. `unknownKey`: the issuer may have newer ones. */
export type IssuerVerification = 'verified' | 'algorithm' | 'unknownKey' | 'signature';

/**
 * What issuers may sign with, and the kind of key each algorithm needs: `asymmetricKeyType`, and the curve where there is one.
 * Neither `none` nor HMAC is an entry, so that a public key is never taken for a secret.
 * @spec RFC 7518 §3.1; RFC 8037 §3.1; RFC 9864 §2.2; RFC 8725 §3.1, §3.2
 */
const ALGORITHMS: Readonly<Record<string, readonly [type: string, curve?: string]>> = {
  RS256: ['rsa'],
  RS384: ['rsa'],
  RS512: ['rsa'],
  PS256: ['rsa'],
  PS384: ['rsa'],
  PS512: ['rsa'],
  ES256: ['ec', 'prime256v1'],
  ES384: ['ec', 'secp384r1'],
  ES512: ['ec', 'secp521r1'],
  EdDSA: ['ed25519'],
  Ed25519: ['ed25519'],
};

/** Keys of one document, at most. */
const MOST_KEYS = 100;
/** Keys that are tried for a token that does not name its key, at most. */
const MOST_TRIES = 8;
const SHORTEST_MODULUS_BITS = 2048;

/**
 * Reads a JWK set. Keys that cannot verify a token of today are passed over: of another use or kind, too short, unreadable, or
 * published with their private part.
 * @param document parsed JSON
 * @returns undefined when it is no JWK set, or holds more than 100 keys
 * @spec RFC 7517 §4, §5
 */
export function parseIssuerKeys(document: unknown): readonly IssuerKey[] | undefined {
  const keys: unknown = isObject(document) ? document.keys : undefined;
  if (!Array.isArray(keys) || keys.length > MOST_KEYS) return undefined;
  return keys.flatMap((jwk) => parseKey(jwk) ?? []);
}

function parseKey(jwk: unknown): IssuerKey | undefined {
  if (!isObject(jwk) || jwk.d !== undefined || (jwk.use !== undefined && jwk.use !== 'sig')) return undefined;
  const { kid, alg, key_ops: operations } = jwk;
  if (Array.isArray(operations) && !operations.includes('verify')) return undefined;
  if (alg !== undefined && (typeof alg !== 'string' || !Object.hasOwn(ALGORITHMS, alg))) return undefined;
  const key = readKey(jwk);
  if (key === undefined) return undefined;
  return { kid: typeof kid === 'string' ? kid : undefined, algorithm: alg, key };
}

function readKey(jwk: Readonly<Record<string, unknown>>): KeyObject | undefined {
  // Symmetric keys are no key pairs: nothing of them is read.
  if (jwk.kty !== 'RSA' && jwk.kty !== 'EC' && jwk.kty !== 'OKP') return undefined;
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const { modulusLength = SHORTEST_MODULUS_BITS } = key.asymmetricKeyDetails ?? {};
    return modulusLength >= SHORTEST_MODULUS_BITS ? key : undefined;
  } catch {
    // What OpenSSL finds wrong with somebody else's key does not matter: it is none.
    return undefined;
  }
}

/**
 * Verifies a token with the keys of its issuer. The header chooses among them by `kid` and says the algorithm, which must fit the
 * key; what it says of keys itself (`jwk`, `jku`, `x5c`, `x5u`) is never looked at.
 * @spec RFC 7515 §5.2; RFC 8725 §3.1-§3.10
 */
export async function verifyByIssuer(
  { header, signingInput, signature }: CompactJws,
  keys: readonly IssuerKey[],
): Promise<IssuerVerification> {
  const { alg, kid } = header;
  const needed = typeof alg === 'string' && Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (typeof alg !== 'string' || needed === undefined) return 'algorithm';
  const named = keys.filter((one) => kid === undefined || one.kid === undefined || one.kid === kid);
  const fitting = named.filter(({ key, algorithm }) => fits(key, needed) && (algorithm ?? alg) === alg);
  if (fitting.length === 0)
    return named.some((one) => one.kid === kid) && kid !== undefined ? 'algorithm' : 'unknownKey';
  const [head = '', payload = ''] = signingInput.split('.');
  const jws = { protected: head, payload, signature: signature.toString('base64url') };
  for (const { key } of fitting.slice(0, MOST_TRIES)) if (await verifies(jws, key, alg)) return 'verified';
  // Without a name of a key, the one that signed may be newer than those we know.
  return fitting.some((one) => one.kid === kid) && kid !== undefined ? 'signature' : 'unknownKey';
}

function fits(key: KeyObject, [type, curve]: readonly [string, string?]): boolean {
  return key.asymmetricKeyType === type && (curve === undefined || key.asymmetricKeyDetails?.namedCurve === curve);
}

async function verifies(jws: Parameters<typeof flattenedVerify>[0], key: KeyObject, alg: string): Promise<boolean> {
  try {
    await flattenedVerify(jws, key, { algorithms: [alg] });
    return true;
  } catch {
    // Whatever it objects to, the signature is not one of this key.
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
