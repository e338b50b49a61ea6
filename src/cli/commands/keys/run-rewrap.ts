import { resolve } from 'node:path';
import { changeMasterKeyOffline, loadProcessConfig } from '../../../platform/index.ts';
import type { CliContext } from '../../cli-context.ts';
import type { DatabaseFlagValues } from '../../config-flags.ts';
import { writeFacts } from '../../output/facts.ts';

/** Flags of `entrada keys rewrap`. */
export interface KeysRewrapFlags extends DatabaseFlagValues {
  readonly to: string;
  readonly json: boolean;
}

/** Puts the keys under another master key. */
export async function runKeysRewrap(this: CliContext, { to, json, ...settings }: KeysRewrapFlags): Promise<void> {
  const config = await loadProcessConfig(settings);
  const masterKeyFile = resolve(to);
  const { rewrapped, fileCreated } = await changeMasterKeyOffline(config, masterKeyFile);
  if (json) {
    this.terminal.line(JSON.stringify({ masterKeyFile, fileCreated, rewrapped }, null, 2));
    return;
  }
  const { line } = this.terminal;
  line(rewrapped === 0 ? 'Every key was under that master key already.' : 'Every key is under the new master key.');
  writeFacts(this.terminal, [
    ['Master key', `${masterKeyFile}${fileCreated ? ' (made just now: keep a copy)' : ''}`],
    ['Keys', String(rewrapped)],
  ]);
  line('Give it to every server by master-key-file or ENTRADA_MASTER_KEY, and restart them.');
  line('Copies of the database that were made before still need the old one.');
}
