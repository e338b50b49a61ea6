import { verifyByIssuer } from '../../tokens/index.ts';
import { DocumentFault } from '../external-issuers/document-source.ts';
import type { ExternalIssuers } from '../external-issuers/external-issuers.ts';
import { refusal } from '../fault.ts';
import { isPlatformToken, requireFirstHandAppToken } from '../rules/platform-token.ts';
import type { ParsedAssertion } from './assertion.ts';

/**
 * Verifies the token of an issuer outside by the keys that it publishes. Call it only for an issuer that the client trusts: this
 * is what makes the platform ask somebody else.
 * @throws OAuthFault AADSTS90061 the issuer cannot be asked, 50166 its documents cannot be used, 50027 the signature is none of
 * its keys; of a token of a platform like this one also 700229, 700231
 * @spec RFC 7521 §5.2, §8.2; OpenID Connect Discovery 1.0 §4
 */
export async function verifyExternalAssertion(issuers: ExternalIssuers, assertion: ParsedAssertion): Promise<void> {
  const verification = await verifyWithIssuer(issuers, assertion);
  if (verification !== 'verified') throw refusal(50027, { reason: reasons[verification] });
  if (isPlatformToken(assertion.claims)) requireFirstHandAppToken(assertion.claims);
}

const reasons = {
  algorithm: 'its algorithm is not accepted, or not the one of its key',
  unknownKey: 'its issuer publishes no key that it could be signed by',
  signature: 'its signature does not verify with the key of its issuer',
} as const;

async function verifyWithIssuer(issuers: ExternalIssuers, assertion: ParsedAssertion) {
  try {
    const keys = await issuers.keysOf(assertion.issuer);
    const verification = await verifyByIssuer(assertion, keys);
    if (verification !== 'unknownKey') return verification;
    const newer = await issuers.newerKeysOf(assertion.issuer);
    return newer === keys ? verification : await verifyByIssuer(assertion, newer);
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error;
    // Why exactly is for the log: an answer that told would let callers explore networks from here.
    throw error.code === 'Unacceptable' ? refusal(50166, {}, { cause: error }) : refusal(90061, {}, { cause: error });
  }
}
