import 'reflect-metadata';
import { createHash, KeyObject, webcrypto } from 'node:crypto';
import type { SigningCertificate } from './sign-assertion.ts';

export const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
export const EC = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };
const YEAR = 365 * 24 * 60 * 60 * 1000;
/** About four in ten serve. */
const MAX_SERIAL = 120;

/**
 * A certificate that its own key signed, as people make them for a client. Its thumbprints have letters in which base64 and
 * base64url differ, so that no reader of one gets by with the other.
 */
export async function createCertificate(algorithm: typeof RSA | typeof EC): Promise<SigningCertificate> {
  const x509 = await import('@peculiar/x509');
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  for (let serial = 1; serial < MAX_SERIAL; serial += 1) {
    const certificate = await x509.X509CertificateGenerator.createSelfSigned(
      {
        serialNumber: serial.toString(16).padStart(2, '0'),
        name: 'CN=client',
        notBefore: new Date(Date.now() - YEAR),
        notAfter: new Date(Date.now() + YEAR),
        signingAlgorithm: algorithm,
        keys,
      },
      webcrypto,
    );
    const der = Buffer.from(certificate.rawData);
    if (['sha1', 'sha256'].every((digest) => /[+/]/.test(createHash(digest).update(der).digest('base64'))))
      return { der, key: KeyObject.from(keys.privateKey) };
  }
  throw new Error('no thumbprint tells the alphabets apart');
}
