import type { StatementResult, Transaction } from '../engine.ts';
import { StorageFault } from '../fault.ts';
import { Mutex } from '../mutex.ts';
import type { SqliteConnection } from './connection.ts';

/** Most units of work that wait for one commit: the first of them should not wait for ever for those that keep coming. */
const LARGEST_GROUP = 64;

/** From this many on, the last group shows that more are coming: the next one is waited for a little. */
const BUSY_GROUP = 4;
const GATHERING_MILLISECONDS = 2;

/** A unit of work that is done and waits until it is durable. */
interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Units of work on the one connection that writes, one after another, each in a savepoint. Those that come together share one commit: a
 * disk that must be waited for is waited for once by all of them. None is answered before that commit; one that fails takes back what
 * it did itself and nothing else.
 */
export class SharedCommits {
  readonly #writer: SqliteConnection;
  readonly #begin: () => Promise<void>;
  readonly #turn = new Mutex();
  /** Those that are done in the transaction that is open; undefined while none is open. */
  #group: Waiting[] | undefined;
  #isScheduled = false;
  #lastGroup = 0;

  /** @param begin begins a transaction of the writer, as soon as no other process holds it */
  constructor(writer: SqliteConnection, begin: () => Promise<void>) {
    this.#writer = writer;
    this.#begin = begin;
  }

  /** Whether a transaction is open, or about to be. */
  get busy(): boolean {
    return this.#turn.held || this.#group !== undefined;
  }

  /** @returns the transaction of a unit of work, when it is its turn */
  async begin(): Promise<Transaction> {
    await this.#turn.acquire();
    try {
      if (this.#group === undefined) {
        await this.#begin();
        this.#group = [];
      }
      this.#writer.run('savepoint unit');
    } catch (error) {
      this.#lose(error);
      throw error;
    }
    return this.#transaction();
  }

  /** Does something on the writer between transactions, with nothing open. */
  async alone<Result>(work: () => Result): Promise<Result> {
    await this.#turn.acquire();
    try {
      if (this.#group !== undefined) this.#commitGroup();
      return work();
    } finally {
      this.#turn.release();
    }
  }

  /** Waits for its turn and keeps it. */
  async stop(): Promise<void> {
    await this.#turn.acquire();
    if (this.#group !== undefined) this.#commitGroup();
  }

  #transaction(): Transaction {
    const writer = this.#writer;
    let hasEnded = false;
    return {
      execute: async (text, parameters): Promise<StatementResult> => writer.run(text, parameters),
      commit: async () => {
        writer.run('release unit');
        hasEnded = true;
        const durable = new Promise<void>((resolve, reject) => this.#group?.push({ resolve, reject }));
        this.#leave();
        await durable;
      },
      rollback: async () => {
        if (hasEnded) return;
        hasEnded = true;
        // Some errors (a full disk, a failing one) end the whole transaction by themselves: nothing is left to roll back.
        if (!writer.isInTransaction) {
          this.#lose(new StorageFault('DiskError', 'The database gave up a change halfway. Try again.'));
          return;
        }
        writer.run('rollback to unit');
        writer.run('release unit');
        this.#leave();
      },
    };
  }

  /** Hands over to the next unit of work. What is done is made durable when the others that are here now had their turn. */
  #leave(): void {
    if ((this.#group?.length ?? 0) >= LARGEST_GROUP) this.#commitGroup();
    this.#turn.release();
    if (this.#group === undefined || this.#isScheduled) return;
    this.#isScheduled = true;
    if (this.#lastGroup < BUSY_GROUP) setImmediate(() => this.#settle());
    else setTimeout(() => this.#settle(), GATHERING_MILLISECONDS);
  }

  #settle(): void {
    this.#isScheduled = false;
    // Whoever is at work leaves after this, and sees to it.
    if (!this.#turn.held && this.#group !== undefined) this.#commitGroup();
  }

  #commitGroup(): void {
    const group = this.#group ?? [];
    this.#group = undefined;
    this.#lastGroup = group.length;
    try {
      this.#writer.run(group.length === 0 ? 'rollback' : 'commit');
      for (const { resolve } of group) resolve();
    } catch (error) {
      // A commit that fails (a full disk) leaves the transaction open.
      if (this.#writer.isInTransaction) this.#writer.run('rollback');
      for (const { reject } of group) reject(error);
    }
  }

  /** Everything in the open transaction is gone. */
  #lose(error: unknown): void {
    const group = this.#group ?? [];
    this.#group = undefined;
    if (this.#writer.isInTransaction) this.#writer.run('rollback');
    for (const { reject } of group) reject(error);
    this.#turn.release();
  }
}
