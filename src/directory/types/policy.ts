import type { ObjectId, TenantId } from '../../kernel/index.ts';

/** What a policy is about. Each kind has a definition of its own form. */
export type PolicyKind = 'tokenLifetimePolicy' | 'claimsMappingPolicy';

/** A policy of the token service: a text that says what it wants, and a place for the objects it is linked with. */
export interface Policy {
  readonly tenantId: TenantId;
  readonly id: ObjectId;
  readonly kind: PolicyKind;
  readonly displayName: string;
  readonly description: string | null;
  /** Exactly one JSON text. */
  readonly definition: readonly string[];
  /** Whether it holds for every application of the tenant that has none of its own. One of a kind at most. */
  readonly isOrganizationDefault: boolean;
  readonly createdDateTime: string;
}

/** What a policy can be linked with. */
export interface PolicyTarget {
  readonly id: ObjectId;
  readonly kind: 'application' | 'servicePrincipal';
}

/** Where a mapped claim takes its value from: the person, the client, the API, whichever of them the token is for, or the tenant. */
export type ClaimSource = 'user' | 'application' | 'resource' | 'audience' | 'company' | 'transformation';

/** One entry of a claims mapping. */
export interface MappedClaim {
  /** Null for a value that the policy itself gives. */
  readonly source: ClaimSource | null;
  /** The property, in lower case; for a transformation the name of its output. */
  readonly id: string | null;
  /** A fixed value. */
  readonly value: string | null;
  /** Full name of a directory extension, as the person has it. */
  readonly extensionId: string | null;
  readonly transformationId: string | null;
  /** Name of the claim in tokens; null for an entry that only feeds a transformation. */
  readonly jwtClaimType: string | null;
}

/** The transformations that there are. */
export type TransformationMethod = 'Join' | 'ExtractMailPrefix' | 'ToLowercase' | 'ToUppercase';

/** How one claim is made of others. */
export interface ClaimsTransformation {
  readonly id: string;
  readonly method: TransformationMethod;
  /** Which entry of the mapping is which input. */
  readonly inputClaims: readonly { readonly claim: string; readonly parameter: string }[];
  readonly inputParameters: readonly { readonly parameter: string; readonly value: string }[];
  readonly outputClaims: readonly { readonly claim: string; readonly parameter: string }[];
}

/** What the definition of a claims mapping policy says. */
export interface ClaimsMapping {
  /** Whether claims that only describe, such as names, stay in the token. */
  readonly includesBasicClaims: boolean;
  readonly claims: readonly MappedClaim[];
  readonly transformations: readonly ClaimsTransformation[];
}
