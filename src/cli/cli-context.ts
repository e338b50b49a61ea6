import type { CommandContext } from '@stricli/core';
import type { Terminal } from './output/terminal.ts';

/** What commands get as `this`. */
export interface CliContext extends CommandContext {
  readonly terminal: Terminal;
}
