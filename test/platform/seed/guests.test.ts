import { describe, expect, it, onTestFinished } from 'vitest';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../../src/catalogue/index.ts';
import { applySeed } from '../../../src/platform/seed/apply-seed.ts';
import { readSeed } from '../../../src/platform/seed/read-seed.ts';
import { startPlatform } from '../../../src/testing/index.ts';

const seed = `
tenants:
  - name: Fabrikam
    domain: fabrikam.test
    guests:
      - { id: 20000000-0000-4000-8000-000000000001, mail: alice@contoso.test, displayName: Alice at Contoso }
      - { mail: pat@outlook.com }
      - { mail: carol@contoso.test, isPending: true }
      - { mail: nobody@nowhere.test, userType: Member, accountEnabled: false }
    groups:
      - { displayName: Visitors, members: [alice@contoso.test] }
  - name: Contoso
    domain: contoso.test
    users:
      - { userPrincipalName: alice@contoso.test, displayName: Alice, password: correct-Horse-7-battery }
      - { userPrincipalName: carol@contoso.test, displayName: Carol }
personalAccounts:
  - { userPrincipalName: pat@outlook.com, displayName: Pat, password: correct-Horse-7-battery }
`;

async function begin() {
  const platform = await startPlatform({ seed });
  onTestFinished(() => platform.stop());
  const { stores } = platform.foundation.storage;
  const fabrikam = await stores.tenants.findByDomain('fabrikam.test');
  const contoso = await stores.tenants.findByDomain('contoso.test');
  if (fabrikam === undefined || contoso === undefined) throw new Error('the tenants of the seed are there');
  const guest = (name: string) => stores.users.findByUserPrincipalName(fabrikam.id, `${name}#EXT#@fabrikam.test`);
  return { platform, stores, fabrikam, contoso, guest };
}

describe('guests of a seed', () => {
  it('are tied to the account they have at home, wherever in the file that is', async () => {
    const { stores, contoso, guest } = await begin();
    const alice = await stores.users.findByUserPrincipalName(contoso.id, 'alice@contoso.test');
    expect(await guest('alice_contoso.test')).toMatchObject({
      id: '20000000-0000-4000-8000-000000000001',
      displayName: 'Alice at Contoso',
      userType: 'Guest',
      mail: 'alice@contoso.test',
      creationType: 'Invitation',
      externalUserState: 'Accepted',
      home: { tenantId: contoso.id, userId: alice?.id },
    });
  });

  it('wait where they are told to, or where nobody has the name', async () => {
    const { guest } = await begin();
    expect(await guest('carol_contoso.test')).toMatchObject({ externalUserState: 'PendingAcceptance', home: null });
    expect(await guest('nobody_nowhere.test')).toMatchObject({
      externalUserState: 'PendingAcceptance',
      userType: 'Member',
      accountEnabled: false,
    });
  });

  it('are members of groups under the name they have at home', async () => {
    const { stores, fabrikam, guest } = await begin();
    const alice = await guest('alice_contoso.test');
    const groups = alice && (await stores.groups.listGroupIdsOf(fabrikam.id, alice.id, 'direct'));
    expect(groups).toHaveLength(1);
  });

  it('come once: bringing the seed in again makes nothing', async () => {
    const { platform } = await begin();
    expect(await applySeed(platform.foundation, await readSeed(seed, 'seed'))).toEqual({ created: 0 });
  });
});

describe('personal accounts of a seed', () => {
  it('live in their own tenant, with the ids such accounts have, and can be guests', async () => {
    const { stores, guest } = await begin();
    const pat = await stores.users.findByUserPrincipalName(PERSONAL_ACCOUNTS_TENANT_ID, 'pat@outlook.com');
    expect(pat?.id).toMatch(/^00000000-0000-0000-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect((await guest('pat_outlook.com'))?.home).toEqual({ tenantId: PERSONAL_ACCOUNTS_TENANT_ID, userId: pat?.id });
  });

  it('need a name in a domain of personal accounts', async () => {
    const text = seed.replaceAll('pat@outlook.com', 'pat@contoso.test');
    await expect(startPlatform({ seed: text })).rejects.toThrow(/pat@contoso\.test.*verified domains/);
  });
});
