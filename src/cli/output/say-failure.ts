import { StartFault, startFaultOf } from '../../platform/index.ts';

/** Exit code of a bug. @spec sysexits.h EX_SOFTWARE */
const BUG = 70;

/** @returns one line for a failure that somebody can mend; a bug with all that is known of it */
export function sayFailure(error: unknown): string {
  const fault = startFaultOf(error);
  if (fault !== undefined) return `entrada: ${fault.message}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `entrada: this is a bug, please report it.\n${trace}`;
}

/** @returns the exit code of a failure */
export function exitCodeOf(error: unknown): number {
  return startFaultOf(error)?.exitCode ?? (error instanceof StartFault ? error.exitCode : BUG);
}
