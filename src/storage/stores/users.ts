import { sql } from 'kysely';
import type { DirectoryQuery, Page, Predicate, User, UserHome, UserStore } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import { userFields } from '../fields.ts';
import { fold, foldOrNull } from '../fold.ts';
import { RowFinder } from '../query/page.ts';
import type { UsersTable } from '../schema.ts';
import { Statement } from '../statement.ts';
import type { StoreContext } from './context.ts';
import type { DirectoryObjects, ElementValue } from './directory-objects.ts';
import { flag, textValues } from './element-values.ts';

type StoredUser = Pick<UsersTable, 'tenant_id' | 'id' | 'doc'>;
const PENDING = fold('PendingAcceptance');

type Document = Omit<User, 'tenantId' | 'id' | 'deletedDateTime'>;

/** People. The hash of their password is a column that no read of a user touches. */
export class Users implements UserStore {
  readonly #context: StoreContext;
  readonly #objects: DirectoryObjects;
  readonly #finder: RowFinder<User, StoredUser>;
  readonly #get: Statement<StoredUser>;

  constructor(context: StoreContext, objects: DirectoryObjects) {
    this.#context = context;
    this.#objects = objects;
    this.#get = new Statement(
      context.dialect,
      'select tenant_id, id, doc from users where tenant_id = $1 and id = $2 and deleted_at is null',
    );
    this.#finder = new RowFinder(
      context.database,
      {
        fields: userFields,
        select: sql`o.tenant_id, o.id, o.doc`,
        from: sql`users o`,
        isLive: sql`o.deleted_at is null`,
        decode: decodeUser,
      },
      context.refusals,
    );
  }

  async get(tenantId: TenantId, id: ObjectId): Promise<User | undefined> {
    const row = await this.#get.first(this.#context.connection, tenantId, id);
    return row && decodeUser(row);
  }

  getMany(tenantId: TenantId, ids: readonly ObjectId[]): Promise<readonly User[]> {
    return this.#finder.getMany(tenantId, ids, ({ id }) => id);
  }

  query(tenantId: TenantId, query: DirectoryQuery): Promise<Page<User>> {
    return this.#finder.query(tenantId, query);
  }

  count(tenantId: TenantId, predicate?: Predicate): Promise<number> {
    return this.#finder.count(tenantId, predicate);
  }

  findByUserPrincipalName(tenantId: TenantId, userPrincipalName: string): Promise<User | undefined> {
    return this.#finder.find(tenantId, sql`o.user_principal_name = ${fold(userPrincipalName)}`);
  }

  findByHome(tenantId: TenantId, home: UserHome): Promise<User | undefined> {
    return this.#finder.find(tenantId, sql`o.home_tenant_id = ${home.tenantId} and o.home_user_id = ${home.userId}`);
  }

  async listInvited(tenantId: TenantId, mail: string): Promise<readonly User[]> {
    const rows = await this.#context.database
      .selectFrom('users')
      .select(['tenant_id', 'id', 'doc'])
      .where('tenant_id', '=', tenantId)
      .where('mail', '=', fold(mail))
      .where('external_user_state', '=', PENDING)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(decodeUser);
  }

  async insert(user: User): Promise<void> {
    const { tenantId, id } = user;
    await this.#objects.register(tenantId, id, 'user');
    await this.#context.database
      .insertInto('users')
      .values({ tenant_id: tenantId, id, deleted_at: null, password_hash: null, ...encodeUser(user) })
      .execute();
    await this.#objects.insertValues(tenantId, id, userValues(user));
  }

  async update(user: User): Promise<void> {
    const { tenantId, id } = user;
    await this.#set(tenantId, id, encodeUser(user));
    await this.#objects.replaceValues(tenantId, id, userValues(user));
  }

  softDelete(tenantId: TenantId, id: ObjectId, at: string): Promise<void> {
    return this.#objects.softDelete('users', tenantId, id, at);
  }

  async getPasswordHash(tenantId: TenantId, id: ObjectId): Promise<string | undefined> {
    const row = await this.#context.database
      .selectFrom('users')
      .select('password_hash')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return row?.password_hash ?? undefined;
  }

  setPasswordHash(tenantId: TenantId, id: ObjectId, hash: string): Promise<void> {
    return this.#set(tenantId, id, { password_hash: hash });
  }

  async #set(tenantId: TenantId, id: ObjectId, columns: Partial<UsersTable>): Promise<void> {
    const { database, refusals } = this.#context;
    const { numUpdatedRows } = await database
      .updateTable('users')
      .set(columns)
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw refusals.notFound('user');
  }
}

/** Users written before there were invitations. */
const NOT_INVITED = {
  home: null,
  creationType: null,
  externalUserState: null,
  externalUserStateChangeDateTime: null,
} as const;

function decodeUser(row: StoredUser): User {
  return {
    tenantId: row.tenant_id as TenantId,
    id: row.id as ObjectId,
    deletedDateTime: null,
    ...NOT_INVITED,
    ...(JSON.parse(row.doc) as Document),
  };
}

function encodeUser(user: User): Omit<UsersTable, 'tenant_id' | 'id' | 'deleted_at' | 'password_hash'> {
  const { tenantId, id, deletedDateTime, ...doc } = user;
  return {
    created_at: Date.parse(user.createdDateTime),
    user_principal_name: fold(user.userPrincipalName),
    display_name: fold(user.displayName),
    given_name: foldOrNull(user.givenName),
    surname: foldOrNull(user.surname),
    mail: foldOrNull(user.mail),
    mail_nickname: foldOrNull(user.mailNickname),
    job_title: foldOrNull(user.jobTitle),
    department: foldOrNull(user.department),
    office_location: foldOrNull(user.officeLocation),
    mobile_phone: foldOrNull(user.mobilePhone),
    preferred_language: foldOrNull(user.preferredLanguage),
    usage_location: foldOrNull(user.usageLocation),
    country: foldOrNull(user.country),
    user_type: fold(user.userType),
    home_tenant_id: user.home?.tenantId ?? null,
    home_user_id: user.home?.userId ?? null,
    external_user_state: foldOrNull(user.externalUserState),
    account_enabled: flag(user.accountEnabled),
    doc: JSON.stringify(doc satisfies Document),
  };
}

const userValues = (user: User): ElementValue[] => [
  ...textValues('businessPhones', user.businessPhones),
  ...textValues('otherMails', user.otherMails),
  ...textValues('proxyAddresses', user.proxyAddresses),
];
