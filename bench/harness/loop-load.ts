import { HttpsClient } from './https-client.ts';
import { processorMicroseconds } from './process-usage.ts';
import { percentile } from './statistics.ts';

/** What a server did while loops of clients asked it. */
export interface LoopResult {
  readonly answers: number;
  readonly answersPerSecond: number;
  /** Processor time of the server's process, all its threads. */
  readonly microsecondsPerAnswer: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** One thing that a client does again and again. It throws when it is refused. */
export type Turn = () => Promise<void>;

/**
 * Lets several clients, each on a connection of its own, do something again and again.
 * @param ca the authority to trust, PEM
 * @param pid the server's process
 * @param prepare what each client does beforehand, which is not counted
 * @throws Error of the first turn that fails: refusals are cheap and would be counted as speed
 */
export async function loadInLoops(
  {
    ca,
    pid,
    seconds,
    clients,
  }: { readonly ca: string; readonly pid: number; readonly seconds: number; readonly clients: number },
  prepare: (client: HttpsClient, index: number) => Promise<Turn>,
): Promise<LoopResult> {
  const loops = await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const client = new HttpsClient(ca);
      return { client, turn: await prepare(client, index) };
    }),
  );
  const before = await processorMicroseconds(pid);
  const start = performance.now();
  const end = start + seconds * 1000;
  const milliseconds: number[] = [];
  await Promise.all(
    loops.map(async ({ client, turn }) => {
      try {
        while (performance.now() < end) {
          const began = performance.now();
          await turn();
          milliseconds.push(performance.now() - began);
        }
      } finally {
        client.stop();
      }
    }),
  );
  const used = (await processorMicroseconds(pid)) - before;
  return {
    answers: milliseconds.length,
    answersPerSecond: (milliseconds.length / (performance.now() - start)) * 1000,
    microsecondsPerAnswer: used / milliseconds.length,
    p50Milliseconds: percentile(milliseconds, 0.5),
    p99Milliseconds: percentile(milliseconds, 0.99),
  };
}
