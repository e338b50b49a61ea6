import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignInRecord } from '../../src/activity/index.ts';
import { createApplication } from '../../src/directory/index.ts';
import { type CorrelationId, systemEntropy } from '../../src/kernel/index.ts';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
const CORRELATION = '11111111-2222-4333-8444-555555555555' as CorrelationId;

function signIn(change: Partial<SignInRecord>): SignInRecord {
  const { contoso } = world;
  return {
    tenantId: contoso.tenant.id,
    id: systemEntropy.uuid(),
    createdAt: world.clock.now(),
    eventType: 'interactiveUser',
    correlationId: systemEntropy.uuid() as CorrelationId,
    errorCode: 0,
    failureReason: null,
    user: null,
    appId: contoso.tool.application.appId,
    appDisplayName: 'Tool',
    appOwnerTenantId: null,
    servicePrincipalId: null,
    servicePrincipalName: null,
    resourceId: null,
    resourceDisplayName: null,
    resourceServicePrincipalId: null,
    resourceOwnerTenantId: null,
    ipAddress: '192.0.2.7',
    userAgent: 'browser',
    clientAppUsed: 'Browser',
    clientCredentialType: 'none',
    credentialKeyId: null,
    credentialThumbprint: null,
    federatedCredentialId: null,
    uniqueTokenIdentifier: null,
    sessionId: null,
    authenticationProtocol: 'oAuth2',
    incomingTokenType: 'none',
    authenticationMethods: ['pwd'],
    authenticatedAt: null,
    isFreshlyAuthenticated: false,
    scopes: [],
    ...change,
  };
}
const personal = (user: {
  readonly id: SignInRecord['id'];
  readonly displayName: string;
  readonly userPrincipalName: string;
}) => ({
  id: user.id as never,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
  userType: 'member' as const,
  homeTenantId: null,
  homeTenantName: null,
});

