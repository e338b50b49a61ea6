import type { ClientCredentialType } from '../../activity/index.ts';
import type { ClientFacts, Tenant } from '../../directory/index.ts';
import type { KeyId } from '../../kernel/index.ts';
import type { ClientStrength } from '../../tokens/index.ts';
import type { Authority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import type { ClientEvidence } from './evidence.ts';
import { verifyClientSecret } from './secret.ts';

/** What a client proved about itself. */
export interface ClientProof {
  readonly strength: ClientStrength;
  readonly credentialType: ClientCredentialType;
  readonly keyId: KeyId | null;
}

/** A client that presented nothing. Whether that is enough is for the grant to say. */
export const NO_PROOF: ClientProof = { strength: '0', credentialType: 'none', keyId: null };

/** Whom the evidence is about, and where and when it was presented. */
export interface PresentedTo {
  readonly authority: Authority;
  readonly tenant: Tenant;
  readonly client: ClientFacts;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * Checks the evidence that was presented, whatever the grant: wrong evidence is never ignored.
 * @throws OAuthFault AADSTS7000215, 7000222, 700027
 */
export async function authenticateClient(
  { keyring }: Pick<OAuthDependencies, 'keyring'>,
  { client, now }: PresentedTo,
  evidence: ClientEvidence,
): Promise<ClientProof> {
  switch (evidence.kind) {
    case 'none':
      return NO_PROOF;
    case 'secret': {
      const credential = verifyClientSecret(client, evidence.secret, keyring, now);
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
