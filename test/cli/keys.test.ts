import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DirectoryFault } from '../../src/directory/index.ts';
import { systemClock, systemEntropy } from '../../src/kernel/index.ts';
import { generateMasterKey, openKeyring, parseMasterKey } from '../../src/keyring/index.ts';
import { openStorage } from '../../src/storage/index.ts';
import { temporaryFolder } from '../platform/temporary-folder.ts';
import { runEntrada } from './run-entrada.ts';

interface ListedKey {
  readonly kid: string;
  readonly purpose: string;
  readonly state: string;
  readonly retiresDateTime: string | null;
}

const DAY = 24 * 60 * 60 * 1000;

/** A data folder with a database and its keys, as a server makes them; so many days ago. */
async function madeFolder(days: number): Promise<string> {
  const dataDir = temporaryFolder();
  const clock = { now: () => systemClock.now() - days * DAY };
  const masterKey = generateMasterKey(systemEntropy);
  writeFileSync(join(dataDir, 'master.key'), masterKey.reveal(), { mode: 0o600 });
  const storage = await openStorage({ url: `sqlite:${join(dataDir, 'entrada.db')}`, clock, DirectoryFault });
  await openKeyring({
    store: storage.keys,
    masterKey: parseMasterKey(masterKey, systemEntropy),
    clock,
    entropy: systemEntropy,
  });
  await storage.close();
  return dataDir;
}

async function list(dataDir: string): Promise<readonly ListedKey[]> {
  const { code, stdout } = await runEntrada(['keys', 'list', '--json', '--data-dir', dataDir]);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { keys: ListedKey[] }).keys;
}

const kidOf = (keys: readonly ListedKey[], purpose: string, state: string) =>
  keys.find((key) => key.purpose === purpose && key.state === state)?.kid ?? `no ${state} ${purpose} key`;

describe('entrada keys list', () => {
  it('shows each key, what it is for and where it stands, and in which database', async () => {
    const dataDir = await madeFolder(30);
    const { code, stdout, stderr } = await runEntrada(['keys', 'list', '--data-dir', dataDir]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(join(dataDir, 'entrada.db'));
    expect(stdout).toMatch(/KEY +PURPOSE +STATE +CREATED +ACTIVATES +RETIRES\n/);
    expect(stdout).toMatch(/[\w-]{27} +signing +current +\d{4}-\d\d-\d\d \d\d:\d\dZ +\d{4}-\d\d-\d\d \d\d:\d\dZ +-\n/);
    expect(stdout.match(/ signing +next /g)).toHaveLength(1);
    for (const purpose of ['sealing', 'secret-hash', 'pairwise'])
      expect(stdout).toMatch(new RegExp(` ${purpose} +current `));
  });

  it('tells programs the same, and nobody the keys', async () => {
    const dataDir = await madeFolder(30);
    const { stdout } = await runEntrada(['keys', 'list', '--json', '--data-dir', dataDir]);
    const answer = JSON.parse(stdout) as { database: string; dataDir: string; keys: object[] };
    expect(answer).toMatchObject({ database: join(dataDir, 'entrada.db'), dataDir });
    for (const key of answer.keys) {
      expect(Object.keys(key)).toEqual([
        'kid',
        'purpose',
        'state',
        'createdDateTime',
        'activatesDateTime',
        'retiresDateTime',
      ]);
    }
  });

  it('keeps the password of a database to itself', async () => {
    const { stdout, stderr } = await runEntrada([
      'keys',
      'list',
      '--database',
      'postgres://entrada:canary@localhost:1/entrada',
    ]);
    expect(stdout + stderr).not.toContain('canary');
    expect(stderr).toContain('localhost:1');
  });

  it('needs no master key, and makes no database', async () => {
    const empty = temporaryFolder();
    const { code, stderr } = await runEntrada(['keys', 'list', '--data-dir', empty]);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^entrada: There is no database /);
    expect(existsSync(join(empty, 'entrada.db'))).toBe(false);
    const dataDir = await madeFolder(30);
    const elsewhere = ['--master-key-file', join(empty, 'none')];
    expect((await runEntrada(['keys', 'list', '--data-dir', dataDir, ...elsewhere])).code).toBe(0);
  });
});

