import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';
import type { ClientProof, PresentedTo } from './client-proof.ts';

/**
 * Judges an assertion that another issuer made for the client, by the federated identity credentials of its definition. An
 * application without any trusts no issuer.
 * @throws OAuthFault AADSTS700211 no credential has this issuer
 * @spec RFC 7521 §4.2, §6; sts reference 6.3
 */
export async function authenticateFederated(
  _dependencies: OAuthDependencies,
  _presented: PresentedTo,
  assertion: ParsedAssertion,
): Promise<ClientProof> {
  throw refusal(700211, { issuer: assertion.issuer });
}
