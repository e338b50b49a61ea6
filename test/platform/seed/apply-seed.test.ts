import { describe, expect, it, onTestFinished } from 'vitest';
import { directoryRoleIds, MICROSOFT_GRAPH_APP_ID } from '../../../src/catalogue/index.ts';
import { DEFAULT_ACCESS_ROLE_ID } from '../../../src/directory/index.ts';
import type { AppId, ObjectId, TenantId } from '../../../src/kernel/index.ts';
import { applySeed } from '../../../src/platform/seed/apply-seed.ts';
import { readSeed } from '../../../src/platform/seed/read-seed.ts';
import { startPlatform } from '../../../src/testing/index.ts';
import { makeCertificate } from '../../certificates.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const seed = `
tenants:
  - id: ${id(1)}
    name: Contoso
    domain: contoso.example
    domains: [contoso.test]
    users:
      - id: ${id(10)}
        userPrincipalName: alice@contoso.example
        displayName: Alice
        password: correct-Horse-7-battery
        directoryRoles: [Application Administrator]
      - userPrincipalName: bob@contoso.test
        displayName: Bob
    groups:
      - id: ${id(20)}
        displayName: Staff
        members: [alice@contoso.example, Trainees]
        owners: [alice@contoso.example]
      - displayName: Trainees
        members: [bob@contoso.test]
    applications:
      - id: ${id(30)}
        appId: ${id(31)}
        displayName: Orders API
        signInAudience: AzureADMultipleOrgs
        identifierUris: [api://${id(31)}]
        api:
          requestedAccessTokenVersion: 2
          oauth2PermissionScopes:
            - id: ${id(32)}
              value: Orders.Read
              adminConsentDisplayName: Read orders
              adminConsentDescription: Lets the app read orders.
        appRoles:
          - id: ${id(33)}
            value: Orders.All
            displayName: All orders
            description: Reads all orders.
            allowedMemberTypes: [Application, User]
        servicePrincipal: { id: ${id(34)}, appRoleAssignmentRequired: true }
      - appId: ${id(41)}
        displayName: Daemon
        secrets: [{ keyId: ${id(42)}, secret: a-secret-that-is-fixed-0123456789, displayName: fixed }]
        owners: [alice@contoso.example]
    delegatedGrants:
      - { client: Daemon, resource: Microsoft Graph, scopes: [User.Read, openid] }
      - { client: ${id(41)}, resource: Orders API, scopes: [Orders.Read], user: alice@contoso.example }
    appRoleAssignments:
      - { principal: Daemon, resource: Orders API, role: Orders.All }
      - { principal: Staff, resource: Orders API, role: Orders.All }
      - { principal: alice@contoso.example, resource: Daemon }
  - name: Fabrikam
    domain: fabrikam.example
    servicePrincipals:
      - { appId: ${id(31)}, id: ${id(50)} }
`;

async function seeded(text: string) {
  const platform = await startPlatform({ seed: text });
  onTestFinished(() => platform.stop());
  return platform;
}

describe('a seed', () => {
  it('becomes the directory it describes, with its ids', async () => {
    const { foundation } = await seeded(seed);
    const { stores } = foundation.storage;
    const contoso = id(1) as TenantId;
    expect(await stores.tenants.get(contoso)).toMatchObject({ displayName: 'Contoso' });
    expect((await stores.tenants.listDomains(contoso)).map(({ id: name }) => name).toSorted()).toEqual([
      'contoso.example',
      'contoso.test',
    ]);
    const alice = await stores.users.get(contoso, id(10) as ObjectId);
    expect(alice).toMatchObject({ displayName: 'Alice', forceChangePasswordNextSignIn: false });
    expect(await stores.directoryRoles.listRolesOf(contoso, id(10) as ObjectId)).toEqual([
      directoryRoleIds.applicationAdministrator,
    ]);
    expect(await stores.groups.listGroupIdsOf(contoso, id(10) as ObjectId, 'direct')).toEqual([id(20)]);
    expect(await stores.owners.isOwner(contoso, id(20) as ObjectId, id(10) as ObjectId)).toBe(true);

    const orders = await stores.servicePrincipals.findByAppId(contoso, id(31) as AppId);
    expect(orders).toMatchObject({ id: id(34), appRoleAssignmentRequired: true });
    const daemon = await stores.servicePrincipals.findByAppId(contoso, id(41) as AppId);
    const grants = await stores.permissionGrants.listForClient(contoso, daemon!.id, id(10) as ObjectId);
    expect(grants.map(({ consentType, scope }) => [consentType, scope]).toSorted()).toEqual([
      ['AllPrincipals', 'User.Read openid'],
      ['Principal', 'Orders.Read'],
    ]);
    const held = await stores.appRoleAssignments.query(contoso, { top: 10 });
    expect(held.items.map(({ principalId, appRoleId }) => [principalId, appRoleId])).toEqual(
      expect.arrayContaining([
        [daemon!.id, id(33)],
        [id(20), id(33)],
        [id(10), DEFAULT_ACCESS_ROLE_ID],
      ]),
    );
    const fabrikam = await stores.tenants.findByDomain('fabrikam.example');
    expect(await stores.servicePrincipals.findByAppId(fabrikam!.id, id(31) as AppId)).toMatchObject({ id: id(50) });
    expect(await stores.servicePrincipals.findByAppId(fabrikam!.id, MICROSOFT_GRAPH_APP_ID)).toBeDefined();
  });

  it('lets in whom it names, by the secrets it gives', async () => {
    const { fetch, baseUrl } = await seeded(seed);
    const response = await fetch(`${baseUrl}/contoso.test/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id(41),
        client_secret: 'a-secret-that-is-fixed-0123456789',
        scope: `api://${id(31)}/.default`,
      }),
    });
    expect(response.status).toBe(200);
  });

  it('registers the certificates it gives, and takes no private key', async () => {
    const certificate = await makeCertificate('P-256');
    const withPem = (pem: string) => `
tenants:
  - name: Contoso
    domain: contoso.example
    applications:
      - appId: ${id(41)}
        displayName: Daemon
        certificates: [{ keyId: ${id(43)}, displayName: of the daemon, pem: ${JSON.stringify(pem)} }]
`;
    const { foundation } = await seeded(withPem(certificate.pem));
    const daemon = await foundation.storage.stores.applications.findByAppId(id(41) as AppId);
    expect(daemon?.keyCredentials).toMatchObject([
      {
        keyId: id(43),
        displayName: 'of the daemon',
        usage: 'Verify',
        customKeyIdentifier: certificate.thumbprint.toUpperCase(),
        key: certificate.der.toString('base64'),
      },
    ]);
    const whole = withPem(`${certificate.privateKeyPem}${certificate.pem}`);
    await expect(readSeed(whole, 'seed.yaml')).rejects.toThrow(/one certificate in PEM, and no key/);
  });

  it('changes nothing when it is brought in again', async () => {
    const { foundation } = await seeded(seed);
    const before = await foundation.storage.stores.audit.list(id(1) as TenantId, { top: 1000 });
    const again = await applySeed(foundation, await readSeed(seed, 'seed.yaml'));
    expect(again.created).toBe(0);
    expect(await foundation.storage.stores.audit.list(id(1) as TenantId, { top: 1000 })).toEqual(before);
  });

  it('adds what it has more than before', async () => {
    const { foundation } = await seeded(seed);
    const longer = `${seed}    users: [{ userPrincipalName: carol@fabrikam.example, displayName: Carol }]\n`;
    expect((await applySeed(foundation, await readSeed(longer, 'seed.yaml'))).created).toBe(1);
  });

  it.each([
    [
      'a member that is nobody',
      'groups: [{ displayName: G, members: [nobody@a.test] }]',
      /Group G: there is nothing called 'nobody@a\.test'/,
    ],
    [
      'a role that does not exist',
      'users: [{ userPrincipalName: u@a.test, displayName: U, directoryRoles: [King] }]',
      /User u@a\.test: there is no directory role called 'King'/,
    ],
    ['a domain of another tenant', 'domains: [entrada.test]', /Domain entrada\.test: /],
    ['a user outside its domains', 'users: [{ userPrincipalName: u@b.test, displayName: U }]', /User u@b\.test: /],
    ['a weak password', 'users: [{ userPrincipalName: u@a.test, displayName: U, password: weak }]', /User u@a\.test: /],
  ])('is refused whole for %s', async (_, members, text) => {
    const { foundation } = await seeded('tenants: [{ name: First, domain: first.test }]');
    const wrong = await readSeed(`tenants:\n  - name: A\n    domain: a.test\n    ${members}\n`, 'seed.yaml');
    await expect(applySeed(foundation, wrong)).rejects.toThrow(text);
    expect(await foundation.storage.stores.tenants.findByDomain('a.test')).toBeUndefined();
  });

  it('is refused when an object is there under another id', async () => {
    const { foundation } = await seeded(seed);
    const other = await readSeed(seed.replace(`id: ${id(10)}`, `id: ${id(11)}`), 'seed.yaml');
    await expect(applySeed(foundation, other)).rejects.toThrow(
      /User alice@contoso\.example: it exists already, with another id/,
    );
  });

  it('may describe the first tenant itself', async () => {
    const { foundation, tenant } = await seeded(`tenants: [{ id: ${id(77)}, name: Mine, domain: entrada.test }]`);
    expect(tenant.id).toBe(id(77));
    const found = await foundation.storage.stores.tenants.findByDomain('entrada.test');
    expect(found?.displayName).toBe('Mine');
  });
});
