import { afterAll, beforeAll, expect, it } from 'vitest';
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

type Json = Readonly<Record<string, unknown>>;
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** Two servers, one database: what one is told, the other goes by on its very next request. */
async function startTwo() {
  const env = { ENTRADA_DATABASE: database.url, ENTRADA_MASTER_KEY: generateMasterKey(systemEntropy).reveal() };
  const one = await startChild(temporaryFolder(), [], env);
  const quickstart = readQuickstart(one.dataDir);
  const two = await startChild(temporaryFolder(), [], env);
  const changes = ['--allow-password-grant', 'yes', '--refresh-token-reuse', 'revoke', '--json'];
  const settings = await runEntrada(['tenant', 'settings', ...changes], { cwd: one.dataDir, env });
  expect([settings.code, JSON.parse(settings.stdout)]).toMatchObject([
    0,
    { tenantId: quickstart.AZURE_TENANT_ID, allowPasswordGrant: true, refreshTokenReuse: 'revoke' },
  ]);
  const answer = (await (await requestToken(two, quickstart)).json()) as { access_token: string };
  const tenant = quickstart.AZURE_TENANT_ID ?? '';

  /** A change through Graph, at the second server. */
  async function graph(method: string, path: string, body?: Json): Promise<Json> {
    const response = await two.fetch(`${two.baseUrl}/v1.0${path}`, {
      method,
      headers: { authorization: `Bearer ${answer.access_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as Json);
  }
  async function token(server: ChildServer, fields: Readonly<Record<string, string>>): Promise<Json> {
    const url = `${server.baseUrl}/${tenant}/oauth2/v2.0/token`;
    const response = await server.fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    return (await response.json()) as Json;
  }
  return { one, two, graph, token };
}

it('two servers on one PostgreSQL database: whatever ends a refresh token at one ends it at the other, on the very next request (sts reference 5.11)', {
  timeout: 120_000,
}, async () => {
  const { one, two, graph, token } = await startTwo();
  const app = await graph('POST', '/applications', { displayName: 'Program', isFallbackPublicClient: true });
  const clientId = String(app.appId);
  const instance = await graph('POST', '/servicePrincipals', { appId: clientId });
  const { value } = await graph('GET', `/servicePrincipals?$filter=appId eq '${GRAPH_APP_ID}'`);
  const graphInstance = (value as readonly { readonly id: string }[])[0]?.id;
  const consent = {
    clientId: instance.id,
    consentType: 'AllPrincipals',
    resourceId: graphInstance,
    scope: 'User.Read',
  };
  let grant = await graph('POST', '/oauth2PermissionGrants', consent);

  const signIn = async (password = 'Correct-Horse-1') => {
    const userPrincipalName = `u${Math.random().toString(36).slice(2)}@entrada.test`;
    const profile = { password, forceChangePasswordNextSignIn: false };
    const user = await graph('POST', '/users', {
      accountEnabled: true,
      displayName: 'Somebody',
      mailNickname: 'somebody',
      userPrincipalName,
      passwordProfile: profile,
    });
    const fields = { grant_type: 'password', client_id: clientId, username: userPrincipalName, password };
    const first = await token(one, { ...fields, scope: 'offline_access User.Read' });
    expect(first).toHaveProperty('refresh_token');
    return { id: String(user.id), refreshToken: String(first.refresh_token) };
  };
  const refresh = (server: ChildServer, refreshToken: string) =>
    token(server, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken });
  const codeOf = ({ error_codes: codes }: Json) => (Array.isArray(codes) ? (codes[0] as number) : 0);

  const enable = (path: string, accountEnabled: boolean) => graph('PATCH', path, { accountEnabled });
  const instancePath = `/servicePrincipals/${String(instance.id)}`;
  const endings: readonly [string, number, (id: string) => Promise<unknown>, ((id: string) => Promise<unknown>)?][] = [
    ['revoked sessions', 50173, (id) => graph('POST', `/users/${id}/revokeSignInSessions`)],
    [
      'a password that an administrator set',
      50173,
      (id) => graph('PATCH', `/users/${id}`, { passwordProfile: { password: 'Another-Horse-2' } }),
    ],
    ['a disabled person', 50057, (id) => enable(`/users/${id}`, false)],
    ['a deleted person', 500341, (id) => graph('DELETE', `/users/${id}`)],
    ['a disabled instance', 7000112, () => enable(instancePath, false), () => enable(instancePath, true)],
    [
      'a disabled definition',
      7000112,
      () => graph('PATCH', `/applications/${String(app.id)}`, { isDisabled: true }),
      () => graph('PATCH', `/applications/${String(app.id)}`, { isDisabled: false }),
    ],
    [
      'consent that was taken back',
      65001,
      () => graph('DELETE', `/oauth2PermissionGrants/${String(grant.id)}`),
      async () => {
        grant = await graph('POST', '/oauth2PermissionGrants', consent);
      },
    ],
  ];
  for (const [name, code, end, undo] of endings) {
    const { id, refreshToken } = await signIn();
    const renewed = String((await refresh(two, refreshToken)).refresh_token);
    await end(id);
    expect([name, codeOf(await refresh(one, renewed))]).toEqual([name, code]);
    await undo?.(id);
  }

  // A token that is good once, presented at the one and at the other: the answer may be asked for again, and one of them lives.
  const { refreshToken } = await signIn();
  const [first, second] = await Promise.all([refresh(one, refreshToken), refresh(two, refreshToken)]);
  expect([codeOf(first), codeOf(second)]).toEqual([0, 0]);
  const tokens = [first, second].map((answer) => String(answer.refresh_token));
  const codes = [codeOf(await refresh(two, tokens[0] ?? '')), codeOf(await refresh(one, tokens[1] ?? ''))];
  expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
});
