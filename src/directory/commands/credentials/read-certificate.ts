import { createHash, X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../rules/key-credential.ts';

/**
 * Reads a certificate in the three forms clients send it: base64 of DER on one line, the same with line breaks, and base64 of PEM
 * text.
 * @returns undefined when it is none of them
 * @spec Graph resource keyCredential `key`; RFC 5280; RFC 7468 §5
 */
export function readCertificate(key: string): CertificateFacts | undefined {
  const text = key.replace(/\s/g, '');
  if (text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const certificate = parse(Buffer.from(text, 'base64'));
  if (certificate === undefined) return undefined;
  return {
    der: certificate.raw.toString('base64'),
    thumbprint: createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
    // The most specific part first, as Windows and so Graph writes names.
    subject: certificate.subject.split('\n').toReversed().join(', '),
    notBefore: certificate.validFromDate.getTime(),
    notAfter: certificate.validToDate.getTime(),
  };
}

function parse(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    // OpenSSL says in many ways that these bytes are no certificate; which of them does not matter.
    return undefined;
  }
}
