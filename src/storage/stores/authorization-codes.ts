import type { AuthorizationCode, AuthorizationCodeStore } from '../../oauth/index.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';

/** Authorization codes: each is redeemed once. */
export class AuthorizationCodes implements AuthorizationCodeStore {
  readonly #context: StoreContext;
  readonly #insert: Statement;
  readonly #find: Statement<{ readonly doc: string; readonly redeemed_at: number | null }>;
  readonly #consume: Statement;

  constructor(context: StoreContext) {
    this.#context = context;
    const { dialect } = context;
    this.#insert = new Statement(
      dialect,
      'insert into authorization_codes (code_hash, tenant_id, expires_at, redeemed_at, joins_family, doc) values ($1, $2, $3, null, $4, $5)',
    );
    this.#find = new Statement(dialect, 'select doc, redeemed_at from authorization_codes where code_hash = $1');
    // One statement finds and spends: of two callers the second finds nothing left to change.
    this.#consume = new Statement(
      dialect,
      'update authorization_codes set redeemed_at = $2 where code_hash = $1 and redeemed_at is null',
    );
  }

  async insert(code: AuthorizationCode): Promise<void> {
    const { codeHash, tenantId, expiresAt, familyId, isHandedOver } = code;
    const joins = isHandedOver === true ? familyId : null;
    await this.#insert.change(this.#context.connection, codeHash, tenantId, expiresAt, joins, JSON.stringify(code));
  }

  async find(codeHash: string): Promise<(AuthorizationCode & { readonly redeemedAt: number | null }) | undefined> {
    const row = await this.#find.first(this.#context.connection, codeHash);
    if (row === undefined) return undefined;
    return { ...(JSON.parse(row.doc) as AuthorizationCode), redeemedAt: row.redeemed_at };
  }

  async consume(codeHash: string, at: number): Promise<boolean> {
    return (await this.#consume.change(this.#context.connection, codeHash, at)) === 1;
  }

  async spendHandedOver(familyId: string, at: number): Promise<void> {
    await this.#context.database
      .updateTable('authorization_codes')
      .set({ redeemed_at: at })
      .where('joins_family', '=', familyId)
      .where('redeemed_at', 'is', null)
      .execute();
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('authorization_codes')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
