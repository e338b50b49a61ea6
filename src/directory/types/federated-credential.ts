import type { ObjectId, TenantId } from '../../kernel/index.ts';

/** A rule over claims of the presented token, in the place of one fixed subject. */
export interface ClaimsMatchingExpression {
  /** `claims['sub'] matches 'repo:contoso/*'` */
  readonly value: string;
  readonly languageVersion: number;
}

/**
 * Trust of an application in one workload outside: whoever presents a token of this issuer, for this subject and audience, is the
 * application. It belongs to the definition and so holds in every tenant that has an instance.
 */
export interface FederatedIdentityCredential {
  /** Home tenant of the application. Not a Graph member. */
  readonly tenantId: TenantId;
  /** Object id of the application. Not a Graph member. */
  readonly applicationId: ObjectId;
  readonly id: string;
  /** Never changes. */
  readonly name: string;
  /** The `iss` of the token, letter by letter. */
  readonly issuer: string;
  /** The `sub` of the token, letter by letter; null where an expression stands for it. */
  readonly subject: string | null;
  /** Exactly one: the `aud` of the token. */
  readonly audiences: readonly string[];
  readonly description: string | null;
  readonly claimsMatchingExpression: ClaimsMatchingExpression | null;
}
