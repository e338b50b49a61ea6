import { describe, expect, it } from 'vitest';
import type { KeyCredential } from '../../../src/directory/index.ts';
import {
  type CertificateFacts,
  type KeyCredentialInput,
  requirePasswordCredentialCount,
  requireUnlocked,
  resolveKeyCredential,
  secretLifetime,
} from '../../../src/directory/rules/index.ts';
import type { KeyId, TenantId } from '../../../src/kernel/index.ts';
import { otherId, refusal, sampleApplication, tenantId } from '../samples.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const newKeyId = '5d1f0f70-0000-4000-8000-0000000000c1' as KeyId;
const keyId = '5d1f0f70-0000-4000-8000-0000000000c2' as KeyId;

describe('the lifetime of a client secret (Graph addPassword)', () => {
  it('is two years from now unless the caller says otherwise', () => {
    expect(secretLifetime({}, now)).toEqual({
      startDateTime: '2026-03-01T12:00:00Z',
      endDateTime: '2028-03-01T12:00:00Z',
    });
  });

  it('is two years from a start the caller chose', () => {
    expect(secretLifetime({ startDateTime: '2024-02-29T00:00:00Z' }, now).endDateTime).toBe('2026-03-01T00:00:00Z');
  });

  it('keeps what the caller wrote letter by letter', () => {
    const wanted = { startDateTime: '2026-12-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00.1234567Z' };
    expect(secretLifetime(wanted, now)).toEqual(wanted);
  });

  it.each([
    [{ endDateTime: '2026-03-01T12:00:00Z' }, 'passwordCredentials.endDateTime'],
    [{ startDateTime: '2027-01-01T00:00:00Z', endDateTime: '2026-12-31T00:00:00Z' }, 'passwordCredentials.endDateTime'],
    [{ startDateTime: 'soon' }, 'passwordCredentials.startDateTime'],
    [{ endDateTime: 'later' }, 'passwordCredentials.endDateTime'],
  ])('is not %o', (wanted, target) => {
    expect(refusal(() => secretLifetime(wanted, now))).toEqual({ code: 'InvalidValue', target });
  });

  it('is one of two at most where personal accounts sign in', () => {
    expect(refusal(() => requirePasswordCredentialCount(3, 'AzureADMyOrg'))).toBeUndefined();
    expect(refusal(() => requirePasswordCredentialCount(2, 'PersonalMicrosoftAccount'))).toBeUndefined();
    expect(refusal(() => requirePasswordCredentialCount(3, 'PersonalMicrosoftAccount'))?.target).toBe(
      'passwordCredentials',
    );
  });
});

