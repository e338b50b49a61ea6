import type { Issuance } from '../../issuance/index.ts';
import type { RefreshToken } from '../../sessions/index.ts';
import type { AccessTokenFacts } from '../../tokens/index.ts';
import { clientInfoOf } from '../account-hint.ts';
import { type DelegatedFacts, delegatedAccessToken, delegatedIdToken } from '../delegated-tokens.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { onBehalf } from '../fault.ts';
import { requireGrantedAccess } from '../granted-access.ts';
import type { ScopeRequest } from '../rules/scope.ts';
import { loadSignInHome } from '../sign-in-home.ts';
import { type SignInParts, signInRecord } from '../sign-in-record.ts';
import { responseScope } from '../wire/response-scope.ts';
import type { AuthenticatedRequest, GrantResult } from './grant.ts';
import { requireAssignment } from './person.ts';

export interface DelegatedGrant {
  /** Who it is, and what the client said of itself; all else is the request's. */
  readonly person: Pick<DelegatedFacts, 'user' | 'context' | 'clientCapabilities'>;
  readonly scope: ScopeRequest;
  readonly nonce: string | null;
  readonly authTimeRequested: boolean;
  /** Default: no. */
  readonly acrRequested?: boolean;
  /** When the access token must end at the latest (milliseconds): what it is made from ends then. */
  readonly notAfter?: number;
  readonly refresh: Omit<RefreshToken, 'tokenHash'> | null;
  readonly spend: Issuance['spend'];
  readonly presented: Issuance['presented'];
  readonly handOver?: Issuance['handOver'];
  /** What the record says of the way it came. Default: without the person. */
  readonly signIn?: Pick<SignInParts, 'eventType' | 'protocol' | 'incomingTokenType' | 'isFreshlyAuthenticated'>;
}

/**
 * The tokens of a person for a client, for one API. Consent is looked up now: what was revoked since is not in the token.
 * @throws OAuthFault AADSTS50105 the API takes assigned people only; those of `requireGrantedAccess`
 * @spec sts reference 4.1, 4.2, 4.9
 */
export function delegatedResult(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  grant: DelegatedGrant,
): Promise<GrantResult> {
  return onBehalf(grant.person.user, () => tokensFor(dependencies, request, grant));
}

async function tokensFor(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  grant: DelegatedGrant,
): Promise<GrantResult> {
  const { tenant, client, proof, http } = request;
  const { user } = grant.person;
  const facts: DelegatedFacts = {
    ...grant.person,
    tenant,
    client,
    clientStrength: proof.strength,
    openid: grant.scope.openid,
    ipAddress: http.remoteAddress,
  };
  const consent = await requireGrantedAccess(dependencies, facts, grant.scope, request.dialect);
  await requireAssignment(dependencies, tenant, user, consent.resource);
  const accessToken = endingBy(await delegatedAccessToken(dependencies, facts, consent), grant.notAfter);
  const idToken = facts.openid.includes('openid')
    ? await delegatedIdToken(dependencies, facts, {
        version: request.dialect,
        nonce: grant.nonce,
        authTimeRequested: grant.authTimeRequested,
        acrRequested: grant.acrRequested === true,
        codeHash: null,
      })
    : null;
  return {
    scope: responseScope(consent, facts.openid, request.dialect),
    resource: consent.asked.identifier,
    clientInfo: request.parameters.get('client_info') === '1' ? clientInfoOf(user) : null,
    issuance: {
      accessToken,
      idToken,
      refresh: grant.refresh,
      spend: grant.spend,
      presented: grant.presented,
      handOver: grant.handOver ?? null,
      signIn: signInRecord(request.http, request.now, {
        eventType: 'nonInteractiveUser',
        ...grant.signIn,
        tenant,
        client,
        user,
        home: await loadSignInHome(dependencies, tenant, user),
        resource: consent.resource,
        proof: request.proof,
        uti: accessToken.uti,
        sid: facts.context.sid,
        methods: facts.context.methods,
        authenticatedAt: facts.context.authenticatedAt,
        clientAppUsed: request.clientAppUsed,
        scopes: consent.effective,
      }),
    },
  };
}

/**
 * A token that is made from another one does not outlive it.
 * @spec sts reference 4.5 [I]
 */
function endingBy(facts: AccessTokenFacts, notAfter: number | undefined): AccessTokenFacts {
  if (notAfter === undefined) return facts;
  const remaining = Math.floor((notAfter - facts.issuedAt) / 1000);
  return { ...facts, lifetimeSeconds: Math.min(facts.lifetimeSeconds, remaining) };
}
