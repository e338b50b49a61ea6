import { constants, type KeyObject, verify } from 'node:crypto';

/** A JWS algorithm: the key it needs and how to verify with it. */
export interface JwsAlgorithm {
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa';
  /** OpenSSL's name of the one curve of the algorithm. */
  readonly curve?: string;
  /** Length of a JOSE signature by the curve. */
  readonly bytes?: number;
}

/**
 * What others may sign with: asymmetric algorithms that X.509 certificates of today are made for. The longer hashes cost nothing
 * and some organisations insist on them. `none` and HMAC are no entries: neither proves the possession of a private key. EdDSA is
 * none either, because no client of Entra has a certificate for it.
 * @spec RFC 7518 §3.1; RFC 8725 §3.1, §3.2
 */
const ALGORITHMS: Readonly<Record<string, JwsAlgorithm>> = {
  RS256: { hash: 'sha256', scheme: 'pkcs1' },
  RS384: { hash: 'sha384', scheme: 'pkcs1' },
  RS512: { hash: 'sha512', scheme: 'pkcs1' },
  PS256: { hash: 'sha256', scheme: 'pss' },
  PS384: { hash: 'sha384', scheme: 'pss' },
  PS512: { hash: 'sha512', scheme: 'pss' },
  ES256: { hash: 'sha256', scheme: 'ecdsa', curve: 'prime256v1', bytes: 64 },
  ES384: { hash: 'sha384', scheme: 'ecdsa', curve: 'secp384r1', bytes: 96 },
  ES512: { hash: 'sha512', scheme: 'ecdsa', curve: 'secp521r1', bytes: 132 },
};

/** Their names, for metadata. */
export const SIGNATURE_ALGORITHMS: readonly string[] = Object.keys(ALGORITHMS);

const SHORTEST_MODULUS_BITS = 2048;
const ASN1_SEQUENCE = 0x30;

export function findAlgorithm(name: unknown): JwsAlgorithm | undefined {
  return typeof name === 'string' && Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
}

/** Whether a key is of the kind, the curve and the strength that the algorithm demands. @spec RFC 7518 §3.3-§3.5; RFC 8725 §3.5 */
export function fitsAlgorithm(key: KeyObject, { scheme, curve }: JwsAlgorithm): boolean {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (scheme === 'ecdsa') return key.asymmetricKeyType === 'ec' && namedCurve === curve;
  return key.asymmetricKeyType === 'rsa' && modulusLength >= SHORTEST_MODULUS_BITS;
}

/**
 * Verifies a signature with a key that fits the algorithm. Elliptic curves have two ways to write one: JOSE's two numbers side by
 * side, and ASN.1, which Terraform sends.
 * @spec RFC 7518 §3.3-§3.5; RFC 3279 §2.2.3
 */
export function verifySignature(
  { hash, scheme, bytes }: JwsAlgorithm,
  key: KeyObject,
  signingInput: string,
  signature: Buffer,
): boolean {
  const data = Buffer.from(signingInput);
  switch (scheme) {
    case 'pkcs1':
      return verify(hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case 'pss': {
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
      return verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
    case 'ecdsa': {
      const isJose = signature.length === bytes && verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
      return isJose || (signature[0] === ASN1_SEQUENCE && verify(hash, data, { key, dsaEncoding: 'der' }, signature));
    }
  }
}
