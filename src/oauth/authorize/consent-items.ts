import {
  type AppRole,
  type ClientFacts,
  isPersonalAccountsTenant,
  type PermissionScope,
  type ResourceFacts,
  servesPersonalAccounts,
  type Tenant,
} from '../../directory/index.ts';
import type { AppId } from '../../kernel/index.ts';
import { type ConsentState, DEFAULT_RESOURCE, declaredScopes } from '../consent-state.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { findResource } from '../find-resource.ts';
import type { PersonRequest } from './authorize-request.ts';

/** What the consent page asks about one API. */
export interface ConsentItem {
  /** Whom the permissions are for, where it is not the client: an API between. */
  readonly grantee?: ClientFacts;
  readonly resource: ResourceFacts;
  readonly scopes: readonly PermissionScope[];
  /** Application permissions, where an administrator is asked for everybody. */
  readonly roles?: readonly AppRole[];
}

type Facts = OAuthDependencies['facts'];

/**
 * The permissions to show: what is missing, or all that is asked for when the client asks for consent itself. A request for `.default`
 * that leads to a question asks at once for everything the registration declares, of every API.
 * @throws OAuthFault AADSTS650052
 * @spec sts reference 4.9 (`.default`), 7.11
 */
export async function consentItems(
  { facts, reads }: Pick<OAuthDependencies, 'facts' | 'reads'>,
  request: Pick<PersonRequest, 'scope'>,
  { tenant, client }: { readonly tenant: Tenant; readonly client: ClientFacts },
  state: ConsentState,
  isForced: boolean,
): Promise<readonly ConsentItem[]> {
  const wanted = new Map<string, Wanted>();
  const add = (resource: ResourceFacts, values: readonly string[]) => {
    const entry = wanted.get(resource.appId) ?? { resource, values: new Set<string>() };
    for (const value of values) entry.values.add(value);
    wanted.set(resource.appId, entry);
  };
  const openid = isForced ? request.scope.openid : state.missingOpenid;
  if (openid.length > 0) {
    const graph = await facts.findResource(tenant.id, DEFAULT_RESOURCE.identifier);
    if (graph !== undefined) add(graph, openid);
  }
  for (const { resource, asked, missing, effective } of state.resources)
    add(resource, isForced ? [...(asked.isDefault ? effective : asked.values), ...missing] : missing);
  if (state.resources.some(({ asked, missing }) => asked.isDefault && (isForced || missing.length > 0)))
    for (const { resourceAppId } of client.definition.requiredResourceAccess) {
      const resource = await requireService({ facts, reads }, tenant, resourceAppId);
      add(resource, await declaredScopes({ facts, reads }, client, resource));
    }
  return Promise.all([...wanted.values()].map((each) => describe(facts, each)));
}

/**
 * An API that the registration declares. Consent makes an instance of one that lets other tenants in.
 * @throws OAuthFault AADSTS650052 the tenant has none of it and cannot get one
 */
async function requireService(
  { facts, reads }: Pick<OAuthDependencies, 'facts' | 'reads'>,
  tenant: Tenant,
  appId: AppId,
): Promise<ResourceFacts> {
  const resource = await findResource(facts, tenant.id, appId);
  const isFit = !isPersonalAccountsTenant(tenant.id) || (resource !== undefined && servesPersonalAccounts(resource));
  if (resource !== undefined && isFit) return resource;
  const resourceName = (await reads.applications.findByAppId(appId))?.displayName ?? appId;
  throw refusal(650052, { resourceId: appId, resourceName, tenant: tenant.id });
}

interface Wanted {
  readonly resource: ResourceFacts;
  readonly values: Set<string>;
}

async function describe(facts: Facts, { resource, values }: Wanted): Promise<ConsentItem> {
  return { resource, scopes: values.size === 0 ? [] : await facts.listScopes(resource.appId, [...values]) };
}
