import { AsyncLocalStorage } from 'node:async_hooks';
import { type FaultOptions, InvariantError, invariant } from '../kernel/index.ts';
import type { Connection, Engine, Transaction } from './engine.ts';
import { StorageFault } from './fault.ts';
import { SerializationFailure, TurnNeeded } from './violations.ts';

const MOST_ATTEMPTS = 30;
const LONGEST_PAUSE = 20;

/** A unit of work under way. */
interface Run {
  readonly transaction: Transaction;
  /** The first error of one of its statements: from then on it can only roll back. */
  failure: Error | undefined;
  isOpen: boolean;
}

/**
 * Units of work. Which one a call belongs to is told by its asynchronous context, so that the stores are made once and a
 * store used where it must not be is noticed instead of waiting for itself for ever.
 */
export class Transactions {
  readonly #engine: Engine;
  readonly #translate: (error: unknown) => Error;
  readonly #current = new AsyncLocalStorage<Run>();
  #retries = 0;

  /** @param translate what an error of a statement means to the callers of stores */
  constructor(engine: Engine, translate: (error: unknown) => Error) {
    this.#engine = engine;
    this.#translate = translate;
  }

  /** The connection of the unit of work that the caller is in. */
  readonly connection: Connection = {
    execute: async (text, parameters) => {
      const run = this.#current.getStore();
      if (run === undefined) throw new InvariantError('a store writes inside a unit of work only');
      invariant(run.isOpen, 'a store is not used after its unit of work has ended');
      if (run.failure !== undefined) throw run.failure;
      try {
        return await run.transaction.execute(text, parameters);
      } catch (error) {
        run.failure = isInternal(error) ? error : this.#translate(error);
        throw run.failure;
      }
    },
  };

  /** @throws InvariantError inside a unit of work */
  requireOutside(): void {
    invariant(!this.#isInside(), 'inside a unit of work only its own stores are used');
  }

  /** Runs `work` in a transaction, again from its start while the database asks for it. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.requireOutside();
    let alone = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(work, alone);
      } catch (error) {
        if (error instanceof TurnNeeded) {
          alone = true;
          continue;
        }
        if (!(error instanceof SerializationFailure)) throw error;
        if (attempt === MOST_ATTEMPTS) throw tooManyRetries({ cause: error });
        await this.#pause(attempt);
      }
    }
  }

  async #attempt<Result>(work: () => Promise<Result>, alone: boolean): Promise<Result> {
    const transaction = await this.#engine.begin(alone);
    const run: Run = { transaction, failure: undefined, isOpen: true };
    try {
      const result = await this.#current.run(run, work);
      // A statement failed and `work` went on regardless: neither engine may commit the rest.
      if (run.failure !== undefined) throw run.failure;
      run.isOpen = false;
      await transaction.commit();
      return result;
    } catch (error) {
      run.isOpen = false;
      await transaction.rollback();
      // Whatever `work` made of it: the database asked for another attempt.
      throw isInternal(run.failure) ? run.failure : error;
    }
  }

  /** Those who collided come back one after another rather than together. */
  async #pause(attempt: number): Promise<void> {
    this.#retries += 1;
    const milliseconds = Math.min(attempt, LONGEST_PAUSE) + (this.#retries % 16);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  #isInside(): boolean {
    return this.#current.getStore()?.isOpen === true;
  }
}

const isInternal = (error: unknown): error is SerializationFailure | TurnNeeded =>
  error instanceof SerializationFailure || error instanceof TurnNeeded;

const tooManyRetries = (options: FaultOptions): StorageFault =>
  new StorageFault('Busy', 'The database is too busy with changes to the same objects. Try again.', options);
