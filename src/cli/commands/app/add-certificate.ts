import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { AppAddCertificateFlags } from './run-add-certificate.ts';

/** `entrada app add-certificate` */
export const appAddCertificateCommand = buildCommand<AppAddCertificateFlags, [string], CliContext>({
  docs: {
    brief: 'Register a certificate that an application may sign in with',
    fullDescription:
      'Adds the certificate of a file (PEM or DER) to the definition (application object), beside those it has. Only the certificate is sent: a private key in the same file stays where it is.',
    customUsage: ["'Night job' --file job.pem"],
  },
  parameters: {
    flags: {
      file: { kind: 'parsed', parse: String, placeholder: 'file', brief: 'The certificate, PEM or DER' },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...remoteFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'name|id', brief: 'Its name, application id or an object id' }],
    },
  },
  loader: async () => (await import('./run-add-certificate.ts')).runAppAddCertificate,
});
