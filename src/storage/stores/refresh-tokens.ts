import type { RefreshToken, RefreshTokenStore } from '../../sessions/index.ts';
import type { StoreContext } from './context.ts';

/** Refresh tokens and their families. */
export class RefreshTokens implements RefreshTokenStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async find(tokenHash: string): Promise<RefreshToken | undefined> {
    const row = await this.#context.database
      .selectFrom('refresh_tokens')
      .select('doc')
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.doc) as RefreshToken);
  }

  async insert(token: RefreshToken): Promise<void> {
    await this.#context.database
      .insertInto('refresh_tokens')
      .values({
        token_hash: token.tokenHash,
        family_id: token.familyId,
        tenant_id: token.tenantId,
        expires_at: token.expiresAt,
        doc: JSON.stringify(token),
      })
      .execute();
  }

  async hold(tokenHash: string): Promise<boolean> {
    // Writing the row is what both engines lock it by; its values stay.
    const { numUpdatedRows } = await this.#context.database
      .updateTable('refresh_tokens')
      .set(({ ref }) => ({ expires_at: ref('expires_at') }))
      .where('token_hash', '=', tokenHash)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
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
