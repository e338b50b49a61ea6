import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import type { ParsedAssertion } from './assertion.ts';
import type { ClientProof, PresentedTo } from './client-proof.ts';

/**
 * Judges an assertion that the client itself made and signed (`private_key_jwt`), by the certificates it has registered.
 * @throws OAuthFault AADSTS700027
 * @spec RFC 7523 §2.2, §3; sts reference 6.2
 */
export async function authenticateOwnAssertion(
  _dependencies: OAuthDependencies,
  { client }: PresentedTo,
  _assertion: ParsedAssertion,
): Promise<ClientProof> {
  throw refusal(700027, { reason: 'The key was not found.', thumbprint: 'none', appId: client.definition.appId });
}
