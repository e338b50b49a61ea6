import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { createDatabase, type OwnDatabase } from './database.ts';

describe('the ground the tests stand on', () => {
  const databases: OwnDatabase[] = [];
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
  });

  async function query(url: string, text: string): Promise<unknown[][]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query({ text, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  it('runs on the Node that package.json pins, whatever the machine has', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(process.version).toBe(`v${manifest.devDependencies.node}`);
  });

  it('gives every caller a PostgreSQL database of its own', async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    databases.push(one, other);
    await query(one.url, 'CREATE TABLE mine (id int)');
    expect(await query(other.url, "SELECT to_regclass('mine')")).toEqual([[null]]);
  });

  it('is durable: what PostgreSQL acknowledges is on disk', async () => {
    const database = await createDatabase();
    databases.push(database);
    expect(await query(database.url, 'SHOW fsync')).toEqual([['on']]);
    expect(await query(database.url, 'SHOW synchronous_commit')).toEqual([['on']]);
  });

  it('orders text unlike bytes by default, so a query that forgot to name its collation shows it', async () => {
    const database = await createDatabase();
    databases.push(database);
    expect(await query(database.url, "SELECT 'a' < 'B', 'a' COLLATE \"C\" < 'B'")).toEqual([[true, false]]);
  });

  it('drops a database even while somebody is connected', async () => {
    const database = await createDatabase();
    const client = new pg.Client({ connectionString: database.url });
    const closed = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.drop();
    await closed;
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow(/does not exist/);
  });
});
