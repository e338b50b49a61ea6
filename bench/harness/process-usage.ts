import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Clock ticks a second in which Linux counts the time of a process; 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * @returns the processor time that a process has used so far, its threads and the kernel on its behalf included, in
 *   microseconds; counted in steps of 10 ms, so it must be asked over seconds
 */
export async function processorMicroseconds(pid: number): Promise<number> {
  if (process.platform !== 'linux') {
    return microsecondsOf((await run('ps', ['-o', 'time=', '-p', String(pid)])).stdout.trim());
  }
  const ticks = processorTicks(await readFile(`/proc/${pid}/stat`, 'utf8'));
  return (ticks / TICKS_PER_SECOND) * 1e6;
}

/** @returns user and system time of a line of `/proc/PID/stat`, in clock ticks */
export function processorTicks(stat: string): number {
  // The second field is the program's name in brackets, which may itself contain blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** @param time as `ps` prints it: `[[days-]hours:]minutes:seconds[.hundredths]` */
export function microsecondsOf(time: string): number {
  const [days, rest] = time.includes('-') ? (time.split('-') as [string, string]) : ['0', time];
  const seconds = rest.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1e6;
}

/** @returns the resident memory of a process, in megabytes of 10^6 bytes */
export async function residentMegabytes(pid: number): Promise<number> {
  const kibibytes =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
      : (await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
  return (Number(kibibytes) * 1024) / 1e6;
}
