import type { OAuthDependencies } from '../dependencies.ts';
import { requireCredentialsOfIssuer, requireMatchingCredential } from '../rules/federated-match.ts';
import { isOwnIssuer } from '../rules/platform-token.ts';
import type { ParsedAssertion } from './assertion.ts';
import { requireAssertionTimes } from './assertion-times.ts';
import { type ClientProof, NO_PROOF, type PresentedTo } from './client-proof.ts';
import { verifyExternalAssertion } from './external-assertion.ts';
import { verifyPlatformAssertion } from './platform-assertion.ts';

/**
 * Judges an assertion that another issuer made for the client, by the federated identity credentials of its definition. What it
 * says of itself is believed for one thing before its signature is verified: which of the issuers that the client trusts to ask.
 * @throws OAuthFault AADSTS70021, 700211, 700212, 700213, 7002138 no credential; 700024 time; and those of whoever verifies it
 * @spec RFC 7521 §4.2, §6; RFC 7523 §3; sts reference 6.3
 */
export async function authenticateFederated(
  dependencies: OAuthDependencies,
  presented: PresentedTo,
  assertion: ParsedAssertion,
): Promise<ClientProof> {
  const all = await dependencies.facts.listFederatedCredentials(presented.client.definition.appId);
  const credentials = requireCredentialsOfIssuer(all, assertion);
  requireAssertionTimes(assertion, presented.now);
  if (isOwnIssuer(dependencies.baseUrl, assertion.issuer)) {
    await verifyPlatformAssertion(dependencies, presented, assertion);
  } else {
    await verifyExternalAssertion(dependencies.externalIssuers, assertion);
  }
  const { id } = requireMatchingCredential(credentials, assertion);
  return { ...NO_PROOF, strength: '2', credentialType: 'federatedIdentityCredential', federatedCredentialId: id };
}
