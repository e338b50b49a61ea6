import type { SqliteConnection } from './connection.ts';

/** Rows a table is assumed to have. */
const ROWS = 1_000_000;
/** How many rows share one value of a column that says little by itself. Every other column says nearly everything. */
const SHARED_BY: Readonly<Record<string, number>> = { tenant_id: 500_000, collection: 100_000, relation: 100_000 };
const SHARED_BY_FEW = 5;

interface Index {
  readonly table_name: string;
  readonly name: string;
  readonly is_unique: number;
  readonly columns: string;
}

const indexes = `
  select m.name as table_name, i.name, i."unique" as is_unique,
    (select group_concat(c.name, ' ' order by c.seqno) from pragma_index_info(i.name) c) as columns
  from sqlite_schema m join pragma_index_list(m.name) i
  where m.type = 'table' and m.name not like 'sqlite_%'`;

/**
 * Tells the planner what the tables are like when they are large. Unless it is told it takes a tenant for a handful of rows
 * and reads all of it rather than use a better index; and measured figures, taken while the tables are small, would say so too.
 * Does nothing when it was told already. Part of a migration's transaction.
 */
export function stateStatistics(connection: SqliteConnection): void {
  const known = connection.run(indexes).rows as readonly Index[];
  if (countOf(connection, `select count(*) as count from sqlite_schema where name = 'sqlite_stat1'`) === 0) {
    // Makes the table of statistics, which cannot be created by name.
    connection.run('analyze schema_version');
  } else if (countOf(connection, 'select count(*) as count from sqlite_stat1') === known.length) {
    return;
  }
  connection.run('delete from sqlite_stat1');
  for (const index of known) {
    connection.run('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)', [
      index.table_name,
      index.name,
      statistic(index),
    ]);
  }
  // Reads them again, and measures nothing.
  connection.run('analyze sqlite_schema');
}

function countOf(connection: SqliteConnection, text: string): number {
  const [row] = connection.run(text).rows as readonly { readonly count: number }[];
  return row?.count ?? 0;
}

/** For each prefix of the index's columns: how many rows share one value of it. */
function statistic({ columns, is_unique }: Index): string {
  const names = columns.split(' ');
  const counts = [ROWS];
  let rows = ROWS;
  names.forEach((name, position) => {
    const isWhole = position === names.length - 1;
    rows = is_unique === 1 && isWhole ? 1 : Math.min(rows, SHARED_BY[name] ?? SHARED_BY_FEW);
    counts.push(rows);
  });
  return counts.join(' ');
}
