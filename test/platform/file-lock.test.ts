import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '../../src/platform/file-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const source = `import { lockDataFolder } from '${new URL('../../src/platform/file-lock.ts', import.meta.url).href}';
  await lockDataFolder(process.argv[1]);
  console.log('locked');
  setInterval(() => {}, 1000);`;

/** Starts another process that holds the lock. */
async function startHolder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a second process is refused in one line that names the first', async () => {
  const folder = temporaryFolder();
  const holder = await startHolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({
    code: 'DataFolderInUse',
    exitCode: 75,
    message: `Another Entrada (process ${holder.pid}) is using ${folder}: stop it, or choose another folder with --data-dir.`,
  });
});

test('a killed process leaves no lock behind', async () => {
  const folder = temporaryFolder();
  const holder = await startHolder(folder);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await expect(lockDataFolder(folder)).resolves.toBeDefined();
});

test('a second start inside one process is refused, again and again, until the first ends', async () => {
  const folder = temporaryFolder();
  const lock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'DataFolderInUse' });
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'DataFolderInUse' });
  lock.release();
  (await lockDataFolder(folder)).release();
});

test('a refused start takes nothing from the process that holds the lock', async () => {
  const folder = temporaryFolder();
  const lock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'DataFolderInUse' });
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, folder], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  lock.release();
});

test('its files belong to this user alone', async () => {
  const folder = temporaryFolder();
  const lock = await lockDataFolder(folder);
  for (const name of ['lock.db', 'lock.pid']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  lock.release();
});
