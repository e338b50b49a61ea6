import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { main } from '../../src/cli/main.ts';
import { allowClosedPipe } from '../../src/cli/output/terminal.ts';
import { configFlags } from '../../src/platform/index.ts';

/** Runs a command line in this process. */
async function entrada(...argv: readonly string[]) {
  const output = { stdout: '', stderr: '' };
  const into = <Name extends keyof typeof output>(name: Name) =>
    new Writable({
      write(chunk: Buffer, _, done) {
        output[name] += chunk.toString();
        done();
      },
    }) as Writable & (typeof process)[Name];
  const code = await main(argv, { stdout: into('stdout'), stderr: into('stderr'), stdin: Readable.from([]) });
  return { code, ...output };
}

describe('the command line', () => {
  it('tells its version', async () => {
    expect(await entrada('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('is content when the reader of a pipe goes early, and not with any other failure to write', async () => {
    const failing = (code: string) =>
      new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
    const stdout = failing('EPIPE') as Writable & typeof process.stdout;
    const code = await main(['--help'], { stdout, stderr: stdout, stdin: Readable.from([]) });
    await new Promise((resolve) => setImmediate(resolve));
    expect(code).toBe(0);
    const other = failing('EIO');
    allowClosedPipe(other);
    expect(() => other.emit('error', Object.assign(new Error('full'), { code: 'EIO' }))).toThrow('full');
  });

  it('explains itself', async () => {
    const { code, stdout } = await entrada('--help');
    expect(code).toBe(0);
    for (const command of ['start', 'tenant', 'admin']) expect(stdout).toMatch(new RegExp(`^ +${command} `, 'm'));
  });

  it('explains every setting of the server as a flag', async () => {
    const { stdout } = await entrada('start', '--help');
    expect(configFlags().length).toBeGreaterThan(10);
    for (const { name, summary } of configFlags()) {
      expect(stdout).toContain(`--${name}`);
      expect(stdout.replace(/\s+/g, ' ')).toContain(summary.slice(0, 30));
    }
    expect(stdout).not.toContain('--master-key ');
  });

  it.each([
    [['strat'], /did you mean `start`/],
    [['tenant', 'craete'], /did you mean `create`/],
    [['start', '--prot', '1'], /did you mean --port/],
    [['start', 'now'], /./],
    [['tenant', 'create'], /name/],
  ])('does not guess what is meant by %j, but says what is near (exit code 64)', async (argv, text) => {
    const { code, stdout, stderr } = await entrada(...argv);
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toMatch(text);
  });

  it('says in one line what is wrong with a setting', async () => {
    const { code, stderr } = await entrada('start', '--port', '70000');
    expect(code).toBe(78);
    expect(stderr).toBe(
      'entrada: --port cannot be "70000": it takes a port number from 0 to 65535, where 0 picks a free one.\n',
    );
  });
});
