import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEntrada } from '../harness/entrada-server.ts';
import { residentMegabytes } from '../harness/process-usage.ts';
import { loadTokens } from '../harness/token-load.ts';
import { atMost, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** Resident memory of a server that waits, works, and waits again. */
export async function measureMemory({ folder, endLater }: Workplace, { quick, progress }: Effort): Promise<Section> {
  const quiet = quick ? 500 : 3_000;
  const options = { dataDir: join(folder, 'data'), logFile: join(folder, 'entrada.log') };
  progress('memory: starting');
  await (await startEntrada(options)).program.stop();
  const entrada = await startEntrada(options);
  const program = endLater(entrada.program);
  await sleep(quiet);
  const idle = await residentMegabytes(program.pid);
  progress('memory: under load');
  const { tokens } = await loadTokens(entrada.automation, program.pid, quick ? 1 : 5);
  const loaded = await residentMegabytes(program.pid);
  await sleep(quiet);
  const after = await residentMegabytes(program.pid);
  return {
    title: 'Resident memory',
    measurements: [
      { id: 'memory-idle', what: 'Idle after a later start', value: idle, unit: 'MB', aim: atMost(150) },
      { id: 'memory-load', what: 'Under load', value: loaded, unit: 'MB', detail: `after ${tokens} tokens` },
      { id: 'memory-after', what: 'Idle after load', value: after, unit: 'MB' },
    ],
  };
}
