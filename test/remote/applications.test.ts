import { describe, expect, it } from 'vitest';
import { MICROSOFT_GRAPH_APP_ID } from '../../src/catalogue/index.ts';
import { ManualClock, systemEntropy } from '../../src/kernel/index.ts';
import {
  type ApplicationWish,
  CreationInterrupted,
  createApplication,
  findApplication,
  listApplications,
  parsePermission,
  parseRole,
} from '../../src/remote/index.ts';
import { fakeGraph } from './fake-graph.ts';
import { graphError, type ScriptedAnswer, type SeenRequest } from './scripted-transport.ts';

const graphInstance = {
  id: 'sp-graph',
  appId: MICROSOFT_GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  oauth2PermissionScopes: [{ id: 'scope-1', value: 'User.Read' }],
  appRoles: [{ id: 'role-1', value: 'User.Read.All', displayName: 'Read users', allowedMemberTypes: ['Application'] }],
};
const appId = '11111111-1111-4111-8111-111111111111';
const wish: ApplicationWish = {
  displayName: 'Orders',
  web: [],
  spa: [],
  publicClient: [],
  publicFlows: false,
  multitenant: false,
  apiScopes: [],
  roles: [],
  permissions: [],
  grant: false,
  secretDays: undefined,
};

/** A tenant in which everything succeeds, but for what `override` says. */
function tenantWith(override: (request: SeenRequest) => ScriptedAnswer | undefined = () => undefined) {
  return fakeGraph((request) => {
    const overridden = override(request);
    if (overridden !== undefined) return overridden;
    const { line } = request;
    if (line.startsWith('GET /v1.0/servicePrincipals?')) {
      return { body: { value: line.includes("'Microsoft Graph'") ? [graphInstance] : [] } };
    }
    if (line === 'POST /v1.0/applications') return { status: 201, body: { id: 'app-1', appId, displayName: 'Orders' } };
    if (line === 'POST /v1.0/servicePrincipals') return { status: 201, body: { id: 'sp-1', appId } };
    if (line.endsWith('/addPassword')) {
      const { passwordCredential } = request.json as { passwordCredential: { endDateTime: string } };
      return { body: { keyId: 'key-1', secretText: 'canary-secret', ...passwordCredential } };
    }
    return line.startsWith('PATCH') ? { status: 204, body: '' } : { status: 201, body: { id: 'new' } };
  });
}

function run(changes: Partial<ApplicationWish>, { graph }: ReturnType<typeof tenantWith>) {
  const pauses: number[] = [];
  const steps: string[] = [];
  const clock = new ManualClock(Date.parse('2026-11-21T00:00:00Z'));
  const made = createApplication(
    { ...wish, ...changes },
    {
      graph,
      clock,
      entropy: systemEntropy,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      onStep: (step) => void steps.push(step),
    },
  );
  return { made, pauses, steps };
}

const lines = (seen: readonly SeenRequest[]): string[] =>
  seen.map(({ line }) => line).filter((line) => !line.startsWith('GET'));

