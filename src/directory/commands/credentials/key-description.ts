import type { ModifiedProperty } from '../../../activity/index.ts';
import type { KeyCredential, PasswordCredential } from '../../types/credentials.ts';
import { listed } from '../audit/modified-properties.ts';

/** An object that holds credentials. */
export interface CredentialHolder {
  readonly passwordCredentials: readonly PasswordCredential[];
  readonly keyCredentials: readonly KeyCredential[];
}

/**
 * What the audit log says of credentials: which there are, never what they are.
 * @spec Entra audit log: `KeyDescription`
 */
export function keyDescription(previous: CredentialHolder, next: CredentialHolder): ModifiedProperty {
  return listed('KeyDescription', describe(previous), describe(next));
}

/** Whether the credentials of the two differ. */
export function hasOtherCredentials(previous: CredentialHolder, next: CredentialHolder): boolean {
  return describe(previous).join() !== describe(next).join();
}

function describe({ passwordCredentials, keyCredentials }: CredentialHolder): readonly string[] {
  return [
    ...passwordCredentials.map((one) => line(one.keyId, 'Password', 'Verify', one.displayName)),
    ...keyCredentials.map((one) => line(one.keyId, one.type, one.usage, one.displayName)),
  ];
}

function line(keyId: string, type: string, usage: string, name: string | null): string {
  return `[KeyIdentifier=${keyId},KeyType=${type},KeyUsage=${usage},DisplayName=${name ?? ''}]`;
}
