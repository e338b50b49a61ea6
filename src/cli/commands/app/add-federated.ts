import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { remoteFlags } from '../../remote-flags.ts';
import type { AppAddFederatedFlags } from './run-add-federated.ts';

const text = (placeholder: string, brief: string) => ({ kind: 'parsed', parse: String, placeholder, brief }) as const;

/** `entrada app add-federated` */
export const appAddFederatedCommand = buildCommand<AppAddFederatedFlags, [string], CliContext>({
  docs: {
    brief: 'Let a workload outside sign in as an application, without a secret',
    fullDescription:
      'Adds a federated identity credential to the definition (application object): whoever presents a token of this issuer, for this subject and audience, is the application. All three must be those of the token, letter by letter.',
    customUsage: [
      "'Deploy' --issuer https://token.actions.githubusercontent.com --subject repo:contoso/orders:environment:prod",
      "'Worker' --issuer https://cluster.example/ --subject system:serviceaccount:orders:worker --name cluster",
    ],
  },
  parameters: {
    flags: {
      issuer: text('address', 'The iss of the token, a slash at the end included'),
      subject: text('text', 'The sub of the token'),
      audience: { ...text('text', 'The aud of the token [api://AzureADTokenExchange]'), optional: true },
      name: { ...text('name', 'What the credential is called [made of the subject]'), optional: true },
      description: { ...text('text', 'What it is for'), optional: true },
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...remoteFlags,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'name|id', brief: 'Its name, application id or an object id' }],
    },
  },
  loader: async () => (await import('./run-add-federated.ts')).runAppAddFederated,
});