describe('entrada keys rotate', () => {
  const rotate = (dataDir: string, ...flags: string[]) =>
    runEntrada(['keys', 'rotate', '--data-dir', dataDir, ...flags]);

  it('lets a key that was published for weeks take over at once, without a question even where it is urgent', async () => {
    for (const flags of [[], ['--now']]) {
      const dataDir = await madeFolder(30);
      const before = await list(dataDir);
      const { code, stdout, stderr } = await rotate(dataDir, ...flags);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^The next key takes over now/);
      const after = await list(dataDir);
      expect(kidOf(after, 'signing', 'current')).toBe(kidOf(before, 'signing', 'next'));
      expect(kidOf(after, 'signing', 'superseded')).toBe(kidOf(before, 'signing', 'current'));
      expect(after.find(({ state }) => state === 'superseded')?.retiresDateTime).not.toBeNull();
      expect(kidOf(after, 'signing', 'next')).toMatch(/^[\w-]{27}$/);
    }
  });

  it('lets a young key wait until clients know it, and says until when', async () => {
    const dataDir = await madeFolder(1);
    const before = await list(dataDir);
    const { code, stdout } = await rotate(dataDir, '--json');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { kid: string; activatesDateTime: string; supersedes: string };
    expect(answer).toMatchObject({
      kid: kidOf(before, 'signing', 'next'),
      supersedes: kidOf(before, 'signing', 'current'),
    });
    const wait = Date.parse(answer.activatesDateTime) - systemClock.now();
    expect(wait / DAY).toBeCloseTo(2, 1);
    expect((await rotate(dataDir)).stdout).toMatch(/^The next key takes over by itself\.\n +Key .*\n +From +\d{4}-/);
  });

  it('asks before it lets clients meet a key they cannot know', async () => {
    const dataDir = await madeFolder(1);
    const refused = await rotate(dataDir, '--now');
    expect([refused.code, refused.stdout]).toEqual([64, '']);
    expect(refused.stderr).toMatch(/refuse new tokens[\s\S]*entrada: Nothing was changed.*--yes/);
    const before = await list(dataDir);
    expect(before.filter(({ state }) => state === 'superseded')).toEqual([]);

    const ask = (answer: string) =>
      runEntrada(['keys', 'rotate', '--now', '--data-dir', dataDir], { input: answer, columns: 80 });
    expect(await ask('n\n')).toMatchObject({ code: 64, stdout: '' });
    expect(await ask('')).toMatchObject({ code: 64, stdout: '' });
    expect(kidOf(await list(dataDir), 'signing', 'current')).toBe(kidOf(before, 'signing', 'current'));
    const agreed = await ask('y\n');
    expect(agreed.code).toBe(0);
    expect(agreed.stderr).toContain('Go on? [y/N]');
    expect(kidOf(await list(dataDir), 'signing', 'current')).toBe(kidOf(before, 'signing', 'next'));
  });

  it.each(['sealing', 'secret-hash'])('makes a %s key that is used a minute later', async (purpose) => {
    const dataDir = await madeFolder(1);
    const { code, stdout } = await rotate(dataDir, '--purpose', purpose);
    expect(code).toBe(0);
    expect(stdout).toMatch(/until you retire it/);
    const keys = (await list(dataDir)).filter((key) => key.purpose === purpose);
    expect(keys.map(({ state, retiresDateTime }) => [state, retiresDateTime])).toEqual([
      ['current', null],
      ['next', null],
    ]);
  });

  it('ends a key that leaked, when that was agreed to', async () => {
    const dataDir = await madeFolder(30);
    const before = await list(dataDir);
    const [kid, next] = [kidOf(before, 'signing', 'current'), kidOf(before, 'signing', 'next')];
    const refused = await rotate(dataDir, '--retire', kid);
    expect(refused).toMatchObject({ code: 64, stdout: '' });
    expect(refused.stderr).toMatch(/restart them/);
    expect(await list(dataDir)).toEqual(before);
    const done = await rotate(dataDir, '--retire', kid, '--yes', '--json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ kid, purpose: 'signing', successor: next });
    const after = await list(dataDir);
    expect(kidOf(after, 'signing', 'retired')).toBe(kid);
    expect(kidOf(after, 'signing', 'current')).toBe(next);
    const again = await rotate(dataDir, '--retire', kid);
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toMatch(/^The key had ended before/);
  });

  it('says why it does not', async () => {
    const dataDir = await madeFolder(1);
    const pairwise = kidOf(await list(dataDir), 'pairwise', 'current');
    expect(await rotate(dataDir, '--retire', pairwise, '--yes')).toMatchObject({
      code: 65,
      stderr: `entrada: The pairwise key ${pairwise} stays: without it everybody would become a stranger to every application.\n`,
    });
    expect(await rotate(dataDir, '--retire', 'nobody')).toMatchObject({
      code: 65,
      stderr: 'entrada: There is no key nobody: "entrada keys list" shows those there are.\n',
    });
    expect((await rotate(dataDir, '--retire', 'x', '--now')).code).toBe(64);
    expect((await rotate(dataDir, '--purpose', 'sealing', '--now')).stderr).toMatch(
      /^entrada: --now is for signing keys/,
    );
    expect((await rotate(dataDir, '--purpose', 'pairwise')).code).toBe(64);
  });
});

describe('entrada keys rewrap', () => {
  const rewrap = (dataDir: string, ...flags: string[]) =>
    runEntrada(['keys', 'rewrap', '--data-dir', dataDir, ...flags]);

  it('puts the keys under a new master key, which opens them from then on as the old one does not', async () => {
    const dataDir = await madeFolder(1);
    const before = await list(dataDir);
    const to = join(dataDir, 'new.key');
    const done = await rewrap(dataDir, '--to', to);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toMatch(/made just now[\s\S]*Keys +5\n/);
    expect(statSync(to).mode & 0o777).toBe(0o600);
    expect(done.stdout).not.toContain(readFileSync(to, 'utf8').trim());
    expect(await list(dataDir)).toEqual(before);
    const withOld = await runEntrada(['keys', 'rotate', '--data-dir', dataDir]);
    expect(withOld.code).toBe(78);
    expect(withOld.stderr).toMatch(/belong to another master key/);
    const withNew = await runEntrada(['keys', 'rotate', '--data-dir', dataDir, '--master-key-file', to]);
    expect(withNew.code).toBe(0);
    const again = await rewrap(dataDir, '--to', to, '--json');
    // The rotation above made no key under the old one.
    expect(JSON.parse(again.stdout)).toEqual({ masterKeyFile: to, fileCreated: false, rewrapped: 0 });
  });

  it('refuses the master key that is in use, and one that opens nothing', async () => {
    const dataDir = await madeFolder(1);
    const same = await rewrap(dataDir, '--to', join(dataDir, 'master.key'));
    expect(same.code).toBe(65);
    expect(same.stderr).toMatch(/is in use: name another file/);
    const other = await madeFolder(1);
    const wrong = await rewrap(dataDir, '--to', join(dataDir, 'b.key'), '--master-key-file', join(other, 'master.key'));
    expect(wrong.code).toBe(78);
    expect((await runEntrada(['keys', 'rotate', '--data-dir', dataDir])).code).toBe(0);
  });
});
