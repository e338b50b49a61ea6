import { renderDateTime } from '../date-time.ts';
import type { KeyCredential } from '../types/credentials.ts';
import { type KeyCredentialFacts, type KeyCredentialInput, keyTypeOf, resolveKeyCredential } from './key-credential.ts';
import { refuseAbsence, refuseValue } from './refuse-value.ts';

const TARGET = 'keyCredential';

/** A key that is added by itself, beside those that are there. */
export interface AddedKeyInput extends KeyCredentialInput {
  /** Password of a PFX file, for a key of the type `X509CertAndPassword`. */
  readonly password?: string | null | undefined;
}

/**
 * What a key that is added by itself becomes. There are two kinds: a certificate to verify with, and a certificate with its
 * private key to sign with, protected by a password.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`, `InvalidKeyEndDate`
 * @spec Graph addKey: combinations of `type` and `usage`
 */
export function resolveAddedKey(input: AddedKeyInput, facts: Omit<KeyCredentialFacts, 'existing'>): KeyCredential {
  const usage = input.usage || 'Verify';
  switch (keyTypeOf(input)) {
    case 'AsymmetricX509Cert':
      if (usage !== 'Verify') refuseValue(`${TARGET}.usage`, 'A certificate that is added by itself is for Verify.');
      return resolveKeyCredential({ ...input, keyId: undefined }, { ...facts, existing: undefined });
    case 'X509CertAndPassword':
      if (usage !== 'Sign') refuseValue(`${TARGET}.usage`, 'A certificate with its password is for Sign.');
      return resolveSigningKey(input, facts);
    default:
      return refuseValue(`${TARGET}.type`, 'It is neither AsymmetricX509Cert nor X509CertAndPassword.');
  }
}

/**
 * A private key is recorded but neither it nor its password is kept: nothing here signs with it, and a password that was kept
 * would be one more client secret.
 */
function resolveSigningKey(
  input: AddedKeyInput,
  { now, newKeyId }: Omit<KeyCredentialFacts, 'existing'>,
): KeyCredential {
  if (!input.key) refuseAbsence(`${TARGET}.key`);
  if (!input.password) refuseAbsence('passwordCredential.secretText');
  const startDateTime = input.startDateTime ?? renderDateTime(now);
  const year = new Date(startDateTime);
  if (Number.isNaN(year.getTime())) refuseValue(`${TARGET}.startDateTime`, 'It is not a date and time.');
  const endDateTime = input.endDateTime ?? renderDateTime(year.setUTCFullYear(year.getUTCFullYear() + 1));
  const end = Date.parse(endDateTime);
  if (Number.isNaN(end) || end <= Date.parse(startDateTime) || end <= now)
    refuseValue(`${TARGET}.endDateTime`, 'It lies after the start and in the future.');
  return {
    keyId: newKeyId,
    displayName: input.displayName?.slice(0, 90) ?? null,
    type: 'X509CertAndPassword',
    usage: 'Sign',
    startDateTime,
    endDateTime,
    customKeyIdentifier: input.customKeyIdentifier ?? null,
    key: null,
  };
}
