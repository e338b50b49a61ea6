import { describe, expect, it } from 'vitest';
import {
  type CreateFederatedCredentialInput,
  createFederatedCredential,
  deleteApplication,
  deleteFederatedCredential,
  updateApplication,
  updateFederatedCredential,
  upsertFederatedCredential,
} from '../../../src/directory/index.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

const github: CreateFederatedCredentialInput = {
  name: 'github-main',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:contoso/orders:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
};
const flexible: CreateFederatedCredentialInput = {
  ...github,
  name: 'flexible',
  subject: null,
  claimsMatchingExpression: { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 },
};

async function open() {
  const directory = await openDirectory();
  const { id, appId } = await directory.application();
  const list = () => directory.storage.stores.federatedCredentials.list(directory.tenant.id, id);
  return { directory, context: directory.context, id, appId, list };
}

describe('federated identity credentials of an application', () => {
  it('are created, changed and removed, and each change is recorded', async () => {
    const { directory, context, id, list } = await open();
    const records = await directory.auditOf(async () => {
      const made = await createFederatedCredential(context, id, github);
      expect(await list()).toEqual([made]);
      const changed = await updateFederatedCredential(context, id, made.id, { name: made.name, description: 'CI' });
      expect(await list()).toEqual([{ ...made, description: 'CI' }]);
      expect(changed).toEqual({ ...made, description: 'CI' });
      await deleteFederatedCredential(context, id, made.id);
      expect(await list()).toEqual([]);
    });
    const name = 'Update application – Certificates and secrets management ';
    expect(namesOf(records)).toEqual([name, name, name]);
    expect(changesOf(records[0]).FederatedIdentityCredentials?.[0]).toBe('[]');
    expect(changesOf(records[0]).FederatedIdentityCredentials?.[1]).toContain('"name":"github-main"');
    expect(changesOf(records[1]).FederatedIdentityCredentials?.[1]).toContain('"description":"CI"');
    expect(changesOf(records[2]).FederatedIdentityCredentials?.[1]).toBe('[]');
  });

  it('have a name each, whatever its case, and never change it', async () => {
    const { context, id } = await open();
    const { id: one } = await createFederatedCredential(context, id, github);
    const again = { ...github, name: 'GitHub-Main', subject: 'other' };
    expect((await refusalOf(createFederatedCredential(context, id, again)))?.code).toBe('Conflict');
    expect((await refusalOf(updateFederatedCredential(context, id, one, { name: 'other' })))?.code).toBe('ReadOnly');
  });

  it('have an issuer and subject each, letter by letter', async () => {
    const { context, id } = await open();
    const made = await createFederatedCredential(context, id, github);
    const twin = { ...github, name: 'twin' };
    await expect(createFederatedCredential(context, id, twin)).rejects.toThrow(
      /^The combination of issuer and subject must be unique for the application/,
    );
    const other = await createFederatedCredential(context, id, {
      ...twin,
      subject: github.subject?.toUpperCase() ?? '',
    });
    const clash = { subject: made.subject };
    expect((await refusalOf(updateFederatedCredential(context, id, other.id, clash)))?.target).toBe('issuer');
    // The same one keeps what it has.
    await updateFederatedCredential(context, id, made.id, { subject: made.subject });
  });

  it('are told apart by their expressions where they have no subject', async () => {
    const { context, id, list } = await open();
    await createFederatedCredential(context, id, flexible);
    const value = "claims['sub'] matches 'repo:fabrikam/*'";
    const other = { ...flexible, name: 'other', claimsMatchingExpression: { value, languageVersion: 1 } };
    await createFederatedCredential(context, id, other);
    expect(await list()).toHaveLength(2);
    const twin = { ...flexible, name: 'twin' };
    expect((await refusalOf(createFederatedCredential(context, id, twin)))?.code).toBe('InvalidFederatedCredential');
  });

  it('are twenty at most', async () => {
    const { context, id, list } = await open();
    for (let number = 1; number <= 20; number += 1) {
      await createFederatedCredential(context, id, { ...github, name: `run-${number}`, subject: `s${number}` });
    }
    expect((await refusalOf(createFederatedCredential(context, id, github)))?.code).toBe('LimitExceeded');
    expect(await list()).toHaveLength(20);
  });

  it('are refused where a rule forbids them, and then nothing is written', async () => {
    const { directory, context, id, list } = await open();
    const made = await createFederatedCredential(context, id, github);
    const records = await directory.auditOf(async () => {
      expect((await refusalOf(updateFederatedCredential(context, id, made.id, { audiences: [] })))?.target).toBe(
        'audiences',
      );
      expect((await refusalOf(createFederatedCredential(context, id, { ...github, name: 'x' })))?.target).toBe('name');
      const both = { claimsMatchingExpression: flexible.claimsMatchingExpression };
      expect((await refusalOf(updateFederatedCredential(context, id, made.id, both)))?.target).toBe('subject');
    });
    expect(records).toEqual([]);
    expect(await list()).toEqual([made]);
  });

  it('are not there under an unknown id, of an unknown application, or in another tenant', async () => {
    const { directory, context, id } = await open();
    const made = await createFederatedCredential(context, id, github);
    const elsewhere = await directory.secondTenant();
    for (const attempt of [
      updateFederatedCredential(context, id, otherId, {}),
      deleteFederatedCredential(context, id, otherId),
      createFederatedCredential(elsewhere, id, github),
      deleteFederatedCredential(elsewhere, id, made.id),
    ]) {
      expect((await refusalOf(attempt))?.code).toBe('NotFound');
    }
  });

  it('go with their application', async () => {
    const { directory, context, id, appId, list } = await open();
    const made = await createFederatedCredential(context, id, github);
    expect(await directory.storage.facts.listFederatedCredentials(appId)).toEqual([made]);
    await deleteApplication(context, id);
    expect(await list()).toEqual([]);
    expect(await directory.storage.facts.listFederatedCredentials(appId)).toEqual([]);
  });
});

