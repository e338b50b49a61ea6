import { type FileHandle, open, rm } from 'node:fs/promises';
import { UsageFault } from '../../usage-fault.ts';

/**
 * Makes a file that only this user may read before there is anything to write, so that a secret that cannot be kept is never
 * made, and writes variables to it. It is removed again when there is nothing to write.
 * @param make makes what is to be kept
 * @throws UsageFault `FileExists` (nothing is overwritten: it may hold the secret of another application), `FileUnwritable`;
 *   what `make` throws
 */
export async function withSecretFile<Result>(
  path: string,
  make: () => Promise<{ readonly result: Result; readonly variables: Readonly<Record<string, string>> }>,
): Promise<Result> {
  const file = await openNew(path);
  let isWritten = false;
  try {
    const { result, variables } = await make();
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`);
    await file.writeFile(lines.join(''));
    await file.sync();
    isWritten = true;
    return result;
  } finally {
    await file.close();
    if (!isWritten) await rm(path);
  }
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EEXIST':
      return new UsageFault('FileExists', `${path} exists already: name a new file, nothing is overwritten.`, {
        cause,
      });
    case undefined:
      return cause;
    default:
      return new UsageFault('FileUnwritable', `${path} cannot be written.`, { cause });
  }
}

/** As shells, `node --env-file` and containers read it: quotes only where a shell would not take the value as it is. */
function quote(value: string): string {
  return /^[A-Za-z0-9._:/@-][A-Za-z0-9._:/@~-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
