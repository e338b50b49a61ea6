import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemEntropy } from '../../../src/kernel/index.ts';
import { generateMasterKey } from '../../../src/keyring/index.ts';
import { createDatabase, type OwnDatabase } from '../../setup/database.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type ChildServer, readQuickstart, requestToken, runEntrada, startChild } from './child-server.ts';

let database: OwnDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

type Quickstart = Readonly<Record<string, string>>;

async function tokenOf(server: ChildServer, quickstart: Quickstart): Promise<string> {
  const answer = (await (await requestToken(server, quickstart)).json()) as { access_token: string };
  return answer.access_token;
}

const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

async function publishedKids({ fetch, baseUrl }: ChildServer): Promise<string[]> {
  const answer = await fetch(`${baseUrl}/common/discovery/v2.0/keys`);
  return ((await answer.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid).toSorted();
}

const askGraph = async ({ fetch, baseUrl }: ChildServer, token: string): Promise<number> =>
  (await fetch(`${baseUrl}/v1.0/organization`, { headers: { authorization: `Bearer ${token}` } })).status;

it('two servers on one PostgreSQL database follow an operator who ends the key in use', {
  timeout: 90_000,
}, async () => {
  const env = {
    ENTRADA_DATABASE: database.url,
    ENTRADA_MASTER_KEY: generateMasterKey(systemEntropy).reveal(),
  };
  const one = await startChild(temporaryFolder(), [], env);
  const quickstart = readQuickstart(one.dataDir);
  const two = await startChild(temporaryFolder(), [], env);
  const servers = [one, two];
  const tokens = [await tokenOf(one, quickstart), await tokenOf(two, quickstart)];
  const [ended = ''] = new Set(tokens.map(kidOf));
  expect(new Set(tokens.map(kidOf)).size).toBe(1);
  expect(await publishedKids(one)).toEqual(await publishedKids(two));
  for (const [index, server] of servers.entries()) expect(await askGraph(server, tokens[index] ?? '')).toBe(200);

  const command = ['keys', 'rotate', '--retire', ended, '--yes', '--json'];
  const answer = await runEntrada(command, { cwd: one.dataDir, env });
  expect(answer.code).toBe(0);
  const { successor } = JSON.parse(answer.stdout) as { successor: string };
  // Each server reads the keys every few seconds.
  await vi.waitFor(
    async () => {
      for (const server of servers) expect(await publishedKids(server)).not.toContain(ended);
    },
    { timeout: 30_000, interval: 250 },
  );
  for (const [index, server] of servers.entries()) {
    expect(await askGraph(server, tokens[index] ?? '')).toBe(401);
    const fresh = await tokenOf(server, quickstart);
    expect(kidOf(fresh)).toBe(successor);
    expect(await askGraph(server, fresh)).toBe(200);
    // The key that will follow was made by one of them, or by the command, and all publish it.
    await vi.waitFor(async () => expect(await publishedKids(one)).toEqual(await publishedKids(two)), {
      timeout: 30_000,
      interval: 250,
    });
  }
  expect(await publishedKids(one)).toHaveLength(2);
  const listed = await runEntrada(['keys', 'list', '--json'], { cwd: one.dataDir, env });
  expect(listed.stdout).not.toContain(new URL(database.url).password || 'no password');
  const { keys } = JSON.parse(listed.stdout) as { keys: { kid: string; purpose: string; state: string }[] };
  const signing = keys.filter(({ purpose }) => purpose === 'signing').map(({ state }) => state);
  expect(signing).toEqual(['retired', 'current', 'next']);
  // What only the command line was told is in the log of the server that saw it.
  expect(one.stdout()).toContain('tokens are signed with another key from now on');
});
