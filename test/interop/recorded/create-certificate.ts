import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import type { SigningCertificate } from './sign-assertion.ts';

export const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
export const EC = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };
const YEAR = 365 * 24 * 60 * 60 * 1000;

/** A certificate that its own key signed, as people make them for a client. */
export async function createCertificate(algorithm: typeof RSA | typeof EC): Promise<SigningCertificate> {
  const x509 = await import('@peculiar/x509');
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=client',
      notBefore: new Date(Date.now() - YEAR),
      notAfter: new Date(Date.now() + YEAR),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  return { der: Buffer.from(certificate.rawData), key: KeyObject.from(keys.privateKey) };
}
