import type { RefreshToken, RefreshTokenStore, RefreshTokenUse } from '../../sessions/index.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';

/** How many used-up tokens of one family are remembered, to notice that one of them comes back. */
const REMEMBERED = 50;

/** Refresh tokens and their families. */
export class RefreshTokens implements RefreshTokenStore {
  readonly #context: StoreContext;
  readonly #find: Statement<{ readonly doc: string; readonly spent_at: number | null }>;
  readonly #insert: Statement;
  readonly #hold: Statement;

  constructor(context: StoreContext) {
    this.#context = context;
    const { dialect } = context;
    this.#find = new Statement(dialect, 'select doc, spent_at from refresh_tokens where token_hash = $1');
    this.#insert = new Statement(
      dialect,
      'insert into refresh_tokens (token_hash, family_id, tenant_id, expires_at, doc) values ($1, $2, $3, $4, $5)',
    );
    // Writing the row is what both engines lock it by; its values stay.
    this.#hold = new Statement(dialect, 'update refresh_tokens set expires_at = expires_at where token_hash = $1');
  }

  async find(tokenHash: string): Promise<(RefreshToken & { readonly spentAt: number | null }) | undefined> {
    const row = await this.#find.first(this.#context.connection, tokenHash);
    return row === undefined ? undefined : { ...(JSON.parse(row.doc) as RefreshToken), spentAt: row.spent_at };
  }

  async insert(token: RefreshToken): Promise<void> {
    const { tokenHash, familyId, tenantId, expiresAt } = token;
    const doc = JSON.stringify(token);
    await this.#insert.change(this.#context.connection, tokenHash, familyId, tenantId, expiresAt, doc);
  }

  async hold(tokenHash: string): Promise<boolean> {
    return (await this.#hold.change(this.#context.connection, tokenHash)) === 1;
  }

  async spend(tokenHash: string, use: RefreshTokenUse): Promise<'spent' | 'reused' | 'gone'> {
    const isFirst = await this.#markSpent(tokenHash, use);
    const row = await this.#context.database
      .selectFrom('refresh_tokens')
      .select(['family_id', 'spent_at', 'successor_hash'])
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    if (row === undefined) return 'gone';
    if (!isFirst) {
      const { spent_at: spentAt, successor_hash: successor } = row;
      const isInTime = spentAt !== null && spentAt > use.lostAfter;
      if (!isInTime || successor === null || !(await this.#markSpent(successor, use))) return 'reused';
      await this.#context.database
        .updateTable('refresh_tokens')
        .set({ successor_hash: use.successorHash })
        .where('token_hash', '=', tokenHash)
        .execute();
    }
    await this.#forgetOldest(row.family_id);
    return 'spent';
  }

  /** @returns whether it was good until now */
  async #markSpent(tokenHash: string, { at, successorHash }: RefreshTokenUse): Promise<boolean> {
    const { numUpdatedRows } = await this.#context.database
      .updateTable('refresh_tokens')
      .set({ spent_at: at, successor_hash: successorHash })
      .where('token_hash', '=', tokenHash)
      .where('spent_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async #forgetOldest(familyId: string): Promise<void> {
    const { database } = this.#context;
    const oldest = await database
      .selectFrom('refresh_tokens')
      .select('spent_at')
      .where('family_id', '=', familyId)
      .where('spent_at', 'is not', null)
      .orderBy('spent_at', 'desc')
      .offset(REMEMBERED)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) return;
    await database
      .deleteFrom('refresh_tokens')
      .where('family_id', '=', familyId)
      .where('spent_at', '<=', oldest.spent_at)
      .execute();
  }

  async removeFamily(familyId: string): Promise<void> {
    await this.#context.database.deleteFrom('refresh_tokens').where('family_id', '=', familyId).execute();
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('refresh_tokens')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
