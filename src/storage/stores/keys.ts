import { sql } from 'kysely';
import type { KeyChanges, KeyStore, StoredKey } from '../../keyring/index.ts';
import type { StoreContext } from './context.ts';

/** Wrapped keys. */
export class Keys implements KeyStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async list(): Promise<readonly StoredKey[]> {
    const rows = await this.#context.database
      .selectFrom('keys')
      .selectAll()
      .orderBy('purpose')
      .orderBy('slot')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      purpose: row.purpose as StoredKey['purpose'],
      slot: row.slot,
      algorithm: row.algorithm as StoredKey['algorithm'],
      wrapped: row.wrapped,
      certificatePem: row.certificate_pem,
      createdAt: row.created_at,
      activatesAt: row.activates_at,
      retiresAt: row.retires_at,
    }));
  }

  async insert(key: StoredKey): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#context.database
      .insertInto('keys')
      .values({
        id: key.id,
        purpose: key.purpose,
        slot: key.slot,
        algorithm: key.algorithm,
        wrapped: key.wrapped,
        certificate_pem: key.certificatePem,
        created_at: key.createdAt,
        activates_at: key.activatesAt,
        retires_at: key.retiresAt,
      })
      .onConflict((conflict) => conflict.columns(['purpose', 'slot']).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  async update(id: string, changes: KeyChanges): Promise<boolean> {
    const { wrapped, activatesAt, retiresAt } = changes;
    const { numUpdatedRows } = await this.#context.database
      .updateTable('keys')
      .set({
        // Naming the id changes nothing, and leaves something to set when nothing else is.
        id,
        ...(wrapped === undefined ? {} : { wrapped }),
        ...(activatesAt === undefined ? {} : { activates_at: earlier('activates_at', activatesAt) }),
        ...(retiresAt === undefined ? {} : { retires_at: earlier('retires_at', retiresAt) }),
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  }
}

/** The earlier of what is stored and what is given; what is given where nothing is stored. */
function earlier(column: 'activates_at' | 'retires_at', moment: number) {
  return sql<number>`case when ${sql.ref(column)} < ${moment} then ${sql.ref(column)} else ${moment} end`;
}
