import {
  createHash,
  createPrivateKey,
  generateKeyPair,
  type KeyObject,
  sign as signWithCallback,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';
import { invariant } from '../kernel/index.ts';
import type { KeyTimes } from './key-state.ts';

/** A private and public key as Node holds them. */
export interface RsaKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * The published form of a signing key. It has no `alg`, and `kid` equals `x5t`.
 * @spec RFC 7517 §4; Entra JWKS
 */
export interface SigningJwk {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly kid: string;
  readonly x5t: string;
  readonly n: string;
  readonly e: string;
  readonly x5c: readonly [string];
}

/** What everybody may know of a signing key. */
export interface PublicSigningKey {
  readonly kid: string;
  /** base64url of the SHA-1 of the certificate's DER. @spec RFC 7517 §4.8 */
  readonly x5t: string;
  /** The certificate's DER in (padded) base64, alone in its chain. @spec RFC 7517 §4.7 */
  readonly x5c: readonly [string];
  /** Modulus, base64url. */
  readonly n: string;
  /** Exponent, base64url. */
  readonly e: string;
  readonly jwk: SigningJwk;
  readonly publicKey: KeyObject;
}

/** A key that signs. */
export interface SigningKey {
  readonly kid: string;
  readonly x5t: string;
  /**
   * Signs on the thread pool, so that a signature never holds the event loop.
   * @returns the RSASSA-PKCS1-v1_5 SHA-256 signature
   * @spec RFC 7518 §3.3 (RS256)
   */
  sign(data: Buffer | string): Promise<Buffer>;
}

/** A signing key as the keyring holds it. */
export interface LoadedSigningKey extends SigningKey, KeyTimes {
  readonly public: PublicSigningKey;
}

/** Makes an RSA-2048 key pair on the thread pool. */
export const generateRsaKeyPair = async (): Promise<RsaKeyPair> =>
  promisify(generateKeyPair)('rsa', { modulusLength: 2048, publicExponent: 0x10001 });

/** @returns the name of a signing key: base64url of the SHA-1 of its certificate. @spec Entra JWKS (`kid` and `x5t`) */
export function certificateThumbprint(certificate: X509Certificate): string {
  return createHash('sha1').update(certificate.raw).digest('base64url');
}

/**
 * @param privateKeyDer the private key, PKCS#8 DER
 * @param certificatePem its certificate
 */
export function loadSigningKey(privateKeyDer: Buffer, certificatePem: string, times: KeyTimes): LoadedSigningKey {
  const privateKey = createPrivateKey({ key: privateKeyDer, format: 'der', type: 'pkcs8' });
  const certificate = new X509Certificate(certificatePem);
  invariant(certificate.checkPrivateKey(privateKey), 'a signing key and its certificate belong together');
  const published = describePublicKey(certificate);
  return {
    slot: times.slot,
    activatesAt: times.activatesAt,
    retiresAt: times.retiresAt,
    kid: published.kid,
    x5t: published.x5t,
    public: published,
    sign: (data) =>
      new Promise((resolve, reject) => {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        signWithCallback('sha256', bytes, privateKey, (error, signature) => {
          if (error) reject(error);
          else resolve(signature);
        });
      }),
  };
}

function describePublicKey(certificate: X509Certificate): PublicSigningKey {
  const { n, e } = certificate.publicKey.export({ format: 'jwk' });
  invariant(typeof n === 'string' && typeof e === 'string', 'a signing key is an RSA key');
  const kid = certificateThumbprint(certificate);
  const x5c = [certificate.raw.toString('base64')] as const;
  const jwk = { kty: 'RSA', use: 'sig', kid, x5t: kid, n, e, x5c } as const;
  return { kid, x5t: kid, x5c, n, e, jwk, publicKey: certificate.publicKey };
}
