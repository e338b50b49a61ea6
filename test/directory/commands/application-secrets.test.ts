import { describe, expect, it } from 'vitest';
import { addApplicationPassword, removeApplicationPassword } from '../../../src/directory/index.ts';
import { type KeyId, Redacted } from '../../../src/kernel/index.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

describe('client secrets of an application (Graph addPassword, removePassword)', () => {
  it('are shown once, hold two years and are kept as hash and hint', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const records = await directory.auditOf(async () => {
      const { secret, credential } = await addApplicationPassword(directory.context, id, { displayName: 'ci' });
      expect(secret.reveal()).toBe('s1~canary-secret');
      expect(credential).toMatchObject({
        displayName: 'ci',
        hint: 's1~',
        startDateTime: '2026-03-01T12:00:00.250Z',
        endDateTime: '2028-03-01T12:00:00.250Z',
      });
      const stored = await directory.storage.stores.applications.get(directory.tenant.id, id);
      expect(stored?.passwordCredentials).toEqual([credential]);
      expect(JSON.stringify(stored)).not.toContain('canary');
    });
    expect(namesOf(records)).toEqual(['Update application – Certificates and secrets management ']);
    expect(changesOf(records[0]).KeyDescription?.[1]).toMatch(
      /^\["\[KeyIdentifier=[0-9a-f-]{36},KeyType=Password,KeyUsage=Verify,DisplayName=ci\]"\]$/,
    );
  });

  it('can be seeded with a fixed value', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const seeded = { secret: new Redacted('fixed~value'), keyId: otherId as KeyId };
    const { credential } = await addApplicationPassword(directory.context, id, seeded);
    expect(credential).toMatchObject({ keyId: otherId, hint: 'fix' });
  });

  it('are removed by their id; an unknown id is refused in words clients look for', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const { credential } = await addApplicationPassword(directory.context, id);
    await removeApplicationPassword(directory.context, id, credential.keyId.toUpperCase() as KeyId);
    expect((await directory.storage.stores.applications.get(directory.tenant.id, id))?.passwordCredentials).toEqual([]);
    await expect(removeApplicationPassword(directory.context, id, credential.keyId)).rejects.toThrow(
      /^No password credential found with keyId/,
    );
  });

  it('are two at most where personal accounts sign in', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application({ signInAudience: 'AzureADandPersonalMicrosoftAccount' });
    await addApplicationPassword(directory.context, id);
    await addApplicationPassword(directory.context, id);
    expect((await refusalOf(addApplicationPassword(directory.context, id)))?.target).toBe('passwordCredentials');
  });
});
