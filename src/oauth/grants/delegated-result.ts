import type { Issuance } from '../../issuance/index.ts';
import { invariant } from '../../kernel/index.ts';
import type { RefreshToken } from '../../sessions/index.ts';
import { clientInfoOf } from '../account-hint.ts';
import { consentState, DEFAULT_RESOURCE, type ResourceConsent } from '../consent-state.ts';
import { type DelegatedFacts, delegatedAccessToken, delegatedIdToken } from '../delegated-tokens.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import type { ScopeRequest } from '../rules/scope.ts';
import { signInRecord } from '../sign-in-record.ts';
import type { AuthenticatedRequest, GrantResult } from './grant.ts';

export interface DelegatedGrant {
  readonly facts: DelegatedFacts;
  readonly scope: ScopeRequest;
  readonly nonce: string | null;
  readonly authTimeRequested: boolean;
  readonly refresh: Omit<RefreshToken, 'tokenHash'> | null;
  readonly spend: Issuance['spend'];
  readonly presented: Issuance['presented'];
  readonly incomingTokenType: 'none' | 'refreshToken';
}

/**
 * The tokens of a person for a client, for one API. Consent is looked up now: what was revoked since is not in the token.
 * @throws OAuthFault AADSTS65001 consent is missing; and those of `consentState`
 * @spec sts reference 4.1, 4.2, 4.9
 */
export async function delegatedResult(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  grant: DelegatedGrant,
): Promise<GrantResult> {
  const { facts, scope } = grant;
  const { tenant, user, client } = facts;
  const withDefault = scope.resources.length > 0 ? scope : { ...scope, resources: [DEFAULT_RESOURCE] };
  const state = await consentState(dependencies, tenant, user, client, withDefault);
  const [consent] = state.resources;
  invariant(consent !== undefined, 'a token is always for some API');
  // Nothing granted at all is no consent either, and a token without any scope would look like one.
  const isEmpty = consent.effective.length === 0 && !isSignInOnly(consent, facts.openid);
  // A tenant that deleted the client's instance cut it off, whatever an API preauthorizes.
  const isCutOff = client.instance === undefined;
  if (isCutOff || isEmpty || consent.missing.length > 0 || state.missingOpenid.length > 0)
    throw refusal(65001, { appId: client.definition.appId, appName: client.definition.displayName });
  const accessToken = await delegatedAccessToken(dependencies, facts, consent);
  const idToken = facts.openid.includes('openid')
    ? await delegatedIdToken(dependencies, facts, {
        version: request.dialect,
        nonce: grant.nonce,
        authTimeRequested: grant.authTimeRequested,
        codeHash: null,
      })
    : null;
  return {
    scope: responseScope(consent, facts.openid),
    clientInfo: request.parameters.get('client_info') === '1' ? clientInfoOf(user) : null,
    issuance: {
      accessToken,
      idToken,
      refresh: grant.refresh,
      spend: grant.spend,
      presented: grant.presented,
      signIn: signInRecord(request.http, request.now, {
        tenant,
        eventType: 'nonInteractiveUser',
        client,
        user,
        resource: consent.resource,
        proof: request.proof,
        uti: accessToken.uti,
        sid: facts.context.sid,
        methods: facts.context.methods,
        scopes: consent.effective,
        incomingTokenType: grant.incomingTokenType,
      }),
    },
  };
}

/** OpenID scopes are Graph's own: with them, its token is good for the UserInfo endpoint. @spec sts reference 4.9 */
function isSignInOnly({ resource }: ResourceConsent, openid: readonly string[]): boolean {
  return resource.appId === DEFAULT_RESOURCE.identifier && openid.length > 0;
}

/**
 * `scope` of the answer, in the spelling the client asked in: its cache looks tokens up by it. `offline_access` is never echoed.
 * @spec sts reference 4.1
 */
function responseScope({ asked, effective }: ResourceConsent, openid: readonly string[]): string {
  const values = effective.filter((value) => value !== 'offline_access');
  const named = values.map((value) =>
    asked.prefix === '' || openid.includes(value) ? value : `${asked.prefix}/${value}`,
  );
  const standard = openid.filter((value) => value !== 'offline_access');
  const all = asked.isDefault ? [`${asked.prefix}/.default`] : [];
  return [...new Set([...standard, ...named, ...all])].join(' ');
}
