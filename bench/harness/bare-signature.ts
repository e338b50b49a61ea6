import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../bare-signatures.ts', import.meta.url));

/** @returns processor time of one bare RSA-2048 signature on this machine now, in microseconds */
export async function bareSignatureMicroseconds(seconds: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(seconds)]);
  return Number(stdout);
}
