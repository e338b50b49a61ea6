import { type KeyId, newGuid, type Redacted } from '../../../kernel/index.ts';
import { secretHint } from '../../../keyring/index.ts';
import { secretLifetime } from '../../rules/password-credential.ts';
import type { PasswordCredential } from '../../types/credentials.ts';
import type { CommandContext } from '../context.ts';

/** A client secret that is wanted. */
export interface NewPasswordCredential {
  readonly displayName?: string | null | undefined;
  readonly startDateTime?: string | null | undefined;
  readonly endDateTime?: string | null | undefined;
  readonly customKeyIdentifier?: string | null | undefined;
  /** For a directory that is seeded with fixed values; everybody else gets a generated secret and id. */
  readonly secret?: Redacted | undefined;
  readonly keyId?: KeyId | undefined;
}

/** A client secret that was made. This is the only time it is seen. */
export interface IssuedSecret {
  readonly credential: PasswordCredential;
  readonly secret: Redacted;
}

/**
 * Makes a client secret.
 * @throws DirectoryFault `InvalidValue` for an impossible lifetime
 * @spec Graph addPassword
 */
export function newSecret(context: CommandContext, wanted: NewPasswordCredential): IssuedSecret {
  const lifetime = secretLifetime(wanted, context.clock.now());
  const secret = wanted.secret ?? context.secrets.generate();
  return {
    secret,
    credential: {
      keyId: wanted.keyId ?? newGuid<KeyId>(context.entropy),
      displayName: wanted.displayName ?? null,
      hint: secretHint(secret.reveal()),
      ...lifetime,
      customKeyIdentifier: wanted.customKeyIdentifier ?? null,
      secretHash: context.secrets.hash(secret),
    },
  };
}
