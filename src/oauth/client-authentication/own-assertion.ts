import { createHash } from 'node:crypto';
import { tokenServiceSettings } from '../../directory/index.ts';
import type { AssertionUse } from '../../issuance/index.ts';
import { findCertificateSigner, type SignerProblem } from '../../tokens/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { type OAuthFault, refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';
import { requireAssertionAudience } from './assertion-audience.ts';
import { CLOCK_SKEW_SECONDS, requireAssertionTimes } from './assertion-times.ts';
import { type ClientProof, NO_PROOF, type PresentedTo } from './client-proof.ts';

/**
 * Judges an assertion that the client itself made and signed (`private_key_jwt`), by the certificates that its definition or its
 * instance in the tenant has registered. That a certificate has a certain subject or issuer is never enough.
 * @throws OAuthFault AADSTS700024 time, 700023 audience, 700026 algorithm or kind of key, 700027 no such certificate or not signed
 * by it, 1000502 the certificate is out of its time
 * @spec RFC 7523 §2.2, §3; sts reference 6.2
 */
export async function authenticateOwnAssertion(
  dependencies: OAuthDependencies,
  presented: PresentedTo,
  assertion: ParsedAssertion,
): Promise<ClientProof> {
  const { client, now } = presented;
  const { definition, instance } = client;
  requireAssertionTimes(assertion, now);
  await requireAssertionAudience(dependencies, assertion, presented);
  const credentials = [...definition.keyCredentials, ...(instance?.keyCredentials ?? [])];
  const reading = findCertificateSigner(assertion, credentials, now);
  if (!reading.ok) throw signerRefusal(reading.problem, reading.thumbprint ?? 'none', definition.appId);
  const { credential, thumbprint } = reading;
  const use = tokenServiceSettings(presented.tenant).clientAssertionReuse === 'refuse' ? assertionUse(assertion) : null;
  return {
    ...NO_PROOF,
    strength: '2',
    credentialType: 'certificate',
    keyId: credential.keyId,
    thumbprint,
    assertion: use,
  };
}

/** What is remembered of an assertion: by the name its maker gave it, or else by what was signed. */
function assertionUse({ subject, id, signingInput, expiresAt }: ParsedAssertion): AssertionUse {
  const name = id === undefined ? ['jws', signingInput] : ['jti', subject.toLowerCase(), id];
  return {
    hash: createHash('sha256').update(JSON.stringify(name)).digest('base64url'),
    expiresAt: expiresAt + CLOCK_SKEW_SECONDS * 1000,
  };
}

function signerRefusal(problem: SignerProblem, thumbprint: string, appId: string): OAuthFault {
  switch (problem) {
    case 'algorithm':
    case 'key':
      return refusal(700026, {});
    case 'certificateTime':
      return refusal(1000502, {});
    case 'unknownKey':
      // What a chain proves (a subject, an issuer) is not asked for: the certificate itself has to be registered.
      return refusal(700027, { reason: 'The key was not found.', thumbprint, appId });
    case 'signature':
      return refusal(700027, { reason: 'The signature does not verify.', thumbprint, appId });
    case 'expired':
      return refusal(700027, { reason: 'The key used is expired.', thumbprint, appId });
    case 'notYetValid':
      return refusal(700027, { reason: 'The key used is not valid yet.', thumbprint, appId });
  }
}
