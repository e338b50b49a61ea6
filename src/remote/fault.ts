import { Fault, type FaultOptions } from '../kernel/index.ts';

/** Why a tenant seen from outside did not give what was asked. */
export type RemoteFaultCode =
  /** The address is none that a tenant can be at. */
  | 'AddressUnusable'
  /** Nothing answers there. */
  | 'Unreachable'
  /** Something answers, with a certificate that nobody we trust has signed. */
  | 'CertificateUntrusted'
  | 'TimedOut'
  /** An answer that is no answer of Graph or of a token endpoint. */
  | 'AnswerUnexpected'
  | 'TokenRefused'
  | 'SignInFailed'
  | 'GraphRefused'
  | 'NotFound'
  /** A name that several objects have. */
  | 'Ambiguous'
  | 'PermissionUnknown'
  /** A change of several steps that stopped on the way. */
  | 'Interrupted';

/** A refusal by, or on the way to, a tenant seen from outside. */
export class RemoteFault extends Fault<RemoteFaultCode> {}

/** What the token service says when it refuses. @spec RFC 6749 §5.2; sts reference 8.1 */
export interface TokenRefusalFacts {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  /** The numbers of the AADSTS codes, the first being the reason. */
  readonly aadstsCodes: readonly number[];
  readonly traceId: string | undefined;
  readonly correlationId: string | undefined;
}

/** The token service refused. */
export class TokenRefusal extends RemoteFault {
  readonly facts: TokenRefusalFacts;

  constructor(facts: TokenRefusalFacts) {
    super('TokenRefused', facts.description === '' ? facts.error : facts.description);
    this.facts = facts;
  }
}

/** What Graph says when it refuses. @spec graph reference 2.8 */
export interface GraphRefusalFacts {
  readonly status: number;
  /** Such as `Authorization_RequestDenied`. */
  readonly graphCode: string;
  readonly requestId: string | undefined;
  readonly clientRequestId: string | undefined;
  /** The finer codes of `details`, such as `ObjectConflict`. */
  readonly detailCodes: readonly string[];
  /** What was asked, without its query: `POST /v1.0/applications`. */
  readonly call: string;
  readonly retryAfterSeconds: number | undefined;
}

/** Graph refused. */
export class GraphRefusal extends RemoteFault {
  readonly facts: GraphRefusalFacts;

  constructor(message: string, facts: GraphRefusalFacts, options: FaultOptions = {}) {
    super('GraphRefused', message, options);
    this.facts = facts;
  }
}
