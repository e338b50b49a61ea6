import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { ensureDataFolder } from '../../src/platform/data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('creates the folder for this user alone, once', async () => {
  const path = join(temporaryFolder(), 'deep', 'data');
  expect(await ensureDataFolder(path, systemEntropy)).toEqual({ created: true });
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(await ensureDataFolder(path, systemEntropy)).toEqual({ created: false });
  expect(readdirSync(path)).toEqual([]);
});

test('refuses a file in the place of the folder', async () => {
  const path = join(temporaryFolder(), 'data');
  writeFileSync(path, 'precious');
  await expect(ensureDataFolder(path, systemEntropy)).rejects.toMatchObject({
    code: 'DataFolderUnusable',
    exitCode: 73,
  });
  await expect(ensureDataFolder(join(path, 'below'), systemEntropy)).rejects.toMatchObject({
    code: 'DataFolderUnusable',
  });
});

test('refuses a folder it cannot write, in one line', () => {
  const path = temporaryFolder();
  chmodSync(path, 0o555);
  // The superuser may write everywhere, so the attempt is made by a process without that right.
  const script = `
    if (process.getuid() === 0) process.setuid(65534);
    await ensureDataFolder(process.argv[1], systemEntropy).catch((fault) => console.log(fault.code, fault.message));`;
  const imports = ['kernel/index.ts', 'platform/data-folder.ts'].map(
    (file) => new URL(`../../src/${file}`, import.meta.url).href,
  );
  const source = `import { systemEntropy } from '${imports[0]}'; import { ensureDataFolder } from '${imports[1]}';${script}`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', source, path], { encoding: 'utf8' });
  expect(child.stdout).toBe(
    `DataFolderReadOnly ${path} cannot be written: give this user write access, or choose another folder with --data-dir.\n`,
  );
});
