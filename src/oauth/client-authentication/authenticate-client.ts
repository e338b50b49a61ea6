import type { OAuthDependencies } from '../dependencies.ts';
import { parseAssertion } from './assertion.ts';
import { decideMaker } from './assertion-maker.ts';
import { type ClientProof, NO_PROOF, type PresentedTo } from './client-proof.ts';
import type { ClientEvidence } from './evidence.ts';
import { authenticateFederated } from './federated.ts';
import { authenticateOwnAssertion } from './own-assertion.ts';
import { verifyClientSecret } from './secret.ts';

/**
 * Checks the evidence that was presented, whatever the grant: wrong evidence is never ignored.
 * @throws OAuthFault of a secret AADSTS7000215, 7000222; of an assertion those of `parseAssertion`, `decideMaker` and whoever
 * judges what that maker signs
 */
export async function authenticateClient(
  dependencies: OAuthDependencies,
  presented: PresentedTo,
  evidence: ClientEvidence,
): Promise<ClientProof> {
  const { client, now } = presented;
  switch (evidence.kind) {
    case 'none':
      return NO_PROOF;
    case 'secret': {
      const credential = verifyClientSecret(client, evidence.secret, dependencies.keyring, now);
      return { ...NO_PROOF, strength: '1', credentialType: 'clientSecret', keyId: credential.keyId };
    }
    case 'assertion': {
      const assertion = parseAssertion(evidence.assertion);
      const judge =
        decideMaker(assertion, client.definition.appId) === 'client' ? authenticateOwnAssertion : authenticateFederated;
      return judge(dependencies, presented, assertion);
    }
  }
}
