import { StartFault, startFaultOf } from '../../platform/index.ts';
import { remoteExitCode, sayRemoteFailure } from './remote-failure.ts';

/** Exit code of a bug. @spec sysexits.h EX_SOFTWARE */
const BUG = 70;

/** @returns a line for a failure that somebody can mend, or a few where a tenant refused; a bug with all that is known of it */
export function sayFailure(error: unknown): string {
  const remote = sayRemoteFailure(error);
  if (remote !== undefined) return remote;
  const fault = startFaultOf(error);
  if (fault !== undefined) return `entrada: ${fault.message}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `entrada: this is a bug, please report it.\n${trace}`;
}

/** @returns the exit code of a failure */
export function exitCodeOf(error: unknown): number {
  return remoteExitCode(error) ?? startFaultOf(error)?.exitCode ?? (error instanceof StartFault ? error.exitCode : BUG);
}
