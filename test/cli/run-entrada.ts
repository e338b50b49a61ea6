import { Readable } from 'node:stream';
import { main } from '../../src/cli/main.ts';

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** What is piped in. */
  readonly input?: string;
  /** A terminal of so many columns; without it output goes to a pipe. */
  readonly columns?: number;
  /** Told every piece of the standard error when it is written. */
  readonly onNote?: (text: string) => void;
}

/** Runs a command line in this process. */
export async function runEntrada(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY: options.columns !== undefined,
    columns: options.columns,
    write(text: string) {
      written[name] += text;
      if (name === 'stderr') options.onNote?.(text);
    },
  });
  const input = Readable.from(options.input === undefined ? [] : [options.input]);
  const code = await main(argv, { stdout: stream('stdout'), stderr: stream('stderr'), stdin: input });
  return { code, ...written };
}
