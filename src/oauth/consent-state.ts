import { MICROSOFT_GRAPH_APP_ID } from '../catalogue/index.ts';
import { delegatedConsent } from '../consent/index.ts';
import {
  type ClientFacts,
  isPersonalAccountsTenant,
  type OAuth2PermissionGrant,
  type ResourceFacts,
  servesPersonalAccounts,
  type Tenant,
  type User,
} from '../directory/index.ts';
import type { OAuthDependencies } from './dependencies.ts';
import { refusal } from './fault.ts';
import { findResource } from './find-resource.ts';
import type { ResourceScopes, ScopeRequest } from './rules/scope.ts';

/** One API of a request, with what is granted and what is missing between it, the client and the person. */
export interface ResourceConsent {
  readonly asked: ResourceScopes;
  readonly resource: ResourceFacts;
  readonly effective: readonly string[];
  readonly missing: readonly string[];
}

export interface ConsentState {
  readonly resources: readonly ResourceConsent[];
  /** OpenID scopes that need consent: all of those asked for while nothing at all was consented to yet. */
  readonly missingOpenid: readonly string[];
}

type Dependencies = Pick<OAuthDependencies, 'facts' | 'reads'>;

/**
 * Finds the APIs that a request names and checks that they exist and expose what is asked. Scope values are compared without regard
 * to case, as Entra does (its own samples write `user.read`), and go on in the spelling of the API.
 * @throws OAuthFault AADSTS500011 no such API; 500207 it is not for personal accounts; 500014 its instance is
 * disabled; 650053 no such scope
 * @spec sts reference 4.9
 */
export async function requireResources(
  { facts }: Dependencies,
  tenant: Tenant,
  client: ClientFacts,
  request: ScopeRequest,
): Promise<readonly { readonly asked: ResourceScopes; readonly resource: ResourceFacts }[]> {
  return Promise.all(
    request.resources.map(async (asked) => {
      const resource = await findResource(facts, tenant.id, asked.identifier);
      if (resource === undefined) throw refusal(500011, { resource: asked.identifier, tenant: tenant.displayName });
      if (isPersonalAccountsTenant(tenant.id) && !servesPersonalAccounts(resource)) throw refusal(500207, {});
      if (resource.instance?.accountEnabled === false) throw refusal(500014, { resource: asked.identifier });
      const exposed = asked.isDefault ? [] : await facts.listScopes(resource.appId, asked.values);
      const values = asked.values.map((value) => {
        const known = exposed.find((scope) => scope.value?.toLowerCase() === value.toLowerCase())?.value;
        if (!known)
          throw refusal(650053, { appName: client.definition.displayName, scope: value, resourceId: resource.appId });
        return known;
      });
      return { asked: { ...asked, values: [...new Set(values)] }, resource };
    }),
  );
}

/** Compares what a request asks for with what is recorded. */
export async function consentState(
  dependencies: Dependencies,
  tenant: Tenant,
  user: Pick<User, 'id'>,
  client: ClientFacts,
  request: ScopeRequest,
): Promise<ConsentState> {
  const found = await requireResources(dependencies, tenant, client, request);
  const grants =
    client.instance === undefined
      ? []
      : await dependencies.reads.permissionGrants.listForClient(tenant.id, client.instance.id, user.id);
  const resources = await Promise.all(
    found.map(async ({ asked, resource }) => ({
      asked,
      resource,
      ...delegatedConsent({
        values: asked.values,
        isDefault: asked.isDefault,
        declared: asked.isDefault ? await declaredScopes(dependencies, client, resource) : [],
        granted: grantedScopes(grants, resource),
        preauthorized: await preauthorizedScopes(dependencies, client, resource),
      }),
    })),
  );
  const hasAnyConsent = grants.length > 0 || resources.some(({ effective }) => effective.length > 0);
  return { resources, missingOpenid: hasAnyConsent ? [] : request.openid };
}

function grantedScopes(grants: readonly OAuth2PermissionGrant[], resource: ResourceFacts): readonly string[] {
  return grants
    .filter((grant) => grant.resourceId === resource.instance?.id)
    .flatMap((grant) => grant.scope.split(' ').filter((value) => value !== ''));
}

/** Scope values of an API that the client's registration declares. */
export async function declaredScopes(
  { facts }: Dependencies,
  client: ClientFacts,
  resource: ResourceFacts,
): Promise<readonly string[]> {
  const ids = client.definition.requiredResourceAccess
    .filter((entry) => entry.resourceAppId === resource.appId)
    .flatMap((entry) => entry.resourceAccess.filter((access) => access.type === 'Scope').map((access) => access.id));
  return scopeValues(await scopesById(facts, resource, ids));
}

async function preauthorizedScopes(
  { facts }: Dependencies,
  client: ClientFacts,
  resource: ResourceFacts,
): Promise<readonly string[]> {
  const entry = resource.preAuthorizedApplications.find(({ appId }) => appId === client.definition.appId);
  return entry === undefined ? [] : scopeValues(await scopesById(facts, resource, entry.delegatedPermissionIds));
}

async function scopesById(facts: Dependencies['facts'], resource: ResourceFacts, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  return (await facts.listScopes(resource.appId)).filter((scope) => wanted.has(scope.id));
}

function scopeValues(scopes: readonly { readonly value: string | null }[]): readonly string[] {
  return scopes.flatMap(({ value }) => (value === null ? [] : [value]));
}

/** The API a token is for when a request names none: Microsoft Graph, for its UserInfo endpoint. @spec sts reference 4.9 */
export const DEFAULT_RESOURCE: ResourceScopes = {
  identifier: MICROSOFT_GRAPH_APP_ID,
  prefix: '',
  values: [],
  isDefault: false,
};
