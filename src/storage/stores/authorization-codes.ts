import type { AuthorizationCode, AuthorizationCodeStore } from '../../oauth/index.ts';
import type { StoreContext } from './context.ts';

/** Authorization codes: each is redeemed once. */
export class AuthorizationCodes implements AuthorizationCodeStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async insert(code: AuthorizationCode): Promise<void> {
    await this.#context.database
      .insertInto('authorization_codes')
      .values({
        code_hash: code.codeHash,
        tenant_id: code.tenantId,
        expires_at: code.expiresAt,
        redeemed_at: null,
        doc: JSON.stringify(code),
      })
      .execute();
  }

  async find(codeHash: string): Promise<(AuthorizationCode & { readonly redeemedAt: number | null }) | undefined> {
    const row = await this.#context.database
      .selectFrom('authorization_codes')
      .select(['doc', 'redeemed_at'])
      .where('code_hash', '=', codeHash)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return { ...(JSON.parse(row.doc) as AuthorizationCode), redeemedAt: row.redeemed_at };
  }

  async consume(codeHash: string, at: number): Promise<boolean> {
    // One statement finds and spends: of two callers the second finds nothing left to change.
    const { numUpdatedRows } = await this.#context.database
      .updateTable('authorization_codes')
      .set({ redeemed_at: at })
      .where('code_hash', '=', codeHash)
      .where('redeemed_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('authorization_codes')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
