import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A program that drives a client, ready to be started. */
export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** A program, or why there is none. */
export type Found = { readonly program: Program } | { readonly missing: string };

const run = promisify(execFile);
const folder = fileURLToPath(new URL('.', import.meta.url));
const BUILD_MILLISECONDS = 5 * 60_000;

/** The Python program, if this Python has the package that it drives. */
export async function findPython(python: string, file: string, module: string, packageName: string): Promise<Found> {
  try {
    await run(python, ['-c', `import ${module}`]);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code !== 'ENOENT';
    return { missing: isThere ? `${python} has no package ${packageName}` : `there is no ${python}` };
  }
  return { program: { command: python, arguments: [join(folder, 'python', file)] } };
}

/**
 * The Go program, built from modules that are already on this machine.
 * @param into the folder for what is built
 */
export async function buildGo(go: string, name: string, into: string): Promise<Found> {
  const command = join(into, name);
  try {
    await run(go, ['build', '-o', command, `./${name}`], {
      cwd: join(folder, 'go'),
      env: { ...process.env, GOPROXY: 'off', GOTOOLCHAIN: 'local' },
      timeout: BUILD_MILLISECONDS,
    });
  } catch (cause) {
    const { code, stderr = '' } = cause as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') return { missing: `there is no ${go}` };
    const [why = 'no reason was given'] = stderr.trim().split('\n');
    return {
      missing: `it could not be built with what is here (${why}); go mod download in ${join(folder, 'go')} may help`,
    };
  }
  return { program: { command, arguments: [] } };
}
