import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { StorageFault } from '../../../src/storage/index.ts';
import { SqliteConnection } from '../../../src/storage/sqlite/connection.ts';
import { translateSqliteError } from '../../../src/storage/sqlite/errors.ts';
import { ConstraintViolation } from '../../../src/storage/violations.ts';
import { createFolder } from '../conformance/engines.ts';

function connect(): SqliteConnection {
  return new SqliteConnection(new DatabaseSync(':memory:'), (error) => translateSqliteError(error, '/data/x.db'));
}

describe('a SQLite connection', () => {
  it('tells readers, which give rows, from writers, which give a count, RETURNING among the readers', () => {
    const connection = connect();
    connection.run('create table t (a integer primary key) strict');
    expect(connection.run('insert into t values (1), (2)')).toEqual({ rows: [], affected: 2 });
    expect(connection.run('select a from t where a = ?', [2]).rows.map((row) => ({ ...(row as object) }))).toEqual([
      { a: 2 },
    ]);
    expect(connection.run('insert into t values (3) returning a').rows).toHaveLength(1);
    connection.close();
  });

  it('goes on after more different statements than it keeps', () => {
    const connection = connect();
    for (let round = 0; round < 2; round += 1) {
      for (let value = 0; value < 400; value += 1) {
        expect(connection.run(`select ${value} as value`).rows).toMatchObject([{ value }]);
      }
    }
    connection.close();
  });

  it('says which disk is full', () => {
    const connection = connect();
    connection.run('pragma max_page_count = 8');
    connection.run('create table t (a text) strict');
    const fill = (): unknown => connection.run('insert into t values (?)', ['x'.repeat(100_000)]);
    expect(fill).toThrow(StorageFault);
    expect(fill).toThrow(expect.objectContaining({ code: 'DiskFull', message: expect.stringContaining('/data/x.db') }));
    connection.close();
  });

  it('says which file may not be written', async () => {
    const { path, remove } = await createFolder();
    new DatabaseSync(path).exec('create table t (a text)');
    const readOnly = new SqliteConnection(new DatabaseSync(path, { readOnly: true }), (error) =>
      translateSqliteError(error, path),
    );
    const write = (): unknown => readOnly.run('insert into t values (1)');
    expect(write).toThrow(expect.objectContaining({ code: 'ReadOnly', message: expect.stringContaining(path) }));
    readOnly.close();
    await remove();
  });

  it('says which unique columns a row ran into', () => {
    const connection = connect();
    connection.run('create table t (a integer not null, b integer not null, unique (a, b)) strict');
    connection.run('insert into t values (1, 1)');
    expect(() => connection.run('insert into t values (1, 1)')).toThrow(ConstraintViolation);
    expect(() => connection.run('insert into t values (1, 1)')).toThrow(
      expect.objectContaining({ kind: 'unique', constraint: 't.a, t.b' }),
    );
    connection.close();
  });

  it('leaves an error that nobody expects as it is', () => {
    const connection = connect();
    expect(() => connection.run('select nonsense')).toThrow(/no such column/);
    expect(translateSqliteError('odd', 'x')).toMatchObject({ cause: 'odd' });
    connection.close();
  });
});
