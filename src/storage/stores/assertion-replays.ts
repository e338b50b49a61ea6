import type { AssertionReplayStore } from '../../oauth/index.ts';
import type { StoreContext } from './context.ts';

/** Client assertions that were used: each is used once. */
export class AssertionReplays implements AssertionReplayStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async consume(assertionHash: string, expiresAt: number): Promise<boolean> {
    // The primary key decides: of two callers the second finds its row taken.
    const { numInsertedOrUpdatedRows } = await this.#context.database
      .insertInto('assertion_replays')
      .values({ assertion_hash: assertionHash, expires_at: expiresAt })
      .onConflict((conflict) => conflict.column('assertion_hash').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('assertion_replays')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
