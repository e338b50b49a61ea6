import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Ended, readQuickstart, requestToken, runEntrada, startChild } from './child-server.ts';

/** What every refusal has in common: one line that says what to do, and an exit code that tells it from a crash. */
function expectRefusal({ code, stdout, stderr }: Ended, exitCode: number, text: RegExp): void {
  expect(stderr).toMatch(text);
  expect(stderr).toMatch(/^entrada: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(code).toBe(exitCode);
}

/** A digest of each file in a folder, to see that nothing was damaged. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return Object.fromEntries(
    files.toSorted().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

const start = (dataDir: string, ...args: string[]) =>
  runEntrada(['start', '--data-dir', dataDir, ...args], { cwd: dataDir });

describe('a start refuses, in one line,', () => {
  it('a port that is taken, naming the port and the option', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expectRefusal(await start(temporaryFolder(), '--port', String(port)), 69, new RegExp(`Port ${port} .*--port`));
  });

  it('a database that another server has, which goes on undisturbed', async () => {
    const first = await startChild(temporaryFolder());
    expectRefusal(await start(first.dataDir, '--port', '0'), 75, /in use by another running server/);
    expect((await requestToken(first, readQuickstart(first.dataDir))).status).toBe(200);
  });

  it('a database that a newer version wrote, and changes nothing in it', async () => {
    const dataDir = temporaryFolder();
    await (await startChild(dataDir)).end('SIGTERM');
    const database = new DatabaseSync(join(dataDir, 'entrada.db'));
    database.exec("insert into schema_version (version, name, applied_at) values (9999, 'from the future', 0)");
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
    const before = digests(dataDir);
    expectRefusal(await start(dataDir, '--port', '0'), 65, /newer version/);
    expect(digests(dataDir)['entrada.db']).toBe(before['entrada.db']);
    expect(digests(dataDir)['quickstart.env']).toBe(before['quickstart.env']);
  });

  it('a file that is no database, and leaves it as it is', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'entrada.db'), 'my holiday pictures\n'.repeat(1000));
    const before = digests(dataDir);
    expectRefusal(await start(dataDir, '--port', '0'), 65, /not a database/);
    expect(digests(dataDir)['entrada.db']).toBe(before['entrada.db']);
  });

  it('a database without the master key its keys are wrapped under', async () => {
    const dataDir = temporaryFolder();
    await (await startChild(dataDir)).end('SIGTERM');
    const { code, stderr } = await runEntrada(['start', '--port', '0', '--data-dir', dataDir], {
      cwd: dataDir,
      env: { ENTRADA_MASTER_KEY: 'A'.repeat(43) },
    });
    expect(stderr).toMatch(/^entrada: .*another master key.*\n$/);
    expect(code).toBe(78);
    expect((await requestToken(await startChild(dataDir), readQuickstart(dataDir))).status).toBe(200);
  });

  it('a folder it may not write', async ({ skip }) => {
    skip(
      process.platform !== 'linux',
      'the kernel’s own folders, which not even root may write, are there on Linux only',
    );
    const cwd = temporaryFolder();
    const ended = await runEntrada(['start', '--port', '0', '--data-dir', '/sys/kernel/entrada'], { cwd });
    expectRefusal(ended, 73, /\/sys\/kernel\/entrada cannot be written.*--data-dir/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each([
    ['an option that does not exist', 'prot: 9000\n', [], 78, /entrada\.yaml line 1.*prot.*did you mean port\?/],
    ['a value that is none', 'port: many\n', [], 78, /entrada\.yaml line 1.*port/],
    ['settings that are no YAML', 'port: [\n', [], 78, /entrada\.yaml line/],
    ['settings that contradict each other', '', ['--tls', 'off'], 78, /trust-proxy and public-url/],
    ['a seed that does not exist', '', ['--seed', 'missing.yaml'], 65, /missing\.yaml does not exist/],
  ] as const)('%s', async (_, yaml, args, exitCode, text) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'entrada.yaml'), yaml);
    expectRefusal(await runEntrada(['start', '--port', '0', ...args], { cwd }), exitCode, text);
    expect(existsSync(join(cwd, '.entrada'))).toBe(false);
  });

  it('an environment variable that is no option', async () => {
    const ended = await runEntrada(['start'], { cwd: temporaryFolder(), env: { ENTRADA_PROT: '1' } });
    expectRefusal(ended, 78, /ENTRADA_PROT.*did you mean ENTRADA_PORT\?/);
  });
});

/** Programs of the machine, not of any package. */
const programs = { mount: 'mount', umount: 'umount' };

/** Writes until there is no room left. @returns the file that takes it all */
function fill(folder: string): string {
  const file = join(folder, 'filler');
  for (let size = 1024 * 1024; size >= 512; size /= 2) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  }
  return file;
}

describe('a full disk', () => {
  /** A disk of its own. @returns undefined where this user may not mount one */
  function smallDisk(size: string): string | undefined {
    const folder = join(temporaryFolder(), 'disk');
    mkdirSync(folder);
    if (spawnSync(programs.mount, ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status !== 0)
      return undefined;
    onTestFinished(() => void spawnSync(programs.umount, ['--lazy', folder]));
    return folder;
  }

  it('refuses the first start in one line, and lets it succeed once there is room', async ({ skip }) => {
    const disk = smallDisk('512k');
    if (disk === undefined) return skip('this user may not mount a disk');
    expectRefusal(await start(disk, '--port', '0'), 74, /full|no room/i);
    spawnSync(programs.mount, ['-o', 'remount,size=64m', disk]);
    const server = await startChild(disk);
    expect((await requestToken(server, readQuickstart(disk))).status).toBe(200);
    await server.end('SIGTERM');
  });

  it('while the server runs is answered 503, and is over when there is room again', async ({ skip }) => {
    const disk = smallDisk('32m');
    if (disk === undefined) return skip('this user may not mount a disk');
    const server = await startChild(disk, ['--log-level', 'error']);
    const quickstart = readQuickstart(disk);
    expect((await requestToken(server, quickstart)).status).toBe(200);
    const filler = fill(disk);
    const statuses: number[] = [];
    // What has been allocated before may still hold a few records.
    for (let attempt = 0; attempt < 400 && !statuses.includes(503); attempt += 1) {
      statuses.push((await requestToken(server, quickstart)).status);
    }
    expect(statuses.at(-1)).toBe(503);
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
    rmSync(filler);
    expect((await requestToken(server, quickstart)).status).toBe(200);
    expect((await server.end('SIGTERM')).code).toBe(0);
  });
});
