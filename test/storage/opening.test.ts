import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../src/directory/index.ts';
import { ManualClock } from '../../src/kernel/index.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { createDatabase } from '../setup/database.ts';
import { createFolder, open } from './conformance/engines.ts';
import { newTenant } from './conformance/samples.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function folder(): Promise<Awaited<ReturnType<typeof createFolder>>> {
  const made = await createFolder();
  cleanUps.push(() => made.remove());
  return made;
}

async function postgres(): Promise<string> {
  const database = await createDatabase();
  cleanUps.push(() => database.drop());
  return database.url;
}

async function opened(...args: Parameters<typeof open>): Promise<Storage> {
  const storage = await open(...args);
  cleanUps.push(() => storage.close());
  return storage;
}

describe('opening a database', () => {
  it('makes files of SQLite that nobody else can read, whatever the umask and the folder', async () => {
    const { folder: path, url } = await folder();
    const storage = await opened(url);
    await newTenant(storage);
    const names = await readdir(path);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect([name, (await stat(join(path, name))).mode & 0o077]).toEqual([name, 0]);
  });

  it.each(['mysql://localhost/x', 'sqlite:', 'postgres:/x', 'postgres://[', 'directory.db', ''])(
    'refuses the address %j without repeating it',
    async (url) => {
      await expect(open(url)).rejects.toMatchObject({ name: 'StorageFault', code: 'InvalidUrl' });
      if (url !== '') await expect(open(url)).rejects.toThrow(expect.not.objectContaining({ message: url }));
    },
  );

  it.each([
    ['SQLite', async () => (await folder()).url],
    ['PostgreSQL', postgres],
  ])('keeps everything on %s from one opening to the next, and migrates once', async (_name, create) => {
    const url = await create();
    const clock = new ManualClock(1_000);
    const first = await openStorage({ url, clock, DirectoryFault });
    const tenantId = await newTenant(first);
    expect(first.schemaVersion).toBe(migrations.at(-1)?.version);
    await first.close();
    clock.advance(1_000);
    const second = await openStorage({ url, clock, DirectoryFault });
    cleanUps.push(() => second.close());
    expect(second.schemaVersion).toBe(migrations.at(-1)?.version);
    expect(await second.stores.tenants.get(tenantId)).toMatchObject({ id: tenantId });
  });

  it('counts its migrations from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_migration, index) => index + 1));
  });

  it.each([
    ['SQLite', async () => (await folder()).url],
    ['PostgreSQL', postgres],
  ])('is done by several at once on %s', async (_name, create) => {
    const url = await create();
    const storages = await Promise.all(Array.from({ length: 5 }, () => opened(url)));
    const tenantId = await newTenant(storages[0]!);
    for (const { stores } of storages) expect(await stores.tenants.get(tenantId)).toMatchObject({ id: tenantId });
  });
});

