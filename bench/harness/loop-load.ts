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

/** Clients that are ready to begin. */
export interface Loops {
  /**
   * Lets each client do its turn again and again.
   * @throws Error of the first turn that fails: refusals are cheap and would be counted as speed
   */
  run(seconds: number): Promise<LoopResult>;
  stop(): void;
}

/**
 * Makes several clients ready, each on a connection of its own.
 * @param ca the authority to trust, PEM
 * @param pid the server's process
 * @param prepare what each client does beforehand, which is not counted
 */
export async function prepareLoops(
  { ca, pid, clients }: { readonly ca: string; readonly pid: number; readonly clients: number },
  prepare: (client: HttpsClient, index: number) => Promise<Turn>,
): Promise<Loops> {
  const loops = await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const client = new HttpsClient(ca);
      return { client, turn: await prepare(client, index) };
    }),
  );
  const turns = loops.map(({ turn }) => turn);
  return {
    run: (seconds) => runLoops(turns, pid, seconds),
    stop() {
      for (const { client } of loops) client.stop();
    },
  };
}

async function runLoops(turns: readonly Turn[], pid: number, seconds: number): Promise<LoopResult> {
  const before = await processorMicroseconds(pid);
  const start = performance.now();
  const end = start + seconds * 1000;
  const milliseconds: number[] = [];
  await Promise.all(
    turns.map(async (turn) => {
      while (performance.now() < end) {
        const began = performance.now();
        await turn();
        milliseconds.push(performance.now() - began);
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
