import { webcrypto } from 'node:crypto';
import type { Entropy } from '../kernel/index.ts';
import type { RsaKeyPair } from './signing-key.ts';

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const VALIDITY_YEARS = 5;

/**
 * Makes the self-signed certificate that carries a signing key's public half and gives the key its name.
 * @param now the first moment of its validity, milliseconds since the Unix epoch; it ends five years later
 * @returns PEM
 * @spec Entra JWKS: self-signed, five years
 */
export async function createSigningCertificate(keys: RsaKeyPair, now: number, entropy: Entropy): Promise<string> {
  // Loaded only when a certificate is made: it costs more time than everything else of a later start, and the library's
  // container needs Reflect's metadata functions before it is loaded.
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + VALIDITY_YEARS);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(entropy),
      name: 'CN=Entrada token signing',
      notBefore: new Date(now),
      notAfter,
      signingAlgorithm: ALGORITHM,
      keys: {
        privateKey: keys.privateKey.toCryptoKey(ALGORITHM, false, ['sign']),
        publicKey: keys.publicKey.toCryptoKey(ALGORITHM, true, ['verify']),
      },
    },
    webcrypto,
  );
  return certificate.toString('pem');
}

/** @spec RFC 5280 §4.1.2.2: positive, at most 20 octets */
function serialNumber(entropy: Entropy): string {
  const bytes = entropy.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
