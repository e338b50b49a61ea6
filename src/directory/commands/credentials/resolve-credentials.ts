import { type KeyId, newGuid } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import {
  type CertificateFacts,
  type KeyCredentialInput,
  keyTypeOf,
  resolveKeyCredential,
} from '../../rules/key-credential.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import type { SignInAudience } from '../../types/application.ts';
import type { KeyCredential, PasswordCredential } from '../../types/credentials.ts';
import type { CommandContext } from '../context.ts';
import { readCertificate } from './read-certificate.ts';

/** A presented key with what was read from it, so that nothing is parsed inside a unit of work. */
export interface ReadKeyCredential {
  readonly input: KeyCredentialInput;
  readonly certificate: CertificateFacts | undefined;
}

/** Reads the certificates of presented keys. */
export function readKeyCredentials(
  inputs: readonly KeyCredentialInput[] | undefined,
): readonly ReadKeyCredential[] | undefined {
  return inputs?.map((input) => ({
    input: { ...input, keyId: input.keyId?.toLowerCase() as KeyId | undefined },
    certificate: input.key && keyTypeOf(input) === 'AsymmetricX509Cert' ? readCertificate(input.key) : undefined,
  }));
}

/**
 * The list of key credentials after it was written as a whole. What is resent stays, what is not goes.
 * @param audience null where it sets no limit
 * @throws DirectoryFault see `resolveKeyCredential`
 * @spec Graph PATCH application `keyCredentials`
 */
export function resolveKeyCredentials(
  context: CommandContext,
  existing: readonly KeyCredential[],
  written: readonly ReadKeyCredential[] | undefined,
  audience: SignInAudience | null,
): readonly KeyCredential[] {
  if (written === undefined) return existing;
  const resolved = written.map(({ input, certificate }) =>
    resolveKeyCredential(input, {
      existing: existing.find((key) => key.keyId === input.keyId),
      certificate,
      audience,
      now: context.clock.now(),
      newKeyId: newGuid<KeyId>(context.entropy),
    }),
  );
  if (new Set(resolved.map((key) => key.keyId)).size < resolved.length) {
    refuseValue('keyCredentials.keyId', 'A keyId appears more than once.');
  }
  return resolved;
}

/**
 * The list of client secrets after it was written as a whole: entries stay or go. New ones come by `addPassword` alone.
 * @throws DirectoryFault `ReadOnly`
 * @spec Graph PATCH application `passwordCredentials`
 */
export function keepPasswordCredentials(
  existing: readonly PasswordCredential[],
  written: readonly { readonly keyId?: KeyId | null | undefined }[] | undefined,
): readonly PasswordCredential[] {
  if (written === undefined) return existing;
  const kept = new Set(written.map(({ keyId }) => keyId?.toLowerCase()));
  const known = new Set<string | undefined>(existing.map(({ keyId }) => keyId));
  if ([...kept].some((keyId) => !known.has(keyId))) {
    const message = 'A client secret cannot be added by updating passwordCredentials. Use addPassword.';
    throw new DirectoryFault('ReadOnly', message, { target: 'passwordCredentials' });
  }
  return existing.filter(({ keyId }) => kept.has(keyId));
}
