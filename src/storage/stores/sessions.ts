import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import type { BrowserSession, SessionAccount, SessionParticipant, SessionStore } from '../../sessions/index.ts';
import type { SessionAccountsTable, SessionParticipantsTable, SessionsTable } from '../schema.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';
import { flag } from './element-values.ts';

/** Browsers and who is signed in there. */
export class Sessions implements SessionStore {
  readonly #context: StoreContext;
  readonly #find: Statement<SessionsTable>;
  readonly #listAccounts: Statement<Pick<SessionAccountsTable, 'tenant_id' | 'user_id' | 'doc'>>;
  readonly #listParticipants: Statement<Pick<SessionParticipantsTable, 'sid' | 'tenant_id' | 'app_id' | 'dialect'>>;
  readonly #addParticipant: Statement;

  constructor(context: StoreContext) {
    this.#context = context;
    const { dialect } = context;
    this.#find = new Statement(dialect, 'select * from sessions where id_hash = $1');
    this.#listAccounts = new Statement(
      dialect,
      'select tenant_id, user_id, doc from session_accounts where id_hash = $1 order by tenant_id, user_id',
    );
    this.#listParticipants = new Statement(
      dialect,
      'select sid, tenant_id, app_id, dialect from session_participants where id_hash = $1 order by sid, tenant_id, app_id',
    );
    this.#addParticipant = new Statement(
      dialect,
      'insert into session_participants (id_hash, sid, tenant_id, app_id, dialect) values ($1, $2, $3, $4, $5) ' +
        'on conflict (id_hash, sid, tenant_id, app_id) do update set dialect = excluded.dialect',
    );
  }

  async load(idHash: string): Promise<BrowserSession | undefined> {
    const { connection } = this.#context;
    const session = await this.#find.first(connection, idHash);
    if (session === undefined) return undefined;
    const accounts = await this.#listAccounts.list(connection, idHash);
    const participants = await this.#listParticipants.list(connection, idHash);
    return {
      idHash,
      createdAt: session.created_at,
      lastUsedAt: session.last_used_at,
      persistent: session.persistent === 1,
      accounts: accounts.map((row) => ({
        tenantId: row.tenant_id as TenantId,
        userId: row.user_id as ObjectId,
        ...(JSON.parse(row.doc) as Omit<SessionAccount, 'tenantId' | 'userId'>),
      })),
      participants: participants.map((row) => ({
        appId: row.app_id as AppId,
        tenantId: row.tenant_id as TenantId,
        sid: row.sid,
        dialect: row.dialect,
      })),
    };
  }

  async insert(session: Omit<BrowserSession, 'accounts' | 'participants'>): Promise<void> {
    await this.#context.database
      .insertInto('sessions')
      .values({
        id_hash: session.idHash,
        created_at: session.createdAt,
        last_used_at: session.lastUsedAt,
        persistent: flag(session.persistent),
      })
      .execute();
  }

  async touch(idHash: string, change: { readonly lastUsedAt: number; readonly persistent?: boolean }): Promise<void> {
    const { lastUsedAt, persistent } = change;
    await this.#context.database
      .updateTable('sessions')
      .set({ last_used_at: lastUsedAt, ...(persistent === undefined ? {} : { persistent: flag(persistent) }) })
      .where('id_hash', '=', idHash)
      .execute();
  }

  async putAccount(idHash: string, account: SessionAccount): Promise<void> {
    const { tenantId, userId, ...rest } = account;
    const doc = JSON.stringify(rest);
    await this.#context.database
      .insertInto('session_accounts')
      .values({ id_hash: idHash, tenant_id: tenantId, user_id: userId, doc })
      .onConflict((conflict) => conflict.columns(['id_hash', 'tenant_id', 'user_id']).doUpdateSet({ doc }))
      .execute();
  }

  async removeAccount(idHash: string, tenantId: TenantId, userId: ObjectId): Promise<void> {
    await this.#context.database
      .deleteFrom('session_accounts')
      .where('id_hash', '=', idHash)
      .where('tenant_id', '=', tenantId)
      .where('user_id', '=', userId)
      .execute();
  }

  async addParticipant(idHash: string, participant: SessionParticipant): Promise<void> {
    const { sid, tenantId, appId, dialect } = participant;
    await this.#addParticipant.change(this.#context.connection, idHash, sid, tenantId, appId, dialect);
  }

  async removeParticipants(idHash: string, sid: string): Promise<void> {
    await this.#context.database
      .deleteFrom('session_participants')
      .where('id_hash', '=', idHash)
      .where('sid', '=', sid)
      .execute();
  }

  async remove(idHash: string): Promise<void> {
    await this.#context.database.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
  }

  async prune(lastUsedBefore: number): Promise<number> {
    const { numDeletedRows } = await this.#context.database
      .deleteFrom('sessions')
      .where('last_used_at', '<', lastUsedBefore)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }
}
