import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemEntropy } from '../../src/kernel/index.ts';
import { writeFileAtomically } from '../../src/platform/write-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const entropy = systemEntropy;

test('writes for this user alone unless told otherwise', async () => {
  const folder = temporaryFolder();
  await writeFileAtomically(join(folder, 'private'), 'x', { entropy });
  await writeFileAtomically(join(folder, 'public'), 'x', { entropy, mode: 0o644 });
  expect(statSync(join(folder, 'private')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'public')).mode & 0o777).toBe(0o644);
});

test('replaces a file, with the new permissions, and leaves nothing beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  await writeFileAtomically(path, 'old', { entropy, mode: 0o644 });
  expect(await writeFileAtomically(path, 'new', { entropy })).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('keeps an existing file when asked to', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  await writeFileAtomically(path, 'old', { entropy });
  expect(await writeFileAtomically(path, 'new', { entropy, existing: 'keep' })).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('of several writers that keep, exactly one places its file', async () => {
  const path = join(temporaryFolder(), 'file');
  const write = (text: string) => writeFileAtomically(path, text, { entropy, existing: 'keep' });
  const placed = await Promise.all(['a', 'b', 'c', 'd'].map(write));
  expect(placed.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).toBe('abcd'[placed.indexOf(true)]);
});

test('leaves no temporary file behind when it fails', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
  await expect(writeFileAtomically(join(folder, 'taken'), 'x', { entropy })).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});
