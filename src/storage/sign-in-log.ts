import type { SignInLog, SignInRecord } from '../activity/index.ts';
import { BulkInsert } from './bulk-insert.ts';
import type { Engine } from './engine.ts';
import { signInColumns, signInRow } from './stores/sign-ins.ts';

/** How long records gather after a batch before the next one is written: longer when the batch shows that many are coming. */
const gatheringMilliseconds = (records: number): number => (records < 4 ? 2 : 8);
/** A longer queue is written in several batches, so that units of work get their turn between them. */
const LARGEST_BATCH = 512;

interface Waiting {
  readonly record: SignInRecord;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sign-in records in group commit: a disk that must be waited for is waited for once by all who came meanwhile. A record that
 * finds nobody before it is written at once.
 */
export class BatchedSignInLog implements SignInLog {
  readonly #engine: Engine;
  readonly #requireOutside: () => void;
  readonly #insert: BulkInsert<ReturnType<typeof signInRow>>;
  readonly #queue: Waiting[] = [];
  #isScheduled = false;
  readonly #drained: (() => void)[] = [];

  /** @param requireOutside throws inside a unit of work, whose end the batch would wait for while it waits for the batch */
  constructor(engine: Engine, requireOutside: () => void) {
    this.#engine = engine;
    this.#requireOutside = requireOutside;
    this.#insert = new BulkInsert(engine.dialect, 'sign_ins', signInColumns);
  }

  async append(record: SignInRecord): Promise<void> {
    this.#requireOutside();
    await new Promise<void>((resolve, reject) => {
      this.#queue.push({ record, resolve, reject });
      if (!this.#isScheduled) {
        this.#isScheduled = true;
        setImmediate(() => void this.#writeBatch());
      }
    });
  }

  /** @returns when every record that was appended is durable or refused */
  async drain(): Promise<void> {
    if (this.#isScheduled) await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#queue.splice(0, LARGEST_BATCH);
    try {
      await this.#write(batch.map(({ record }) => record));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    setTimeout(() => this.#afterGathering(), gatheringMilliseconds(batch.length));
  }

  #afterGathering(): void {
    if (this.#queue.length > 0) {
      void this.#writeBatch();
      return;
    }
    this.#isScheduled = false;
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  async #write(records: readonly SignInRecord[]): Promise<void> {
    const transaction = await this.#engine.begin(false);
    try {
      await this.#insert.insert(transaction, records.map(signInRow));
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}
