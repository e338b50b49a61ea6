import type { KeyCredential } from '../../directory/index.ts';
import type { KeyId, ObjectId } from '../../kernel/index.ts';
import { findCertificateSigner, parseCompactJws } from '../../tokens/index.ts';
import { GraphFault } from '../fault.ts';
import { denied } from '../permissions/reach.ts';

/** The old directory API, which one page of Graph's names, and Graph, which another names. */
const AUDIENCES = new Set<unknown>(['00000002-0000-0000-c000-000000000000', '00000003-0000-0000-c000-000000000000']);
const LONGEST_SECONDS = 600;
const CLOCK_SKEW_SECONDS = 300;

/**
 * Judges the proof that a caller holds a private key of the object whose keys it changes: a JWT, signed by a current certificate
 * of that object, which names the object as its issuer and lives ten minutes at most.
 * @param proof the member of the body
 * @param now milliseconds since the Unix epoch
 * @returns the credential it was signed by
 * @throws GraphFault `Denied` when there is none, `ProofInvalid` when it proves nothing
 * @spec Graph addKey, removeKey: `proof`
 */
export function requireProof(
  proof: unknown,
  { id, keyCredentials }: { readonly id: ObjectId; readonly keyCredentials: readonly KeyCredential[] },
  now: number,
): KeyId {
  if (proof === undefined || proof === null || proof === '') throw denied('no proof of possession');
  const reading = typeof proof === 'string' ? parseCompactJws(proof) : undefined;
  if (reading?.ok !== true) throw refused('it is no JWT');
  const { header, claims } = reading.jws;
  if (header.crit !== undefined || header.b64 === false) throw refused('its header demands an extension');
  const audiences: readonly unknown[] = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  if (!audiences.some((audience) => AUDIENCES.has(audience))) throw refused('audience');
  if (typeof claims.iss !== 'string' || claims.iss.toLowerCase() !== id) throw refused('issuer');
  requireTimes(claims, now / 1000);
  const signer = findCertificateSigner(reading.jws, keyCredentials, now);
  if (!signer.ok) throw refused(signer.problem);
  return signer.credential.keyId;
}

/** @param now seconds */
function requireTimes({ nbf, exp }: Readonly<Record<string, unknown>>, now: number): void {
  if (typeof nbf !== 'number' || typeof exp !== 'number') throw refused('times');
  const isShort = exp > nbf && exp - nbf <= LONGEST_SECONDS;
  if (!isShort || nbf > now + CLOCK_SKEW_SECONDS || exp <= now - CLOCK_SKEW_SECONDS) throw refused('times');
}

function refused(detail: string): GraphFault {
  return new GraphFault('ProofInvalid', 'Access Token missing or malformed.', { detail: `proof: ${detail}` });
}
