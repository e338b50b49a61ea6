import { expect, it } from 'vitest';
import type { FederatedIdentityCredential } from '../../../src/directory/index.ts';
import { onEveryEngine } from './engines.ts';
import { application, guid, newTenant } from './samples.ts';

const AT = '2026-04-01T00:00:00Z';

onEveryEngine('the store of federated identity credentials', (bench) => {
  async function scene() {
    const { unitOfWork } = bench.storage;
    const tenantId = await newTenant(bench.storage);
    const [owner, other] = [application(tenantId), application(tenantId)];
    await unitOfWork.run(async (own) => {
      await own.applications.insert(owner);
      await own.applications.insert(other);
    });
    const credential = (name: string, change: Partial<FederatedIdentityCredential> = {}) => ({
      tenantId,
      applicationId: owner.id,
      id: guid(),
      name,
      issuer: 'https://cluster.example/',
      subject: `system:serviceaccount:${name}`,
      audiences: ['api://AzureADTokenExchange'],
      description: null,
      claimsMatchingExpression: null,
      ...change,
    });
    const insert = (...credentials: readonly FederatedIdentityCredential[]) =>
      unitOfWork.run(async (own) => {
        for (const one of credentials) await own.federatedCredentials.insert(one);
      });
    return { tenantId, owner, other, credential, insert };
  }

  it('keeps them by application, in the order of their names, and gives back what it was given', async () => {
    const { stores, facts } = bench.storage;
    const { tenantId, owner, other, credential, insert } = await scene();
    const flexible = credential('Ärger', {
      subject: null,
      description: 'ß “quoted” \u{1F600}',
      claimsMatchingExpression: { value: "claims['sub'] eq 'it''s'", languageVersion: 1 },
    });
    const made = [credential('b'), credential('a'), flexible];
    const foreign = credential('a', { applicationId: other.id });
    await insert(...made, foreign);
    const sorted = [made[1], made[0], made[2]];
    expect(await stores.federatedCredentials.list(tenantId, owner.id)).toEqual(sorted);
    expect(await stores.federatedCredentials.list(tenantId, other.id)).toEqual([foreign]);
    expect(await stores.federatedCredentials.list(await newTenant(bench.storage), owner.id)).toEqual([]);
    expect(await facts.listFederatedCredentials(owner.appId)).toEqual(sorted);
  });

  it('takes a name once an application, without regard to case', async () => {
    const { credential, insert } = await scene();
    await insert(credential('main'));
    await expect(insert(credential('MAIN', { subject: 'other' }))).rejects.toMatchObject({ code: 'Conflict' });
  });

  it('takes an issuer and subject once an application, letter by letter, however long', async () => {
    const { unitOfWork } = bench.storage;
    const { credential, insert, other } = await scene();
    const long = { issuer: `https://${'\u{1F600}'.repeat(290)}`, subject: '\u{1F680}'.repeat(300) };
    const [first, second] = [credential('first', long), credential('second', { ...long, subject: 'x' })];
    await insert(first, second, credential('elsewhere', { ...long, applicationId: other.id }));
    await expect(insert(credential('third', long))).rejects.toMatchObject({ code: 'InvalidFederatedCredential' });
    await insert(credential('case', { ...long, subject: 'X' }));
    await expect(
      unitOfWork.run((own) => own.federatedCredentials.update({ ...second, subject: first.subject })),
    ).rejects.toMatchObject({ code: 'InvalidFederatedCredential' });
  });

  it('changes and removes one by its id', async () => {
    const { stores, unitOfWork } = bench.storage;
    const { tenantId, owner, credential, insert } = await scene();
    const [one, two] = [credential('one'), credential('two')];
    await insert(one, two);
    const changed = { ...one, subject: 'changed', audiences: ['api://other'] };
    await unitOfWork.run((own) => own.federatedCredentials.update(changed));
    expect(await stores.federatedCredentials.list(tenantId, owner.id)).toEqual([changed, two]);
    await unitOfWork.run((own) => own.federatedCredentials.remove(tenantId, owner.id, one.id));
    expect(await stores.federatedCredentials.list(tenantId, owner.id)).toEqual([two]);
    await expect(unitOfWork.run((own) => own.federatedCredentials.update(changed))).rejects.toMatchObject({
      code: 'NotFound',
    });
    await expect(
      unitOfWork.run((own) => own.federatedCredentials.remove(tenantId, owner.id, one.id)),
    ).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('hides them with their application, and wants it to exist', async () => {
    const { stores, unitOfWork, facts } = bench.storage;
    const { tenantId, owner, credential, insert } = await scene();
    await insert(credential('main'));
    await unitOfWork.run((own) => own.applications.softDelete(tenantId, owner.id, AT));
    expect(await stores.federatedCredentials.list(tenantId, owner.id)).toEqual([]);
    expect(await facts.listFederatedCredentials(owner.appId)).toEqual([]);
    await expect(insert(credential('lost', { applicationId: guid() }))).rejects.toMatchObject({
      code: 'InvalidReference',
    });
  });

  it('is asked for by how many there are, and by name', async () => {
    const { stores } = bench.storage;
    const { tenantId, owner, other, credential, insert } = await scene();
    await insert(credential('github-main'), credential('cluster'));
    const collection = 'federatedIdentityCredentials';
    const count = async (operator: 'eq' | 'ne') => {
      const predicate = { kind: 'count', collection, operator, value: 0 } as const;
      const { items } = await stores.applications.query(tenantId, { predicate, top: 9 });
      return items.map(({ id }) => id);
    };
    expect(await count('eq')).toEqual([other.id]);
    expect(await count('ne')).toEqual([owner.id]);
    const operand = { kind: 'startsWith', field: 'name', value: 'GitHub' } as const;
    const { items } = await stores.applications.query(tenantId, {
      predicate: { kind: 'any', collection, operand },
      top: 9,
    });
    expect(items.map(({ id }) => id)).toEqual([owner.id]);
  });
});
