import type { Interaction, InteractionStore } from '../../oauth/index.ts';
import type { StoreContext } from './context.ts';

/** Authorize requests that wait for a person. */
export class Interactions implements InteractionStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async insert(interaction: Interaction): Promise<void> {
    const { idHash, progress, ...rest } = interaction;
    await this.#context.database
      .insertInto('interactions')
      .values({ id_hash: idHash, expires_at: interaction.expiresAt, progress, doc: JSON.stringify(rest) })
      .execute();
  }

  async find(idHash: string): Promise<Interaction | undefined> {
    const row = await this.#context.database
      .selectFrom('interactions')
      .select(['progress', 'doc'])
      .where('id_hash', '=', idHash)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return { idHash, progress: row.progress, ...(JSON.parse(row.doc) as Omit<Interaction, 'idHash' | 'progress'>) };
  }

  async updateProgress(idHash: string, progress: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#context.database
      .updateTable('interactions')
      .set({ progress })
      .where('id_hash', '=', idHash)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }

  async consume(idHash: string): Promise<boolean> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('interactions')
      .where('id_hash', '=', idHash)
      .executeTakeFirstOrThrow();
    return numDeletedRows === 1n;
  }

  async prune(expiredBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('interactions')
      .where('expires_at', '<', expiredBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
