import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Redacted, systemEntropy } from '../../src/kernel/index.ts';
import { loadMasterKey } from '../../src/platform/master-key-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

function setUp() {
  const file = join(temporaryFolder(), 'master.key');
  const load = (given?: string, mayCreate = true) =>
    loadMasterKey({
      given: given === undefined ? undefined : new Redacted(given),
      file,
      mayCreate,
      entropy: systemEntropy,
    });
  return { file, load };
}

test('makes a private file on the first start and reads it on later ones', async () => {
  const { file, load } = setUp();
  const first = await load();
  expect(first.created).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const second = await load();
  expect([second.created, second.masterKey.id]).toEqual([false, first.masterKey.id]);
});

test('two first starts at once end with the same key', async () => {
  const { load } = setUp();
  const [one, other] = await Promise.all([load(), load()]);
  expect(one.masterKey.id).toBe(other.masterKey.id);
});

test('a key from the environment wins, and no file is made', async () => {
  const { file, load } = setUp();
  const { masterKey, created } = await load('ab'.repeat(32));
  expect([masterKey.id.length, created, existsSync(file)]).toEqual([10, false, false]);
});

test('refuses to make a new key where keys exist that it could not open', async () => {
  const { file, load } = setUp();
  await expect(load(undefined, false)).rejects.toMatchObject({ code: 'MasterKeyMissing', exitCode: 78 });
  expect(existsSync(file)).toBe(false);
});

test.each([0o644, 0o640, 0o604, 0o660])('refuses a file of mode %o, and says how to mend it', async (mode) => {
  const { file, load } = setUp();
  await load();
  chmodSync(file, mode);
  await expect(load()).rejects.toMatchObject({
    code: 'MasterKeyExposed',
    message: expect.stringContaining('chmod 600'),
  });
});

test('names the source of an invalid key and does not repeat it', async () => {
  const { file, load } = setUp();
  writeFileSync(file, 'a-damaged-key', { mode: 0o600 });
  await expect(load()).rejects.toMatchObject({ code: 'MasterKeyInvalid', message: expect.stringContaining(file) });
  await expect(load()).rejects.not.toThrow('a-damaged-key');
  await expect(load('wrong-value')).rejects.toThrow(/^ENTRADA_MASTER_KEY holds no master key/);
  expect(readFileSync(file, 'utf8')).toBe('a-damaged-key');
});
