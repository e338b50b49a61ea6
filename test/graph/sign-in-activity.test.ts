import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInRecord } from '../../src/activity/index.ts';
import { systemEntropy } from '../../src/kernel/index.ts';
import { signIn } from '../storage/conformance/traces.ts';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
const records: SignInRecord[] = [];

async function record(change: Partial<SignInRecord>): Promise<void> {
  const one = signIn(world.contoso.tenant.id, { id: systemEntropy.uuid(), ...change });
  records.push(one);
  await world.storage.signInLog.append(one);
}

beforeAll(async () => {
  world = await openWorld();
  const { contoso } = world;
  const user = {
    id: contoso.member.id,
    displayName: contoso.member.displayName,
    userPrincipalName: contoso.member.userPrincipalName,
    userType: 'guest',
    homeTenantId: world.fabrikam.tenant.id,
    homeTenantName: 'Fabrikam',
  } as const;
  await record({
    user,
    eventType: 'interactiveUser',
    createdAt: 1_700_000_000_123,
    authenticationMethods: ['pwd'],
    authenticatedAt: 1_700_000_000_000,
    isFreshlyAuthenticated: true,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  });
  await record({
    user,
    eventType: 'nonInteractiveUser',
    createdAt: 1_700_000_001_000,
    incomingTokenType: 'refreshToken',
  });
  await record({
    user,
    eventType: 'interactiveUser',
    createdAt: 1_700_000_002_000,
    errorCode: 50126,
    authenticationMethods: ['pwd'],
    isFreshlyAuthenticated: true,
  });
  await record({
    eventType: 'managedIdentity',
    createdAt: 1_700_000_003_000,
    clientCredentialType: 'managedIdentity',
    servicePrincipalName: 'vm-1',
    managedIdentity: { kind: 'userAssigned', associatedResourceId: '/subscriptions/1/virtualMachines/vm-1' },
    processingMilliseconds: 7,
  });
  await record({ createdAt: 1_700_000_004_000, servicePrincipalId: null });
  admin = callerWith(
    world,
    await userToken(world, contoso, contoso.admin, 'AuditLog.Read.All Directory.Read.All User.Read.All'),
  );
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const activity = () => ({
  lastSignInDateTime: '2023-11-14T22:13:22Z',
  lastSignInRequestId: records[2]?.id,
  lastNonInteractiveSignInDateTime: '2023-11-14T22:13:21Z',
  lastNonInteractiveSignInRequestId: records[1]?.id,
  lastSuccessfulSignInDateTime: '2023-11-14T22:13:21Z',
  lastSuccessfulSignInRequestId: records[1]?.id,
});

describe('signInActivity of users', () => {
  it('tells when somebody last signed in, where it is selected', async () => {
    const { member } = world.contoso;
    const one = await admin.get(`/users/${member.id}?$select=id,signInActivity`);
    expect(one.body).toMatchObject({ id: member.id, signInActivity: activity() });
    expect((await admin.get(`/users/${member.id}`)).body).not.toHaveProperty('signInActivity');
  });

  it('stands in lists, and is null for who never did', async () => {
    const { body } = await admin.get('/beta/users?$select=id,signInActivity');
    const { member, admin: administrator } = world.contoso;
    expect(body.value.find(({ id }) => id === member.id)).toMatchObject({ signInActivity: activity() });
    expect(body.value.find(({ id }) => id === administrator.id)).toMatchObject({ signInActivity: null });
  });

  it('needs AuditLog.Read.All, and for others a role that reads the logs', async () => {
    const { contoso } = world;
    const as = async (who: typeof contoso.member, scope: string) =>
      callerWith(world, await userToken(world, contoso, who, scope));
    const select = '$select=id,signInActivity';
    const without = await as(contoso.admin, 'User.Read.All');
    expect((await without.get(`/users/${contoso.member.id}?${select}`)).status).toBe(403);
    expect((await without.get(`/users?${select}`)).status).toBe(403);
    const member = await as(contoso.member, 'AuditLog.Read.All User.Read.All');
    expect((await member.get(`/me?${select}`)).body).toMatchObject({ signInActivity: activity() });
    expect((await member.get(`/users/${contoso.admin.id}?${select}`)).status).toBe(403);
    expect((await member.get(`/users?${select}`)).status).toBe(403);
  });
});

const found = async (filter: string, version = 'beta') =>
  (await admin.get(`/${version}/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`)).body.value;

describe('the members of a sign-in', () => {
  it('of a person say how they proved who they are, with what, and where they come from', async () => {
    const [record] = await found('createdDateTime le 2023-11-14T22:13:21Z');
    expect(record).toMatchObject({
      homeTenantId: world.fabrikam.tenant.id,
      homeTenantName: 'Fabrikam',
      userType: 'guest',
      crossTenantAccessType: 'b2bCollaboration',
      signInIdentifier: world.contoso.member.userPrincipalName.toLowerCase(),
      signInIdentifierType: 'userPrincipalName',
      authenticationRequirement: 'singleFactorAuthentication',
      authenticationMethodsUsed: ['Password'],
      authenticationDetails: [
        {
          authenticationStepDateTime: '2023-11-14T22:13:20.000Z',
          authenticationMethod: 'Password',
          authenticationMethodDetail: 'Password in the cloud',
          succeeded: true,
          authenticationStepResultDetail: 'Correct password',
          authenticationStepRequirement: 'Primary authentication',
        },
      ],
      deviceDetail: { browser: 'Firefox 127.0', operatingSystem: 'Linux', isManaged: false },
      location: { city: null, geoCoordinates: { latitude: null } },
      appliedConditionalAccessPolicies: [],
      conditionalAccessStatus: 'notApplied',
      originalRequestId: null,
      networkLocationDetails: [],
    });
    const [wrong] = await found('status/errorCode eq 50126', 'v1.0');
    expect(wrong).not.toHaveProperty('authenticationDetails');
    expect(await found('status/errorCode eq 50126')).toMatchObject([
      { authenticationDetails: [{ succeeded: false, authenticationStepResultDetail: 'Incorrect password' }] },
    ]);
  });

  it('of a managed identity say which kind it is', async () => {
    expect(await found("signInEventTypes/any(t: t eq 'managedIdentity')")).toMatchObject([
      {
        id: records[3]?.id,
        originalRequestId: records[3]?.id,
        isInteractive: false,
        userId: '',
        servicePrincipalName: 'vm-1',
        clientCredentialType: 'managedIdentity',
        signInEventTypes: ['managedIdentity'],
        managedServiceIdentity: { msiType: 'userAssigned', associatedResourceId: expect.stringContaining('vm-1') },
        processingTimeInMilliseconds: 7,
        authenticationRequirement: null,
        authenticationDetails: [],
        crossTenantAccessType: 'none',
      },
    ]);
    expect(await found("clientCredentialType eq 'managedIdentity'")).toEqual([]);
  });

  it('have the empty id for the service principal of an application that has none here', async () => {
    expect(await found("signInEventTypes/any(t: t eq 'servicePrincipal')")).toMatchObject([
      { servicePrincipalId: '00000000-0000-0000-0000-000000000000', managedServiceIdentity: { msiType: 'none' } },
    ]);
  });

  it.each([
    ["deviceDetail/browser eq 'Firefox 127.0'", 1],
    ["startswith(deviceDetail/operatingSystem,'Lin')", 1],
    ["crossTenantAccessType eq 'b2bCollaboration'", 2],
    ['status/errorCode ne 0', 1],
    ['status/errorCode eq 0', 1],
    ["signInEventTypes/any(t: t eq 'nonInteractiveUser') and incomingTokenType eq 'refreshToken'", 1],
    ["startswith(userPrincipalName,'member@')", 2],
    ["startswith(userPrincipalName,'nobody')", 0],
  ])('are filtered by: %s', async (filter, count) => {
    expect(await found(filter)).toHaveLength(count);
  });

  it('are found by their person, in any case', async () => {
    expect(await found(`userId eq '${world.contoso.member.id.toUpperCase()}'`)).toHaveLength(2);
  });
});
