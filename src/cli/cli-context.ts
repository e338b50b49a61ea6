import type { CommandContext } from '@stricli/core';
import type { Terminal } from './output/terminal.ts';

/** What commands get as `this`. */
export interface CliContext extends CommandContext {
  /** Where results go. */
  readonly terminal: Terminal;
  /** Where everything else goes that is told on the way, so that results can be piped. */
  readonly notes: Terminal;
  /** What is piped in. */
  readonly input: AsyncIterable<string | Uint8Array>;
}
