import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TenantId } from '../../src/kernel/index.ts';
import { createDatabase } from '../setup/database.ts';
import { createFolder, open, type Place } from './conformance/engines.ts';

const writer = fileURLToPath(new URL('crash-writer.ts', import.meta.url));

/** Starts the writer and kills it once it has acknowledged enough. @returns what it said, and about whom */
async function killWhileWriting(
  url: string,
  acknowledgements: number,
): Promise<{ tenantId: TenantId; said: Set<string> }> {
  const child: ChildProcess = spawn(process.execPath, [writer, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('the writer speaks');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === acknowledgements) child.kill('SIGKILL');
  }
  await ended;
  const [tenantId, ...said] = lines;
  return { tenantId: tenantId as TenantId, said: new Set(said) };
}

describe.each<[string, () => Promise<Place>]>([
  ['SQLite', createFolder],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await createDatabase();
      return { url, isShared: true, remove: drop };
    },
  ],
])('a process killed while it writes to %s', (_name, create) => {
  it('loses nothing that it acknowledged, leaves nothing half done, and frees no code that it redeemed', async () => {
    const place = await create();
    const { tenantId, said } = await killWhileWriting(place.url, 200);
    const storage = await open(place.url, { exclusive: true });
    const { stores, unitOfWork } = storage;

    const recorded = new Set((await stores.signIns.list(tenantId, { top: 100_000 })).map(({ id }) => `sign-in ${id}`));
    const users = await stores.users.query(tenantId, { top: 100_000 });
    const changed = new Set(users.items.map(({ id }) => `user ${id}`));
    const audited = (await stores.audit.list(tenantId, { top: 100_000 })).map(({ id }) => `user ${id}`);
    const redeemed = [...said].filter((line) => line.startsWith('code ')).map((line) => line.slice('code '.length));
    const again = await Promise.all(redeemed.map((hash) => unitOfWork.run(({ codes }) => codes.consume(hash, 9))));

    const missing = [...said].filter((line) => !line.startsWith('code ') && !recorded.has(line) && !changed.has(line));
    expect(said.size).toBeGreaterThan(100);
    expect(missing).toEqual([]);
    expect(new Set(audited)).toEqual(changed);
    expect(redeemed.length).toBeGreaterThan(10);
    expect(again.filter(Boolean)).toEqual([]);
    await storage.close();
    if (place.url.startsWith('sqlite:')) {
      const database = new DatabaseSync(place.url.slice('sqlite:'.length));
      expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      database.close();
    }
    await place.remove();
  });
});
