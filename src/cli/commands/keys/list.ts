import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../cli-context.ts';
import { databaseFlags } from '../../config-flags.ts';
import type { KeysListFlags } from './run-list.ts';

/** `entrada keys list` */
export const keysListCommand = buildCommand<KeysListFlags, [], CliContext>({
  docs: {
    brief: 'List the keys: what each is for, which is in use, when it ends',
    fullDescription:
      'Reads the database itself; a server may be running on it. Shows everything but the keys. A "next" key is known to everybody and not used yet; what a "superseded" one made is still accepted; what a "retired" one made is not.',
  },
  parameters: {
    flags: {
      json: { kind: 'boolean', default: false, brief: 'Answer in JSON' },
      ...databaseFlags(),
    },
  },
  loader: async () => (await import('./run-list.ts')).runKeysList,
});