describe('creating an application', () => {
  it('makes a definition and its instance, and nothing else unasked', async () => {
    const tenant = tenantWith();
    const created = await run({ web: ['https://app.example/cb'] }, tenant).made;
    expect(created).toMatchObject({ definition: { id: 'app-1', appId }, instance: { id: 'sp-1' }, granted: [] });
    expect(lines(tenant.seen)).toEqual(['POST /v1.0/applications', 'POST /v1.0/servicePrincipals']);
    expect(tenant.seen[0]?.json).toEqual({
      displayName: 'Orders',
      signInAudience: 'AzureADMyOrg',
      web: { redirectUris: ['https://app.example/cb'] },
    });
    expect(tenant.seen[1]?.json).toEqual({ appId });
  });

  it('allows the flows of public clients when told to', async () => {
    const tenant = tenantWith();
    await run({ publicFlows: true }, tenant).made;
    expect(tenant.seen[0]?.json).toEqual({
      displayName: 'Orders',
      signInAudience: 'AzureADMyOrg',
      isFallbackPublicClient: true,
    });
  });

  it('makes an API with version 2 tokens and an identifier URI of its own application id', async () => {
    const tenant = tenantWith();
    const role = parseRole('Orders.Process:User,Application');
    const roles = role === undefined ? [] : [role];
    await run({ apiScopes: ['Orders.Read'], roles, multitenant: true }, tenant).made;
    expect(tenant.seen[0]?.json).toMatchObject({
      signInAudience: 'AzureADMultipleOrgs',
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [{ value: 'Orders.Read', type: 'User', isEnabled: true }],
      },
      appRoles: [{ value: 'Orders.Process', allowedMemberTypes: ['User', 'Application'], isEnabled: true }],
    });
    expect(tenant.seen[1]).toMatchObject({
      line: 'PATCH /v1.0/applications/app-1',
      json: { identifierUris: [`api://${appId}`] },
    });
  });

  it('asks for permissions by name, and grants them in the name of everybody when told to', async () => {
    const permissions = [parsePermission('User.Read', 'delegated')!, parsePermission('user.read.all', 'application')!];
    const tenant = tenantWith();
    const created = await run({ permissions, grant: true }, tenant).made;
    const [create, , delegated, role] = tenant.seen.filter(({ line }) => !line.startsWith('GET'));
    expect(create?.json).toMatchObject({
      requiredResourceAccess: [
        {
          resourceAppId: MICROSOFT_GRAPH_APP_ID,
          resourceAccess: [
            { id: 'scope-1', type: 'Scope' },
            { id: 'role-1', type: 'Role' },
          ],
        },
      ],
    });
    expect(delegated).toMatchObject({
      line: 'POST /v1.0/oauth2PermissionGrants',
      json: { clientId: 'sp-1', consentType: 'AllPrincipals', resourceId: 'sp-graph', scope: 'User.Read' },
    });
    expect(role).toMatchObject({
      line: 'POST /v1.0/servicePrincipals/sp-graph/appRoleAssignedTo',
      json: { principalId: 'sp-1', resourceId: 'sp-graph', appRoleId: 'role-1' },
    });
    expect(created.granted.map(({ value }) => value)).toEqual(['User.Read', 'User.Read.All']);
  });

  it.each([
    ['an unknown permission', 'Microsoft Graph:User.Raed', 'delegated', 'Near it are: User.Read.'],
    ['a permission of the other kind', 'User.Read', 'application', 'ask for it with --permission'],
    ['an unknown API', 'Nothing:User.Read', 'delegated', "no API 'Nothing'"],
  ] as const)('leaves nothing behind for %s', async (_, text, kind, says) => {
    const tenant = tenantWith();
    await expect(run({ permissions: [parsePermission(text, kind)!] }, tenant).made).rejects.toThrow(says);
    expect(lines(tenant.seen)).toEqual([]);
  });

  it('waits for replicas that do not know the definition yet', async () => {
    let refusals = 2;
    const tenant = tenantWith(({ line }) => {
      if (line !== 'POST /v1.0/servicePrincipals' || refusals === 0) return undefined;
      refusals -= 1;
      const details = [{ code: 'NoBackingApplicationObject', target: 'appId' }];
      return { status: 400, body: graphError('Request_BadRequest', details) };
    });
    const { made, pauses } = run({}, tenant);
    expect((await made).instance?.id).toBe('sp-1');
    expect(pauses).toEqual([500, 1_000]);
  });

  it('gives up on what stays unknown, and on any other refusal at once', async () => {
    const behind = run(
      {},
      tenantWith(({ line }) => (line === 'POST /v1.0/servicePrincipals' ? notFound : undefined)),
    );
    await expect(behind.made).rejects.toBeInstanceOf(CreationInterrupted);
    expect(behind.pauses).toHaveLength(5);
    const refused = run(
      {},
      tenantWith(({ line }) => (line === 'POST /v1.0/servicePrincipals' ? denied : undefined)),
    );
    await expect(refused.made).rejects.toBeInstanceOf(CreationInterrupted);
    expect(refused.pauses).toEqual([]);
  });

  it('tells what exists when it stops on the way', async () => {
    const permissions = [parsePermission('User.Read', 'delegated')!];
    const tenant = tenantWith(({ line }) => (line === 'POST /v1.0/oauth2PermissionGrants' ? denied : undefined));
    await expect(run({ permissions, grant: true, secretDays: 180 }, tenant).made).rejects.toMatchObject({
      code: 'Interrupted',
      step: 'Recording the consent of an administrator',
      created: { definition: { id: 'app-1' }, instance: { id: 'sp-1' }, granted: [] },
      cause: { facts: { graphCode: 'Authorization_RequestDenied' } },
    });
    expect(lines(tenant.seen), 'a secret that nobody would see is not made').not.toContain(
      'POST /v1.0/applications/app-1/addPassword',
    );
  });

  it('adds a secret with an end, and shows it to nobody who prints the result', async () => {
    const tenant = tenantWith();
    const created = await run({ secretDays: 180 }, tenant).made;
    expect(created.secret?.endDateTime).toBe('2027-05-20T00:00:00.000Z');
    expect(created.secret?.text.reveal()).toBe('canary-secret');
    expect(JSON.stringify(created)).not.toContain('canary-secret');
  });
});

