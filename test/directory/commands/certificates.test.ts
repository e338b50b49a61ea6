import { describe, expect, it } from 'vitest';
import { updateApplication, updateServicePrincipal } from '../../../src/directory/index.ts';
import type { KeyId } from '../../../src/kernel/index.ts';
import { ancientCertificate, modernCertificate } from '../certificates.ts';
import { otherId, refusalOf } from '../samples.ts';
import { changesOf, namesOf, openDirectory } from './directory.ts';

const keyId = otherId as KeyId;

describe('certificates of an application (Graph PATCH keyCredentials)', () => {
  it.each([
    ['DER on one line', modernCertificate, modernCertificate.der],
    ['DER with line breaks', modernCertificate, modernCertificate.lines],
    ['PEM text', modernCertificate, modernCertificate.pem],
    ['DER of a version 1 certificate signed with SHA-1', ancientCertificate, ancientCertificate.lines],
    ['PEM text of it', ancientCertificate, ancientCertificate.pem],
  ])('come as base64 of %s', async (_, certificate, key) => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const { keyCredentials } = await updateApplication(directory.context, id, { keyCredentials: [{ key, keyId }] });
    expect(keyCredentials).toEqual([
      {
        keyId,
        displayName: certificate.subject,
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        startDateTime: '2026-11-21T03:27:12Z',
        endDateTime: '2126-10-28T03:27:12Z',
        customKeyIdentifier: certificate.thumbprint,
        key: certificate.der,
      },
    ]);
  });

  it.each([
    ['no base64', 'not base64!'],
    ['base64 of something else', Buffer.from('hello').toString('base64')],
    ['a certificate cut short', modernCertificate.der.slice(0, 200)],
  ])('are not %s', async (_, key) => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    expect(await refusalOf(updateApplication(directory.context, id, { keyCredentials: [{ key }] }))).toEqual({
      code: 'InvalidValue',
      target: 'keyCredentials.key',
    });
  });

  it('stay when they are resent without their bytes, and go when they are not resent', async () => {
    const directory = await openDirectory();
    const { context } = directory;
    const { id } = await directory.application();
    const first = await updateApplication(context, id, { keyCredentials: [{ key: modernCertificate.der }] });
    const [kept] = first.keyCredentials;
    const records = await directory.auditOf(async () => {
      const both = await updateApplication(context, id, {
        keyCredentials: [{ keyId: kept?.keyId, key: null, displayName: 'resent' }, { key: ancientCertificate.der }],
      });
      expect(both.keyCredentials[0]).toEqual(kept);
      expect(both.keyCredentials).toHaveLength(2);
      expect((await updateApplication(context, id, { keyCredentials: [] })).keyCredentials).toEqual([]);
    });
    expect(namesOf(records)).toEqual(Array(2).fill('Update application – Certificates and secrets management '));
    expect(changesOf(records[1]).KeyDescription?.[0]).toContain('KeyType=AsymmetricX509Cert,KeyUsage=Verify');
    expect(JSON.stringify(records)).not.toContain(modernCertificate.der.slice(0, 40));
  });

  it('do not change under one id, and no id comes twice', async () => {
    const directory = await openDirectory();
    const { id } = await directory.application();
    const put = (...keyCredentials: { keyId: KeyId; key: string }[]) =>
      updateApplication(directory.context, id, { keyCredentials });
    await put({ keyId, key: modernCertificate.der });
    expect((await refusalOf(put({ keyId, key: ancientCertificate.der })))?.code).toBe('KeyNotUpdatable');
    const twice = put({ keyId, key: modernCertificate.pem }, { keyId, key: modernCertificate.der });
    expect((await refusalOf(twice))?.target).toBe('keyCredentials.keyId');
  });

  it('can be given at creation, and an encryption key named with them', async () => {
    const directory = await openDirectory();
    const keyCredentials = [{ keyId, key: modernCertificate.der, usage: 'Encrypt' }];
    const application = await directory.application({ keyCredentials, tokenEncryptionKeyId: keyId });
    expect(application).toMatchObject({ tokenEncryptionKeyId: keyId, keyCredentials: [{ usage: 'Encrypt' }] });
  });

  it('belong to an instance as well', async () => {
    const directory = await openDirectory();
    const { servicePrincipal } = await directory.instance();
    const records = await directory.auditOf(async () => {
      const keyCredentials = [{ key: modernCertificate.pem }];
      const updated = await updateServicePrincipal(directory.context, servicePrincipal.id, { keyCredentials });
      expect(updated.keyCredentials).toMatchObject([{ customKeyIdentifier: modernCertificate.thumbprint }]);
    });
    expect(namesOf(records)).toEqual(['Add service principal credentials']);
  });
});
