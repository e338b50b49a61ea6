import { buildCommand } from '@stricli/core';
import type { CliContext } from '../cli-context.ts';
import { type ConfigFlagValues, everyConfigFlag } from '../config-flags.ts';

/** `entrada start` */
export const startCommand = buildCommand<ConfigFlagValues, [], CliContext>({
  docs: {
    brief: 'Start the server',
    fullDescription:
      'Starts the server. The first start makes everything it needs in its data folder: a database, certificates, keys, a tenant with an administrator, and quickstart.env for shells. Each setting can also be given as an environment variable (ENTRADA_PORT) or in entrada.yaml; flags win.',
  },
  parameters: { flags: everyConfigFlag() },
  loader: async () => (await import('./run-start.ts')).runStart,
});
