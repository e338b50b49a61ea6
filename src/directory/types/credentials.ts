import type { KeyId } from '../../kernel/index.ts';

/** A client secret as it is kept: never the secret itself, only a keyed hash of it (`keyring` names its key in the hash). */
export interface PasswordCredential {
  readonly keyId: KeyId;
  readonly displayName: string | null;
  /** First three characters of the secret, to recognise it by. */
  readonly hint: string | null;
  /** ISO 8601, UTC. */
  readonly startDateTime: string;
  /** ISO 8601, UTC. */
  readonly endDateTime: string;
  readonly customKeyIdentifier: string | null;
  readonly secretHash: string;
}

/** A certificate (public part only) or, historically, a symmetric key registered on an application or service principal. */
export interface KeyCredential {
  readonly keyId: KeyId;
  readonly displayName: string | null;
  readonly type: string;
  readonly usage: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
  /** SHA-1 thumbprint in upper-case hex unless the writer chose another value. */
  readonly customKeyIdentifier: string | null;
  /** DER, base64. Read only when one object is selected with `$select=keyCredentials`. */
  readonly key: string | null;
}
