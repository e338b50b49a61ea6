import { RemoteFault } from '../fault.ts';

const untrusted = new Set([
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Says in one line why no answer came.
 * @param error what the network or TLS reported
 * @param origin of whom was asked
 * @returns the error itself when it already says so
 */
export function transportFault(error: unknown, origin: string): RemoteFault {
  if (error instanceof RemoteFault) return error;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const options = { detail: error instanceof Error ? error.message : String(error), cause: error };
  if (untrusted.has(code)) {
    return new RemoteFault(
      'CertificateUntrusted',
      `The certificate of ${origin} comes from an authority that is not trusted here.`,
      options,
    );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return new RemoteFault('CertificateUntrusted', `The certificate of ${origin} has expired.`, options);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new RemoteFault('CertificateUntrusted', `The certificate of ${origin} is for another name.`, options);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new RemoteFault('Unreachable', `There is no host of the name in ${origin}.`, options);
  }
  if (code === 'ECONNREFUSED') return new RemoteFault('Unreachable', `Nothing listens at ${origin}.`, options);
  return new RemoteFault('Unreachable', `The connection to ${origin} broke off.`, options);
}
