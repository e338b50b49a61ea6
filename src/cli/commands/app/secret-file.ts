import { type FileHandle, open, rm } from 'node:fs/promises';
import { UsageFault } from '../../usage-fault.ts';

/** A file that waits for a secret. */
export interface SecretFile extends AsyncDisposable {
  /** Writes the variables and keeps the file; without this it is removed when it is disposed of. */
  write(variables: Readonly<Record<string, string>>): Promise<void>;
}

/**
 * Makes a file that only this user may read, before there is anything to write: a secret that cannot be kept is never made.
 * @throws UsageFault `FileExists` (nothing is overwritten: it may hold the secret of another application), `FileUnwritable`
 */
export async function reserveSecretFile(path: string): Promise<SecretFile> {
  const file = await openNew(path);
  let isWritten = false;
  return {
    async write(variables) {
      const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`);
      await file.writeFile(lines.join(''));
      await file.sync();
      isWritten = true;
    },
    async [Symbol.asyncDispose]() {
      await file.close();
      if (!isWritten) await rm(path);
    },
  };
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
