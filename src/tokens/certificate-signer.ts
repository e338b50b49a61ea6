import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import type { KeyCredential } from '../directory/index.ts';
import { certificateHint } from './certificate-hint.ts';
import type { CompactJws } from './compact-jws.ts';
import { findAlgorithm, fitsAlgorithm, type JwsAlgorithm, verifySignature } from './jws-signature.ts';

/**
 * Why no registered certificate stands behind a JWS. `algorithm`: one that nobody may sign with; `key`: the key named does not
 * fit the algorithm, or is too short; `expired`, `notYetValid`: of the credential; `certificateTime`: of the certificate itself.
 */
export type SignerProblem =
  | 'algorithm'
  | 'unknownKey'
  | 'key'
  | 'signature'
  | 'expired'
  | 'notYetValid'
  | 'certificateTime';

export type SignerReading =
  | { readonly ok: true; readonly credential: KeyCredential; readonly thumbprint: string }
  /** @property thumbprint what the JWS says it was signed by, in upper-case hex where it is a thumbprint */
  | { readonly ok: false; readonly problem: SignerProblem; readonly thumbprint: string | undefined };

interface Candidate {
  readonly credential: KeyCredential;
  readonly keyId: KeyCredential['keyId'];
  readonly der: Buffer;
}

/** Without a usable hint so many certificates are tried, those that are current first. */
const MOST_ATTEMPTS = 20;

/**
 * Finds the registered certificate whose private key signed a JWS, and verifies that it did. A certificate is parsed for every
 * question: that takes some 40 microseconds, about as long as to verify the signature.
 * @param credentials `keyCredentials` of the objects that may answer for the signer
 * @param now milliseconds since the Unix epoch
 * @spec RFC 7515 §5.2, §6; RFC 8725 §3.1, §3.10; sts reference 6.2
 */
export function findCertificateSigner(
  jws: CompactJws,
  credentials: readonly KeyCredential[],
  now: number,
): SignerReading {
  const hint = certificateHint(jws);
  const shown = hint.kind === 'absent' ? undefined : hint.shown;
  const refused = (problem: SignerProblem): SignerReading => ({ ok: false, problem, thumbprint: shown });
  const algorithm = findAlgorithm(jws.header.alg);
  if (algorithm === undefined) return refused('algorithm');
  const registered = credentials.flatMap(candidateOf);
  const matching = hint.kind === 'absent' ? [] : registered.filter(hint.matches);
  if (matching.length === 0) {
    const tried = hint.kind === 'named' ? [] : currentFirst(registered, now).slice(0, MOST_ATTEMPTS);
    const found = tried.map((one) => judge(one, jws, algorithm, now)).find(hasSigned);
    return found === undefined ? refused('unknownKey') : readingOf(found, shown);
  }
  // The same certificate may be registered twice, of which one entry may be out of its time.
  const judged = matching.slice(0, MOST_ATTEMPTS).map((one) => judge(one, jws, algorithm, now));
  const best = judged.find(({ problem }) => problem === undefined) ?? judged.find(hasSigned) ?? judged[0];
  return best === undefined ? refused('unknownKey') : readingOf(best, shown);
}

interface Judgement {
  readonly candidate: Candidate;
  readonly problem: SignerProblem | undefined;
}

/** The signature is judged before the times, so that only who holds the key learns of them. */
function judge(candidate: Candidate, jws: CompactJws, algorithm: JwsAlgorithm, now: number): Judgement {
  const { credential, der } = candidate;
  const certificate = new X509Certificate(der);
  const publicKey = publicKeyOf(certificate);
  if (publicKey === undefined || !fitsAlgorithm(publicKey, algorithm)) return { candidate, problem: 'key' };
  if (!verifySignature(algorithm, publicKey, jws.signingInput, jws.signature))
    return { candidate, problem: 'signature' };
  if (certificate.validFromDate.getTime() > now || certificate.validToDate.getTime() <= now)
    return { candidate, problem: 'certificateTime' };
  if (Date.parse(credential.endDateTime) <= now) return { candidate, problem: 'expired' };
  if (Date.parse(credential.startDateTime) > now) return { candidate, problem: 'notYetValid' };
  return { candidate, problem: undefined };
}

/** @returns undefined for a kind of key that OpenSSL does not know: nobody can sign with it here */
function publicKeyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function hasSigned({ problem }: Judgement): boolean {
  return problem !== 'key' && problem !== 'signature';
}

function readingOf({ candidate, problem }: Judgement, shown: string | undefined): SignerReading {
  if (problem !== undefined) return { ok: false, problem, thumbprint: shown };
  const thumbprint = createHash('sha1').update(candidate.der).digest('hex').toUpperCase();
  return { ok: true, credential: candidate.credential, thumbprint };
}

function candidateOf(credential: KeyCredential): readonly Candidate[] {
  const { type, usage, key, keyId } = credential;
  if (type !== 'AsymmetricX509Cert' || usage !== 'Verify' || key === null) return [];
  return [{ credential, keyId, der: Buffer.from(key, 'base64') }];
}

function currentFirst(candidates: readonly Candidate[], now: number): readonly Candidate[] {
  const isCurrent = ({ credential }: Candidate): boolean =>
    Date.parse(credential.startDateTime) <= now && Date.parse(credential.endDateTime) > now;
  return [...candidates.filter(isCurrent), ...candidates.filter((one) => !isCurrent(one))];
}
