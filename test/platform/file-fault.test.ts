import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileFault, withFileFaults } from '../../src/platform/file-fault.ts';
import { StartFault } from '../../src/platform/start-fault.ts';
import { temporaryFolder } from './temporary-folder.ts';

const system = (code: string) => Object.assign(new Error(`${code}: it failed`), { code });

test.each([
  ['a full disk', system('ENOSPC'), 'DiskFull', 74],
  ['an exhausted quota', system('EDQUOT'), 'DiskFull', 74],
  ['a read-only file system', system('EROFS'), 'DataFolderReadOnly', 73],
  ['a folder of somebody else', system('EACCES'), 'DataFolderReadOnly', 73],
  ['a file where a folder should be', system('ENOTDIR'), 'DataFolderUnusable', 73],
  ['a failing disk', system('EIO'), 'DataFolderUnusable', 73],
] as const)('says %s in one line with its own exit code', (_, error, code, exitCode) => {
  const fault = fileFault(error, '/data');
  expect(fault).toMatchObject({ code, exitCode, cause: error });
  expect(fault?.message).toMatch(/^[^\n]*\/data[^\n]*--data-dir\.$/);
});

test('leaves every other error as it is', async () => {
  const error = new TypeError('a bug');
  expect(fileFault(error, '/data')).toBeUndefined();
  expect(fileFault('no error', '/data')).toBeUndefined();
  await expect(withFileFaults('/data', () => Promise.reject(error))).rejects.toBe(error);
});

test('leaves a fault that was already told as it is', async () => {
  const fault = new StartFault('SchemaTooNew', 'newer');
  await expect(withFileFaults('/data', () => Promise.reject(fault))).rejects.toBe(fault);
});

test('recognises what the file system really throws about a file in the place of a folder', async () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  await expect(withFileFaults(path, () => mkdir(join(path, 'below')))).rejects.toMatchObject({
    code: 'DataFolderUnusable',
  });
});
