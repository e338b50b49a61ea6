import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fixtures, type RecordedRequest } from '../recorded/fixture.ts';

const run = promisify(execFile);

/** Replaces a recording by what the client sent this time. */
export async function writeRecording(
  name: string,
  version: string,
  requests: readonly RecordedRequest[],
): Promise<void> {
  const client = { ...fixtures.get(name)?.client, version };
  const file = fileURLToPath(new URL(`../recorded/${name}.json`, import.meta.url));
  await writeFile(file, JSON.stringify({ client, source: 'recorded', requests }, null, 2));
  await run('biome', ['format', '--write', file]);
}
