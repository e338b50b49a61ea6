import type { ClientCredentialType } from '../../activity/index.ts';
import type { ClientFacts, Tenant } from '../../directory/index.ts';
import type { AssertionUse } from '../../issuance/index.ts';
import type { KeyId } from '../../kernel/index.ts';
import type { ClientStrength } from '../../tokens/index.ts';
import type { Authority } from '../authority.ts';
import type { ClientEvidence } from './evidence.ts';

/** What a client proved about itself, and by what, for the record. */
export interface ClientProof {
  readonly strength: ClientStrength;
  readonly credentialType: ClientCredentialType;
  /** The secret or certificate that proved it. */
  readonly keyId: KeyId | null;
  /** SHA-1 of the certificate that proved it, upper-case hex. */
  readonly thumbprint: string | null;
  /** The federated identity credential that proved it. */
  readonly federatedCredentialId: string | null;
  /** The assertion, where it gets tokens only once. */
  readonly assertion: AssertionUse | null;
}

/** A client that presented nothing. Whether that is enough is for the grant to say. */
export const NO_PROOF: ClientProof = {
  strength: '0',
  credentialType: 'none',
  keyId: null,
  thumbprint: null,
  federatedCredentialId: null,
  assertion: null,
};

/** What is written down of evidence that is not judged yet, or was found wrong: only its kind. */
export function unproved({ kind }: ClientEvidence): ClientProof {
  return { ...NO_PROOF, credentialType: PRESENTED[kind] };
}

const PRESENTED = { none: 'none', secret: 'clientSecret', assertion: 'clientAssertion' } as const;

/** Whom the evidence is about, and where and when it was presented. */
export interface PresentedTo {
  readonly authority: Authority;
  readonly tenant: Tenant;
  readonly client: ClientFacts;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}