beforeAll(async () => {
  world = await openWorld();
  const { contoso, fabrikam, storage, clock } = world;
  for (let index = 0; index < 6; index += 1) {
    // Two of them in each moment: pages must not lose one of a pair.
    if (index % 2 === 0) clock.advance(1000);
    await storage.signInLog.append(
      signIn({
        user: personal(index < 4 ? contoso.member : contoso.admin),
        errorCode: index === 0 ? 50126 : 0,
        failureReason: index === 0 ? 'wrong' : null,
      }),
    );
  }
  await storage.signInLog.append(
    signIn({
      eventType: 'servicePrincipal',
      clientCredentialType: 'clientSecret',
      credentialKeyId: systemEntropy.uuid() as never,
      correlationId: CORRELATION,
      servicePrincipalName: 'Daemon',
    }),
  );
  await storage.signInLog.append(signIn({ tenantId: fabrikam.tenant.id, user: personal(fabrikam.member) }));
  for (let index = 0; index < 5; index += 1)
    await createApplication({ ...contoso.context, correlationId: CORRELATION }, { displayName: `Audited ${index}` });
  admin = callerWith(world, await userToken(world, contoso, contoso.admin, 'AuditLog.Read.All Directory.Read.All'));
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

describe('sign-ins', () => {
  it('are people’s own unless other kinds are asked for', async () => {
    const { body } = await admin.get('/auditLogs/signIns');
    expect(body['@odata.context']).toBe(`${baseUrl}/v1.0/$metadata#auditLogs/signIns`);
    expect(body.value).toHaveLength(6);
    expect(body.value.at(-1)).toMatchObject({
      status: { errorCode: expect.any(Number) },
      ipAddress: '192.0.2.7',
      isInteractive: true,
      userPrincipalName: 'member@contoso.example',
    });
    expect(body.value[0]).not.toHaveProperty('signInEventTypes');
  });

  it('of applications name the credential used', async () => {
    const { body } = await admin.get(
      "/beta/auditLogs/signIns?$filter=signInEventTypes/any(t: t eq 'servicePrincipal')",
    );
    expect(body.value).toMatchObject([
      {
        servicePrincipalName: 'Daemon',
        clientCredentialType: 'clientSecret',
        signInEventTypes: ['servicePrincipal'],
        servicePrincipalCredentialKeyId: expect.any(String),
      },
    ]);
    const one = await admin.get(`/beta/auditLogs/signIns/${body.value[0]?.id}`);
    expect(one).toMatchObject({ status: 200, body: { servicePrincipalName: 'Daemon' } });
  });

  it('are filtered and paged, newest first, without losing one of a moment', async () => {
    const all = (await admin.get('/auditLogs/signIns')).body.value.map(({ id }) => id);
    const seen: string[] = [];
    for (let path = '/auditLogs/signIns?$top=1'; path !== ''; ) {
      const { body } = await admin.get(path);
      seen.push(...body.value.map(({ id }) => id));
      path = (body['@odata.nextLink'] ?? '').slice(baseUrl.length);
    }
    expect(seen).toEqual(all);
    const failed = await admin.get('/auditLogs/signIns?$filter=status/errorCode ne 0');
    expect(failed.body.value).toMatchObject([{ status: { errorCode: 50126, failureReason: 'wrong' } }]);
    const byUser = await admin.get(`/auditLogs/signIns?$filter=userId eq '${world.contoso.admin.id}'&$top=1`);
    expect(byUser.body.value).toHaveLength(1);
    expect(byUser.body['@odata.nextLink']).toBeDefined();
    const [newest] = (await admin.get('/auditLogs/signIns?$orderby=createdDateTime desc&$top=1')).body.value;
    const later = await admin.get(`/auditLogs/signIns?$filter=createdDateTime ge ${newest?.createdDateTime}`);
    expect(later.body.value).toHaveLength(2);
    const earlier = await admin.get(
      `/auditLogs/signIns?$filter=createdDateTime le ${newest?.createdDateTime} and createdDateTime ge 2020-01-01`,
    );
    expect(earlier.body.value).toHaveLength(6);
    expect((await admin.get('/auditLogs/signIns?$orderby=createdDateTime asc')).status).toBe(400);
    expect((await admin.get('/auditLogs/signIns?$top=1000')).status).toBe(200);
    expect((await admin.get('/auditLogs/signIns?$top=1001')).status).toBe(400);
  });

  it('are not searched for by what can be no id, and one is found without a filter being held to each', async () => {
    const list = vi.spyOn(world.storage.stores.signIns, 'list');
    expect((await admin.get('/auditLogs/signIns/none')).status).toBe(404);
    expect(list).not.toHaveBeenCalled();
    const oldest = (await admin.get('/auditLogs/signIns')).body.value.at(-1)?.id ?? '';
    expect((await admin.get(`/auditLogs/signIns/${oldest.toUpperCase()}`)).body.id).toBe(oldest);
    list.mockRestore();
  });

  it('of others are nobody’s business without a role', async () => {
    const { contoso } = world;
    const member = callerWith(world, await userToken(world, contoso, contoso.member, 'AuditLog.Read.All'));
    const { body } = await member.get('/auditLogs/signIns');
    expect(body.value).toHaveLength(4);
    expect(new Set(body.value.map(({ userId }) => userId))).toEqual(new Set([contoso.member.id]));
    const reader = await contoso.person('reader');
    await contoso.giveRole(reader, 'securityReader');
    const all = await callerWith(world, await userToken(world, contoso, reader, 'AuditLog.Read.All')).get(
      '/auditLogs/signIns',
    );
    expect(all.body.value).toHaveLength(6);
  });
});

describe('audit records', () => {
  it('tell who did what to what', async () => {
    const { body } = await admin.get(
      "/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add application'&$top=1",
    );
    expect(body.value).toMatchObject([
      {
        activityDisplayName: 'Add application',
        category: 'ApplicationManagement',
        loggedByService: 'Core Directory',
        operationType: 'Add',
        result: 'success',
        initiatedBy: { user: null, app: { displayName: 'Entrada' } },
        targetResources: [{ type: 'Application', displayName: 'Audited 4', groupType: null, userPrincipalName: null }],
      },
    ]);
    const one = await admin.get(`/auditLogs/directoryAudits/${body.value[0]?.id}`);
    expect(one).toMatchObject({ status: 200, body: { id: body.value[0]?.id } });
    expect((await admin.get('/auditLogs/directoryAudits/none')).status).toBe(404);
  });

  it('are found by id among those of their correlation, and not searched for elsewhere', async () => {
    const { storage, contoso } = world;
    const ids = (await admin.get(`/auditLogs/directoryAudits?$filter=correlationId eq '${CORRELATION}'`)).body.value;
    const list = vi.spyOn(storage.stores.audit, 'list');
    for (const { id } of ids) expect((await admin.get(`/auditLogs/directoryAudits/${id}`)).body.id).toBe(id);
    const queries = list.mock.calls.splice(0);
    expect(queries).toHaveLength(ids.length);
    for (const [tenantId, { correlationId }] of queries) {
      expect({ tenantId, correlationId }).toEqual({ tenantId: contoso.tenant.id, correlationId: CORRELATION });
    }
    expect((await admin.get('/auditLogs/directoryAudits/none')).status).toBe(404);
    expect(list).not.toHaveBeenCalled();
    list.mockRestore();
  });

  it('are found by correlation id and by target', async () => {
    const { body } = await admin.get(`/auditLogs/directoryAudits?$filter=correlationId eq '${CORRELATION}'`);
    expect(body.value).toHaveLength(5);
    const byTarget = await admin.get(
      "/auditLogs/directoryAudits?$filter=targetResources/any(t:t/displayName eq 'Audited 2')",
    );
    expect(byTarget.body.value).toHaveLength(1);
  });

  it('are those of the tenant alone', async () => {
    const fabrikam = callerWith(
      world,
      await userToken(world, world.fabrikam, world.fabrikam.admin, 'AuditLog.Read.All Directory.Read.All'),
    );
    const { body } = await fabrikam.get(`/auditLogs/directoryAudits?$filter=correlationId eq '${CORRELATION}'`);
    expect(body.value).toEqual([]);
  });
});
