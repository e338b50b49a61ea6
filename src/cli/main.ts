/**
 * The command line: `entrada`.
 *
 * Owns: commands with their flags and help, what a terminal shows, exit codes.
 * Does not own: settings, starting a server, what an operator does to a database (`platform`).
 * Hands over to: `platform`; commands that work on a tenant go through Graph and the token service like any other client.
 */
import { ExitCode, run } from '@stricli/core';
import { InvariantError } from '../kernel/index.ts';
import type { CliContext } from './cli-context.ts';
import { allowClosedPipe, type OutputStream, terminalOf } from './output/terminal.ts';
import { program } from './program.ts';

/** Exit code of a command line that was not understood. @spec sysexits.h EX_USAGE */
const USAGE = 64;

/** What a command reads and writes. */
export interface Streams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: CliContext['input'];
}

/**
 * Runs one command.
 * @param argv what stands after the program's name
 * @param streams where output goes; default: those of the process
 * @returns the exit code: 0, 64 for a command line that was not understood, or what the command says
 */
export async function main(argv: readonly string[], streams: Streams = process): Promise<number> {
  const outcome: { stdout: OutputStream; stderr: OutputStream; exitCode?: number | string | null } = {
    stdout: streams.stdout,
    stderr: streams.stderr,
  };
  allowClosedPipe(streams.stdout);
  allowClosedPipe(streams.stderr);
  const context: CliContext = {
    process: outcome,
    terminal: terminalOf(streams.stdout),
    notes: terminalOf(streams.stderr),
    input: streams.stdin,
  };
  await run(program, argv, context);
  const code = Number(outcome.exitCode ?? ExitCode.Success);
  if (code === ExitCode.UnknownCommand || code === ExitCode.InvalidArgument) return USAGE;
  if (code < 0 && code !== ExitCode.CommandLoadError)
    throw new InvariantError('every failure of a command has an exit code');
  return code < 0 ? 1 : code;
}
