import type { ClientFacts, PasswordCredential } from '../../directory/index.ts';
import { isGuid, type Redacted } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';

/** Compares a presented secret with a stored keyed hash, in constant time. */
export interface SecretVerifier {
  verifySecret(secret: string, stored: string): boolean;
}

/**
 * Finds the credential a client secret belongs to. Secrets of the definition and of its instance in the tenant both count. A
 * secret that is known but out of its time has a refusal of its own, and so has the secret's id sent in place of its value.
 * @param now milliseconds since the Unix epoch
 * @throws OAuthFault AADSTS7000215 (wrong, or an id) and AADSTS7000222 (expired)
 * @spec RFC 6749 §2.3.1; Entra AADSTS7000215, AADSTS7000222; sts reference 6.1
 */
export function verifyClientSecret(
  client: ClientFacts,
  secret: Redacted,
  verifier: SecretVerifier,
  now: number,
): PasswordCredential {
  const { definition, instance } = client;
  const credentials = [...definition.passwordCredentials, ...(instance?.passwordCredentials ?? [])];
  const presented = secret.reveal();
  const matching = credentials.filter((credential) => verifier.verifySecret(presented, credential.secretHash));
  const valid = matching.find((credential) => isCurrent(credential, now));
  if (valid !== undefined) return valid;
  const allExpired = credentials.length > 0 && credentials.every((credential) => isOver(credential, now));
  if (matching.some((credential) => isOver(credential, now)) || (allExpired && !isGuid(presented)))
    throw refusal(7000222, { appId: definition.appId });
  throw refusal(7000215, { appId: definition.appId });
}

function isCurrent(credential: PasswordCredential, now: number): boolean {
  return Date.parse(credential.startDateTime) <= now && !isOver(credential, now);
}

function isOver(credential: PasswordCredential, now: number): boolean {
  return Date.parse(credential.endDateTime) <= now;
}
