import { wellKnownAppIds } from '../../catalogue/index.ts';
import { type FederatedIdentityCredential, matchesClaims, parseClaimsExpression } from '../../directory/index.ts';
import { refusal } from '../fault.ts';

/** What a federated credential is held against. */
export interface FederatedClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

type Credentials = readonly FederatedIdentityCredential[];

/** The audience that federated credentials have as a rule. A platform of this kind writes it as the id of its API. */
const TOKEN_EXCHANGE = 'api://AzureADTokenExchange';

/**
 * The credentials of the issuer that an assertion names: the only reason there is to ask that issuer for its keys.
 * @throws OAuthFault AADSTS70021 the application has no credential at all, AADSTS700211 none of this issuer
 * @spec sts reference 6.3: exact, case-sensitive
 */
export function requireCredentialsOfIssuer(credentials: Credentials, presented: FederatedClaims): Credentials {
  const { issuer, subject, audiences } = presented;
  if (credentials.length === 0) throw refusal(70021, { issuer, subject, audience: audiences.join(', ') });
  const found = credentials.filter((credential) => credential.issuer === issuer);
  if (found.length === 0) throw refusal(700211, { issuer });
  return found;
}

/**
 * The one credential that a verified assertion is let in by. A token for several audiences is none for this one: whoever else
 * received it could present it.
 * @param credentials those of its issuer
 * @throws OAuthFault AADSTS700212 audience, 700213 subject, 7002138 a subject that differs by the case of letters alone
 * @spec sts reference 6.3
 */
export function requireMatchingCredential(
  credentials: Credentials,
  presented: FederatedClaims,
): FederatedIdentityCredential {
  const { subject, audiences } = presented;
  const forAudience = credentials.filter((credential) => hasAudience(credential, audiences));
  if (forAudience.length === 0) throw refusal(700212, { audience: audiences.join(', ') });
  const found =
    forAudience.find((credential) => credential.subject === subject) ??
    forAudience.find((credential) => fulfils(credential, presented));
  if (found !== undefined) return found;
  const folded = subject.toLowerCase();
  throw forAudience.some((credential) => credential.subject?.toLowerCase() === folded)
    ? refusal(7002138, { subject })
    : refusal(700213, { subject });
}

function hasAudience(
  { audiences: [expected] }: FederatedIdentityCredential,
  [only, ...others]: readonly string[],
): boolean {
  if (only === undefined || expected === undefined || others.length > 0) return false;
  return only === expected || (expected === TOKEN_EXCHANGE && only === wellKnownAppIds.azureAdTokenExchange);
}

function fulfils({ claimsMatchingExpression: expression }: FederatedIdentityCredential, { claims }: FederatedClaims) {
  return expression !== null && matchesClaims(parseClaimsExpression(expression.value), claims);
}