describe('a certificate becomes a key credential (Graph resource keyCredential)', () => {
  const certificate: CertificateFacts = {
    der: 'MIIB',
    thumbprint: 'AB'.repeat(20),
    subject: 'CN=daemon',
    notBefore: Date.parse('2026-01-01T00:00:00Z'),
    notAfter: Date.parse('2027-01-01T00:00:00Z'),
  };
  const existing: KeyCredential = {
    keyId,
    displayName: 'old',
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: '2026-01-01T00:00:00Z',
    endDateTime: '2027-01-01T00:00:00Z',
    customKeyIdentifier: 'kept',
    key: 'MIIB',
  };
  const facts = { existing: undefined, certificate, audience: 'AzureADMyOrg', now, newKeyId } as const;

  it('with what the certificate says of itself where the caller says nothing', () => {
    expect(resolveKeyCredential({ key: 'x' }, facts)).toEqual({
      keyId: newKeyId,
      displayName: 'CN=daemon',
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2027-01-01T00:00:00Z',
      customKeyIdentifier: 'AB'.repeat(20),
      key: 'MIIB',
    });
  });

  it('with what the caller says, the name cut at 90 characters', () => {
    const said = {
      keyId,
      usage: 'Encrypt',
      startDateTime: '2026-02-01T00:00:00Z',
      endDateTime: '2026-12-01T00:00:00Z',
      customKeyIdentifier: 'QUJD',
    };
    expect(resolveKeyCredential({ ...said, key: 'x', displayName: 'd'.repeat(91) }, facts)).toEqual({
      ...said,
      type: 'AsymmetricX509Cert',
      displayName: 'd'.repeat(90),
      key: 'MIIB',
    });
  });

  it.each<[string, KeyCredentialInput]>([
    ['no key at all', { keyId }],
    ['a null key', { keyId, key: null }],
    ['the same key', { keyId, key: 'x', displayName: 'new' }],
  ])('that is known stays as it is when it comes with %s', (_, input) => {
    expect(resolveKeyCredential(input, { ...facts, existing })).toBe(existing);
  });

  it('that is known takes no other key', () => {
    const other = { ...certificate, der: 'MIIC' };
    expect(
      refusal(() => resolveKeyCredential({ keyId, key: 'x' }, { ...facts, existing, certificate: other }))?.code,
    ).toBe('KeyNotUpdatable');
  });

  it('may end within the last second of the certificate', () => {
    const endDateTime = '2027-01-01T00:00:00.987Z';
    expect(resolveKeyCredential({ key: 'x', endDateTime }, facts).endDateTime).toBe(endDateTime);
  });

  it.each<[string, KeyCredentialInput, string]>([
    ['no key under an unknown id', { keyId }, 'MissingValue'],
    ['an end after the certificate’s', { key: 'x', endDateTime: '2027-01-01T00:00:01Z' }, 'InvalidKeyEndDate'],
    ['an end in the past', { key: 'x', endDateTime: '2026-02-28T00:00:00Z' }, 'InvalidKeyEndDate'],
    [
      'an end before its start',
      { key: 'x', startDateTime: '2026-12-01T00:00:00Z', endDateTime: '2026-11-01T00:00:00Z' },
      'InvalidKeyEndDate',
    ],
    ['a usage that needs a private key', { key: 'x', usage: 'Sign' }, 'InvalidValue'],
    ['a type that holds a private key', { key: 'x', type: 'X509CertAndPassword' }, 'InvalidValue'],
    [
      'an identifier of 33 bytes',
      { key: 'x', customKeyIdentifier: Buffer.alloc(33).toString('base64') },
      'InvalidValue',
    ],
  ])('not with %s', (_, input, code) => {
    expect(refusal(() => resolveKeyCredential(input, facts))?.code).toBe(code);
  });

  it('not when it is no certificate', () => {
    expect(refusal(() => resolveKeyCredential({ key: 'x' }, { ...facts, certificate: undefined }))?.target).toBe(
      'keyCredentials.key',
    );
  });

  it('and a symmetric key is recorded without its bytes, for work audiences', () => {
    const input = { type: 'Symmetric', key: 'c2VjcmV0' };
    expect(resolveKeyCredential(input, { ...facts, certificate: undefined })).toMatchObject({
      type: 'Symmetric',
      key: null,
      startDateTime: '2026-03-01T12:00:00Z',
      endDateTime: '2027-03-01T12:00:00Z',
    });
    expect(refusal(() => resolveKeyCredential(input, { ...facts, audience: 'PersonalMicrosoftAccount' }))?.code).toBe(
      'InvalidValue',
    );
  });
});

describe('the instance lock (Entra: app instance property lock)', () => {
  const elsewhere = { tenantId: otherId as TenantId };
  const locked = (lock: Record<string, unknown>) =>
    sampleApplication({ extra: { servicePrincipalLockConfiguration: lock } });

  it.each([
    [{ isEnabled: true, allProperties: true }, elsewhere, false],
    [{ isEnabled: true, credentialsWithUsageVerify: true }, elsewhere, false],
    [{ isEnabled: true, credentialsWithUsageSign: true }, elsewhere, true],
    [{ isEnabled: false, allProperties: true }, elsewhere, true],
    [{ isEnabled: true, allProperties: true }, { tenantId }, true],
  ])('%o on an instance of %o lets credentials be written: %s', (lock, instance, allowed) => {
    const verdict = refusal(() => requireUnlocked(locked(lock), instance, 'credentialsWithUsageVerify'));
    expect(verdict?.code).toBe(allowed ? undefined : 'Forbidden');
  });

  it('is open where nobody locked it', () => {
    expect(refusal(() => requireUnlocked(sampleApplication(), elsewhere, 'tokenEncryptionKeyId'))).toBeUndefined();
    expect(refusal(() => requireUnlocked(undefined, elsewhere, 'tokenEncryptionKeyId'))).toBeUndefined();
  });
});
