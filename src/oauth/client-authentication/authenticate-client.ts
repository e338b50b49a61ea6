import type { ClientCredentialType } from '../../activity/index.ts';
import type { ClientFacts } from '../../directory/index.ts';
import type { KeyId } from '../../kernel/index.ts';
import type { ClientStrength } from '../../tokens/index.ts';
import { refusal } from '../fault.ts';
import type { ClientEvidence } from './evidence.ts';
import { type SecretVerifier, verifyClientSecret } from './secret.ts';

/** What a client proved about itself. */
export interface ClientProof {
  readonly strength: ClientStrength;
  readonly credentialType: ClientCredentialType;
  readonly keyId: KeyId | null;
}

/** A client that presented nothing. Whether that is enough is for the grant to say. */
export const NO_PROOF: ClientProof = { strength: '0', credentialType: 'none', keyId: null };

/**
 * Checks the evidence that was presented, whatever the grant: wrong evidence is never ignored.
 * @param now milliseconds since the Unix epoch
 * @throws OAuthFault AADSTS7000215, 7000222, 700027
 */
export function authenticateClient(
  client: ClientFacts,
  evidence: ClientEvidence,
  verifier: SecretVerifier,
  now: number,
): ClientProof {
  switch (evidence.kind) {
    case 'none':
      return NO_PROOF;
    case 'secret': {
      const credential = verifyClientSecret(client, evidence.secret, verifier, now);
      return { strength: '1', credentialType: 'clientSecret', keyId: credential.keyId };
    }
    case 'assertion':
      // Assertions are matched against certificates and federated credentials; this version registers neither for sign-in.
      throw refusal(700027, {
        reason: 'The key was not found.',
        thumbprint: 'none',
        appId: client.definition.appId,
      });
  }
}
