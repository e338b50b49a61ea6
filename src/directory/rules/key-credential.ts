import type { KeyId } from '../../kernel/index.ts';
import { renderDateTime } from '../date-time.ts';
import { DirectoryFault } from '../fault.ts';
import type { SignInAudience } from '../types/application.ts';
import type { KeyCredential } from '../types/credentials.ts';
import { limitsOf } from './audience-limits.ts';
import { refuseAbsence, refuseValue } from './refuse-value.ts';

const TARGET = 'keyCredentials';
const LONGEST_NAME = 90;
const LONGEST_IDENTIFIER_BYTES = 32;
const SECOND = 1000;
const USAGES = new Set(['Verify', 'Encrypt']);

/** A key as a caller presents it. */
export interface KeyCredentialInput {
  readonly keyId?: KeyId | null | undefined;
  readonly type?: string | null | undefined;
  readonly usage?: string | null | undefined;
  /** Base64 of DER (line breaks allowed) or of PEM text; null or absent for a credential that stays as it is. */
  readonly key?: string | null | undefined;
  readonly displayName?: string | null | undefined;
  readonly startDateTime?: string | null | undefined;
  readonly endDateTime?: string | null | undefined;
  readonly customKeyIdentifier?: string | null | undefined;
}

/** What a certificate says of itself. */
export interface CertificateFacts {
  /** DER in base64, on one line. */
  readonly der: string;
  /** SHA-1 of the DER, upper-case hex. */
  readonly thumbprint: string;
  readonly subject: string;
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What a presented key is judged by. */
export interface KeyCredentialFacts {
  /** The credential that the object has under the same `keyId`. */
  readonly existing: KeyCredential | undefined;
  /** What `key` holds, when it holds a certificate. */
  readonly certificate: CertificateFacts | undefined;
  readonly audience: SignInAudience | null;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** For a credential that comes without an id. */
  readonly newKeyId: KeyId;
}

/** The type of a presented key: certificates need not say what they are. */
export function keyTypeOf(input: Pick<KeyCredentialInput, 'type'>): string {
  return input.type || 'AsymmetricX509Cert';
}

/**
 * Turns a presented key into the credential to keep. A known `keyId` with no key, or with the same key, keeps what is there.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`, `KeyNotUpdatable`, `InvalidKeyEndDate`
 * @spec Graph resource keyCredential; Graph KeyCredentialsInvalidEndDate
 */
export function resolveKeyCredential(input: KeyCredentialInput, facts: KeyCredentialFacts): KeyCredential {
  const { existing } = facts;
  if (existing !== undefined) {
    if (input.key && facts.certificate?.der !== existing.key) {
      const message = `Update to existing credential with KeyId '${existing.keyId}' is not allowed.`;
      throw new DirectoryFault('KeyNotUpdatable', message, { target: TARGET });
    }
    return existing;
  }
  if (!input.key) refuseAbsence(`${TARGET}.key`);
  const identifier = input.customKeyIdentifier ?? null;
  if (identifier !== null && Buffer.from(identifier, 'base64').length > LONGEST_IDENTIFIER_BYTES) {
    refuseValue(`${TARGET}.customKeyIdentifier`, `It may have at most ${LONGEST_IDENTIFIER_BYTES} bytes.`);
  }
  const type = keyTypeOf(input);
  if (type === 'AsymmetricX509Cert') return resolveCertificate(input, identifier, facts);
  if (type === 'Symmetric') return resolveSymmetricKey(input, identifier, facts);
  return refuseValue(`${TARGET}.type`, `'${type}' is neither AsymmetricX509Cert nor Symmetric.`);
}

function resolveCertificate(
  input: KeyCredentialInput,
  identifier: string | null,
  { certificate, now, newKeyId }: KeyCredentialFacts,
): KeyCredential {
  if (certificate === undefined) refuseValue(`${TARGET}.key`, 'It is not an X.509 certificate in base64.');
  const usage = input.usage || 'Verify';
  if (!USAGES.has(usage))
    refuseValue(`${TARGET}.usage`, `A public certificate is for Verify or Encrypt, not '${usage}'.`);
  const startDateTime = input.startDateTime ?? renderDateTime(certificate.notBefore);
  const endDateTime = input.endDateTime ?? renderDateTime(certificate.notAfter);
  const end = requireOrder(startDateTime, endDateTime);
  // Certificates count whole seconds; some clients copy their end with a fraction.
  if (Math.floor(end / SECOND) > Math.floor(certificate.notAfter / SECOND) || end <= now) refuseEnd();
  return {
    keyId: input.keyId ?? newKeyId,
    displayName: (input.displayName ?? certificate.subject).slice(0, LONGEST_NAME),
    type: 'AsymmetricX509Cert',
    usage,
    startDateTime,
    endDateTime,
    customKeyIdentifier: identifier ?? certificate.thumbprint,
    key: certificate.der,
  };
}

/** A symmetric key is recorded but its bytes are not kept: they would be a secret that can be read back, and nothing uses them. */
function resolveSymmetricKey(
  input: KeyCredentialInput,
  identifier: string | null,
  { audience, now, newKeyId }: KeyCredentialFacts,
): KeyCredential {
  if (audience !== null && !limitsOf(audience).allowsSymmetricKeys) {
    refuseValue(`${TARGET}.type`, `The audience ${audience} allows certificates only.`);
  }
  const startDateTime = input.startDateTime ?? renderDateTime(now);
  const year = new Date(startDateTime);
  const endDateTime = input.endDateTime ?? renderDateTime(year.setUTCFullYear(year.getUTCFullYear() + 1));
  if (requireOrder(startDateTime, endDateTime) <= now) refuseEnd();
  return {
    keyId: input.keyId ?? newKeyId,
    displayName: input.displayName?.slice(0, LONGEST_NAME) ?? null,
    type: 'Symmetric',
    usage: input.usage || 'Verify',
    startDateTime,
    endDateTime,
    customKeyIdentifier: identifier,
    key: null,
  };
}

function requireOrder(startDateTime: string, endDateTime: string): number {
  const start = Date.parse(startDateTime);
  const end = Date.parse(endDateTime);
  if (Number.isNaN(start)) refuseValue(`${TARGET}.startDateTime`, 'It is not a date and time.');
  if (Number.isNaN(end) || end <= start) refuseEnd();
  return end;
}

function refuseEnd(): never {
  const message =
    'Key credential end date is invalid: it lies after the start, in the future, and within the certificate.';
  throw new DirectoryFault('InvalidKeyEndDate', message, { target: `${TARGET}.endDateTime` });
}
