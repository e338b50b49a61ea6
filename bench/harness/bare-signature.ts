import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../bare-signatures.ts', import.meta.url));

/** An RSA-2048 operation (the private key signs, the public key verifies), or one password hash at the product's cost. */
export type BareOperation = 'sign' | 'verify-rs256' | 'verify-ps256' | 'password';

/** @returns processor time of one bare operation on this machine now, in microseconds */
export async function bareMicroseconds(operation: BareOperation, seconds: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, operation, String(seconds)]);
  return Number(stdout);
}