describe('a database that cannot serve', () => {
  it('is refused in one line when a newer version wrote it, and not changed (SQLite)', async () => {
    const { url, path } = await folder();
    await (await open(url)).close();
    const database = new DatabaseSync(path);
    database.exec("insert into schema_version values (999, 'from-the-future', 1)");
    database.close();
    const before = await readFile(path);
    const refusal = await open(url).catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({ name: 'StorageFault', code: 'SchemaTooNew' });
    expect((refusal as Error).message).toMatch(/schema 999.*Nothing was changed/);
    expect((refusal as Error).message).not.toContain('\n');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('is refused in one line when a newer version wrote it (PostgreSQL)', async () => {
    const url = await postgres();
    await (await open(url)).close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("insert into schema_version values (999, 'from-the-future', 1)");
    await client.end();
    await expect(open(url)).rejects.toMatchObject({ code: 'SchemaTooNew' });
  });

  it('is left as it is when it is no database', async () => {
    const { url, path } = await folder();
    const content = 'Dear diary, this is no database. '.repeat(50);
    await writeFile(path, content);
    await expect(open(url)).rejects.toMatchObject({ code: 'NotADatabase', message: expect.stringContaining(path) });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it("is left as it is when it is another program's", async () => {
    const { url, path, folder: around } = await folder();
    const database = new DatabaseSync(path);
    database.exec('create table bookmarks (url text)');
    database.close();
    const before = await readFile(path);
    await expect(open(url)).rejects.toMatchObject({ code: 'ForeignDatabase', message: expect.stringContaining(path) });
    expect((await readFile(path)).equals(before)).toBe(true);
    expect(await readdir(around)).toEqual(['directory.db']);
  });

  it('is named when its folder does not exist or it is a folder itself', async () => {
    const { folder: around } = await folder();
    const nowhere = join(around, 'missing', 'x.db');
    await expect(open(`sqlite:${nowhere}`)).rejects.toMatchObject({
      code: 'CannotOpen',
      message: expect.stringContaining(nowhere),
    });
    await mkdir(join(around, 'folder.db'));
    await expect(open(`sqlite:${join(around, 'folder.db')}`)).rejects.toMatchObject({ code: 'CannotOpen' });
  });

  it('is named when another process keeps it locked, and serves again afterwards', async () => {
    const { url, path } = await folder();
    const storage = await opened(url, { busyTimeoutMilliseconds: 30 });
    const holder = await holdLock(path);
    const locked = { code: 'InUse', message: expect.stringContaining(path) };
    await expect(newTenant(storage)).rejects.toMatchObject(locked);
    await expect(open(url, { busyTimeoutMilliseconds: 30 })).rejects.toMatchObject(locked);
    // What is committed can be read all the same.
    expect(await storage.stores.tenants.list()).toEqual([]);
    await holder.release();
    expect(await storage.stores.tenants.get(await newTenant(storage))).toBeDefined();
  });

  it('waits for another process that will soon be done, and lets everything else go on meanwhile', async () => {
    const { url, path } = await folder();
    const storage = await opened(url);
    const holder = await holdLock(path);
    const written = newTenant(storage);
    expect(await storage.stores.tenants.list()).toEqual([]);
    await holder.release();
    expect(await storage.stores.tenants.get(await written)).toBeDefined();
  });

  it('belongs to one server at a time, while tools may still use it', async () => {
    const { url, path } = await folder();
    const server = await open(url, { exclusive: true });
    await expect(open(url, { exclusive: true })).rejects.toMatchObject({
      code: 'InUse',
      message: `The database ${path} is in use by another running server.`,
    });
    const tool = await open(url);
    await newTenant(tool);
    await tool.close();
    await server.close();
    await (await open(url, { exclusive: true })).close();
  });

  it('is named, without its password, when no PostgreSQL answers', async () => {
    const port = await closedPort();
    const refusal = await open(`postgres://entrada:hunter2@127.0.0.1:${port}/directory`).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ name: 'StorageFault', code: 'Unreachable' });
    expect((refusal as Error).message).toContain(`127.0.0.1:${port}/directory`);
    expect(JSON.stringify([(refusal as Error).message, (refusal as StorageFaultLike).detail])).not.toContain('hunter2');
  });

  it('is named when PostgreSQL does not know it, or the password is wrong', async () => {
    const url = new URL(await postgres());
    const missing = new URL(url);
    missing.pathname = '/nowhere';
    await expect(open(missing.href)).rejects.toMatchObject({ code: 'CannotOpen' });
    url.password = 'wrong';
    await expect(open(url.href)).rejects.toMatchObject({ code: 'AccessDenied' });
  });
});

interface StorageFaultLike {
  readonly detail?: string;
}

/** Another process that has a write transaction open on a SQLite file. */
async function holdLock(path: string): Promise<{ release(): Promise<void> }> {
  const program = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec('begin immediate');
    process.stdout.write('locked');
    process.stdin.on('end', () => database.exec('rollback')).resume();`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const release = (): Promise<void> => {
    child.stdin.end();
    return ended;
  };
  cleanUps.push(release);
  return { release };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
