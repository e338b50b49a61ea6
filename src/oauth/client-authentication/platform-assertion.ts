import { parseObjectId } from '../../kernel/index.ts';
import { verifyToken } from '../../tokens/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { requireFirstHandAppToken, requireOwnTenant } from '../rules/platform-token.ts';
import type { ParsedAssertion } from './assertion.ts';
import type { PresentedTo } from './client-proof.ts';

/**
 * Verifies a token of this very platform that is presented as a federated credential: by our own keys, and only where a managed
 * identity got it in the home tenant of the application.
 * @throws OAuthFault AADSTS700222 not a version 2 token of a tenant, 700236 of another tenant, 50027 not signed by us, 700229 a
 * user's, 700231 itself got by a federated credential, 700226 of an application that is no managed identity
 * @spec sts reference 6.3: managed identity as federated credential
 */
export async function verifyPlatformAssertion(
  { baseUrl, keyring, reads }: Pick<OAuthDependencies, 'baseUrl' | 'keyring' | 'reads'>,
  { client, now }: PresentedTo,
  { issuer, subject, claims, signingInput, signature }: ParsedAssertion,
): Promise<void> {
  const tenantId = requireOwnTenant(baseUrl, issuer);
  if (tenantId !== client.definition.tenantId) throw refusal(700236, { issuer });
  const token = `${signingInput}.${signature.toString('base64url')}`;
  const verified = verifyToken(token, (kid) => keyring.findPublicKey(kid)?.publicKey, now);
  if (!verified.ok) throw refusal(50027, { reason: 'its signature is not one of this platform' });
  requireFirstHandAppToken(claims);
  const id = parseObjectId(subject);
  const identity = id && (await reads.servicePrincipals.get(tenantId, id));
  if (identity?.servicePrincipalType !== 'ManagedIdentity' || !identity.accountEnabled) throw refusal(700226, {});
}
