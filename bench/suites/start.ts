import { join } from 'node:path';
import { startEntrada } from '../harness/entrada-server.ts';
import { median } from '../harness/statistics.ts';
import { atMost, type Measurement, renderQuantity, type Section } from '../report/measurement.ts';
import type { Effort, Workplace } from './suite.ts';

/** From the start of the process to the answer with the first token: of new data folders, and of one that exists. */
export async function measureStart({ folder }: Workplace, { quick, progress }: Effort): Promise<Section> {
  const dataDir = (number: number): string => join(folder, `data-${number}`);
  const start = async (number: number): Promise<number> => {
    const entrada = await startEntrada({ dataDir: dataDir(number), logFile: join(folder, 'entrada.log') });
    await entrada.program.stop();
    return entrada.firstTokenMilliseconds;
  };
  const first: number[] = [];
  const later: number[] = [];
  progress('start: first starts');
  for (let number = 0; number < (quick ? 1 : 3); number += 1) first.push(await start(number));
  progress('start: later starts');
  for (let count = 0; count < (quick ? 2 : 7); count += 1) later.push(await start(0));
  return {
    title: 'From start to first token',
    measurements: [
      { id: 'first-start', what: 'First start, new data folder', ...spread(first) },
      { id: 'second-start', what: 'Later start', ...spread(later), aim: atMost(1_000) },
    ],
  };
}

function spread(milliseconds: readonly number[]): Pick<Measurement, 'value' | 'unit' | 'detail'> {
  const [least, most] = [Math.min(...milliseconds), Math.max(...milliseconds)].map((one) => renderQuantity(one, 'ms'));
  const detail = `median of ${milliseconds.length}, ${least} to ${most}`;
  return { value: median(milliseconds), unit: 'ms', detail };
}
