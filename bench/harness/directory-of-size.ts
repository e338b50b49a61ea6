import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RunningEntrada, startEntrada } from './entrada-server.ts';
import { registerDaemon } from './register-daemon.ts';

const seedProgram = fileURLToPath(new URL('../seed-applications.ts', import.meta.url));

/**
 * Starts Entrada over a directory of so many applications, each with its instance.
 * @param folder where its files may go
 */
export async function startWithApplications(folder: string, count: number): Promise<RunningEntrada> {
  const options = { dataDir: join(folder, `data-${count}`), logFile: join(folder, `entrada-${count}.log`) };
  const first = await startEntrada(options);
  const { clientId } = await registerDaemon(first);
  await first.program.stop();
  const where = ['--data-dir', options.dataDir, '--tenant', first.tenantId];
  const what = ['--template', clientId, '--count', String(count)];
  await promisify(execFile)(process.execPath, [seedProgram, ...where, ...what]);
  return startEntrada(options);
}