describe('an application with federated identity credentials', () => {
  it('cannot become one for personal accounts alone', async () => {
    const { context, id, list } = await open();
    const made = await createFederatedCredential(context, id, github);
    const personal = {
      signInAudience: 'PersonalMicrosoftAccount',
      api: { requestedAccessTokenVersion: 2 },
    } as const;
    expect((await refusalOf(updateApplication(context, id, personal)))?.target).toBe('federatedIdentityCredentials');
    await updateApplication(context, id, { signInAudience: 'AzureADMultipleOrgs' });
    await deleteFederatedCredential(context, id, made.id);
    await updateApplication(context, id, personal);
    expect((await refusalOf(createFederatedCredential(context, id, github)))?.code).toBe('InvalidValue');
    expect(await list()).toEqual([]);
  });
});

describe('an upsert by name', () => {
  it('creates, then changes', async () => {
    const { context, id, list } = await open();
    const { name, ...members } = github;
    const created = await upsertFederatedCredential(context, id, name, members);
    expect(created).toMatchObject({ isNew: true, credential: github });
    const again = await upsertFederatedCredential(context, id, 'GITHUB-main', { description: 'CI' });
    expect(again).toEqual({ isNew: false, credential: { ...created.credential, description: 'CI' } });
    expect(await list()).toEqual([again.credential]);
  });

  it('needs an issuer and an audience for a new one, and no other name than the path has', async () => {
    const { context, id, list } = await open();
    const without = { subject: github.subject, audiences: github.audiences };
    expect(await refusalOf(upsertFederatedCredential(context, id, 'new', without))).toMatchObject({
      code: 'MissingValue',
      target: 'issuer',
    });
    expect(await refusalOf(upsertFederatedCredential(context, id, 'new', { ...github, name: 'old' }))).toMatchObject({
      code: 'InvalidFederatedCredential',
      target: 'name',
    });
    expect(await list()).toEqual([]);
  });
});
