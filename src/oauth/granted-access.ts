import { invariant } from '../kernel/index.ts';
import { consentState, DEFAULT_RESOURCE, type ResourceConsent } from './consent-state.ts';
import type { DelegatedFacts } from './delegated-tokens.ts';
import type { OAuthDependencies } from './dependencies.ts';
import type { Dialect } from './dialect.ts';
import { refusal } from './fault.ts';
import { requireListedResource } from './rules/listed-resource.ts';
import type { ScopeRequest } from './rules/scope.ts';
import { isSignInOnly } from './rules/sign-in-only.ts';

/**
 * What is granted to the client of one API for a person, looked up now: what was revoked since is not in it.
 * @param scope what is asked for: of several APIs the first, without any API it is Graph's UserInfo
 * @throws OAuthFault AADSTS65001 consent is missing; 650057 an API that may not be asked for by `resource`; those of `consentState`
 * @spec sts reference 4.9, 4.10
 */
export async function requireGrantedAccess(
  dependencies: OAuthDependencies,
  { tenant, user, client, openid }: Pick<DelegatedFacts, 'tenant' | 'user' | 'client' | 'openid'>,
  scope: ScopeRequest,
  dialect: Dialect,
): Promise<ResourceConsent> {
  const [asked = DEFAULT_RESOURCE] = scope.resources;
  const state = await consentState(dependencies, tenant, user, client, { ...scope, resources: [asked] });
  const [consent] = state.resources;
  invariant(consent !== undefined, 'a token is always for some API');
  const { appId, displayName } = client.definition;
  if (dialect === 1) requireListedResource(client.definition, consent.resource, consent.asked, consent.effective);
  // Nothing granted at all is no consent either, and a token without any scope would look like one.
  const isEmpty = consent.effective.length === 0 && !isSignInOnly(dialect, appId, consent.resource.appId, openid);
  // A tenant that deleted the client's instance cut it off, whatever an API preauthorizes.
  const isCutOff = client.instance === undefined;
  if (isCutOff || isEmpty || consent.missing.length > 0 || state.missingOpenid.length > 0)
    throw refusal(65001, { appId, appName: displayName });
  return consent;
}
