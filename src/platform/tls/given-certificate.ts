import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Clock, Redacted } from '../../kernel/index.ts';
import { fileFault } from '../file-fault.ts';
import { StartFault } from '../start-fault.ts';
import { isPair } from './certificate-authority.ts';

/** A server certificate from elsewhere. */
export interface GivenCertificate {
  /** The certificate with its chain, PEM. */
  readonly certPem: string;
  readonly keyPem: Redacted;
}

/**
 * Reads the certificate and key an operator brings.
 * @throws StartFault `TlsFilesDamaged` when they cannot be read, do not belong together, or the certificate has ended
 */
export async function readGivenCertificate(
  { certFile, keyFile }: { readonly certFile: string; readonly keyFile: string },
  clock: Clock,
): Promise<GivenCertificate> {
  const certPem = await readPem(certFile);
  const keyPem = await readPem(keyFile);
  if (!isPair({ certificatePem: certPem, privateKeyPem: keyPem })) {
    throw damaged(`${certFile} and ${keyFile} are no certificate and its private key, both PEM.`);
  }
  const end = new X509Certificate(certPem).validToDate;
  if (end.getTime() <= clock.now()) throw damaged(`The certificate in ${certFile} ended on ${end.toISOString()}.`);
  return { certPem, keyPem: new Redacted(keyPem) };
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw fileFault(error, path) ?? damaged(`${path} cannot be read.`, error);
  }
}

function damaged(message: string, cause?: unknown): StartFault {
  return new StartFault('TlsFilesDamaged', message, cause === undefined ? {} : { cause });
}