const notFound = { status: 404, body: graphError('Request_ResourceNotFound') };
const denied = { status: 403, body: graphError('Authorization_RequestDenied') };

describe('what people write', () => {
  it.each([
    ['User.Read', { resource: 'Microsoft Graph', value: 'User.Read' }],
    ['Microsoft Graph:User.Read', { resource: 'Microsoft Graph', value: 'User.Read' }],
    ['api://orders:Orders.Read', { resource: 'api://orders', value: 'Orders.Read' }],
    [`${appId}:Orders.Read`, { resource: appId, value: 'Orders.Read' }],
  ])('as permission %s is read', (text, expected) => {
    expect(parsePermission(text, 'delegated')).toEqual({ kind: 'delegated', ...expected });
  });

  it.each(['', ':', 'Microsoft Graph:', ':User.Read', 'Graph User.Read', 'api://orders'])(
    'as permission %j is not guessed at',
    (text) => {
      expect(parsePermission(text, 'delegated')).toBeUndefined();
    },
  );

  it.each([
    ['Orders.Process:Application', ['Application']],
    ['Orders.Process:user', ['User']],
    ['Orders.Process:User|Application', ['User', 'Application']],
  ])('as role %s is read', (text, members) => {
    expect(parseRole(text)).toEqual({ value: 'Orders.Process', members });
  });

  it.each(['Orders.Process', 'Orders.Process:', ':User', 'Orders.Process:Group', 'Orders Process:User'])(
    'as role %j is not guessed at',
    (text) => {
      expect(parseRole(text)).toBeUndefined();
    },
  );
});

describe('finding an application', () => {
  const definition = { id: 'app-1', appId, displayName: "O'Brien" };
  const instance = { id: 'sp-1', appId, displayName: "O'Brien" };
  const objectId = '22222222-2222-4222-8222-222222222222';

  const tenant = (twins = false) =>
    fakeGraph(({ line }) => {
      if (line === `GET /v1.0/applications(appId='${appId}')`) return { body: definition };
      if (line === `GET /v1.0/servicePrincipals(appId='${appId}')`) return { body: instance };
      if (line === `GET /v1.0/servicePrincipals/${objectId}`) return { body: instance };
      if (line.startsWith("GET /v1.0/applications?$filter=displayName eq 'O''Brien'")) {
        return { body: { value: twins ? [definition, { ...definition, appId: objectId }] : [definition] } };
      }
      return line.includes('$filter') ? { body: { value: [] } } : undefined;
    });

  it.each([
    ['its name, quotes and all', "O'Brien"],
    ['its application id', appId],
    ['the object id of its instance', objectId],
  ])('works by %s', async (_, called) => {
    const found = await findApplication(tenant().graph, called);
    expect(found).toMatchObject({ appId, definition: { id: 'app-1' }, instance: { id: 'sp-1' } });
  });

  it('asks which one when a name is not unique', async () => {
    await expect(findApplication(tenant(true).graph, "O'Brien")).rejects.toMatchObject({
      code: 'Ambiguous',
      message: expect.stringContaining(`${appId}, ${objectId}`),
    });
  });

  it.each(['Nothing', '33333333-3333-4333-8333-333333333333'])('says that there is no %s', async (called) => {
    await expect(findApplication(tenant().graph, called)).rejects.toMatchObject({ code: 'NotFound' });
  });
});

describe('listing applications', () => {
  const all = [
    { id: '1', appId: 'bbbb', displayName: 'Zebra' },
    { id: '2', appId: 'cccc', displayName: 'ant' },
    { id: '3', appId: 'aaaa', displayName: null },
  ];
  const { graph } = fakeGraph(() => ({ body: { value: all } }));

  it('sorts them by name as people do', async () => {
    expect((await listApplications(graph, undefined)).map(({ id }) => id)).toEqual(['3', '2', '1']);
  });

  it.each([
    ['EBR', ['1']],
    ['AAA', ['3']],
    ['nothing', []],
  ])('keeps those with %s in their name or application id', async (text, ids) => {
    expect((await listApplications(graph, text)).map(({ id }) => id)).toEqual(ids);
  });
});
