import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageFault } from '../../usage-fault.ts';

const SHORTEST_RSA_BITS = 2048;

/**
 * Reads the certificate of a file, PEM or DER. A private key beside it is not looked at, and leaves this machine in no case.
 * @throws UsageFault `FileUnreadable` when there is no certificate in it, or one that no client may sign in with
 */
export async function readCertificateFile(path: string): Promise<X509Certificate> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(`${path} cannot be read.`, cause);
  });
  const certificate = parse(path, bytes);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (asymmetricKeyType === 'rsa' && bits < SHORTEST_RSA_BITS)
    throw unreadable(`The key of ${path} has ${bits} bits; an RSA key needs at least 2048.`);
  return certificate;
}

function parse(path: string, bytes: Buffer): X509Certificate {
  const [pem] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(bytes.toString('latin1')) ?? [];
  try {
    return new X509Certificate(pem ?? bytes);
  } catch (cause) {
    throw unreadable(`${path} holds no X.509 certificate, in PEM or DER.`, cause);
  }
}

function unreadable(message: string, cause?: unknown): UsageFault {
  return new UsageFault('FileUnreadable', message, { cause });
}
