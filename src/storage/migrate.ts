import type { Clock } from '../kernel/index.ts';
import type { Connection, Engine } from './engine.ts';
import { StorageFault } from './fault.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the schema up to what this program knows, all steps in one transaction. Several instances may start together: the
 * first does the work, the others wait for it.
 * @returns the version of the schema
 * @throws StorageFault `SchemaTooNew`, with nothing changed, when a later version of the program was here before
 */
export async function migrate(engine: Engine, migrations: readonly Migration[], clock: Clock): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  const transaction = await engine.beginMigration();
  try {
    await transaction.execute(createTable(engine), []);
    const present = requireKnown(await currentVersion(transaction), newest);
    for (const migration of migrations.filter(({ version }) => version > present)) {
      for (const statement of migration.statements(engine.dialect.types)) await transaction.execute(statement, []);
      await record(engine, transaction, migration, clock);
    }
    await transaction.commit();
    return newest;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

function createTable(engine: Engine): string {
  const { text, integer, table } = engine.dialect.types;
  return `create table if not exists schema_version (
    version ${integer} not null primary key,
    name ${text} not null,
    applied_at ${integer} not null
  ) ${table}`;
}

async function currentVersion(connection: Connection): Promise<number> {
  const { rows } = await connection.execute('select max(version) as version from schema_version', []);
  const [row] = rows as readonly { version: number | null }[];
  return row?.version ?? 0;
}

function requireKnown(present: number, newest: number): number {
  if (present <= newest) return present;
  throw new StorageFault(
    'SchemaTooNew',
    `The database was written by a newer version of Entrada (schema ${present}; this one knows ${newest}). Nothing was changed; run that version, or restore a backup.`,
  );
}

async function record(engine: Engine, connection: Connection, migration: Migration, clock: Clock): Promise<void> {
  const places = [1, 2, 3].map(engine.dialect.placeholder).join(', ');
  await connection.execute(`insert into schema_version (version, name, applied_at) values (${places})`, [
    migration.version,
    migration.name,
    clock.now(),
  ]);
}
