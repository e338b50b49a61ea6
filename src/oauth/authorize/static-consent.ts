import type { AppRole, ClientFacts, RequiredResourceAccess, Tenant } from '../../directory/index.ts';
import { DEFAULT_RESOURCE } from '../consent-state.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { findResource } from '../find-resource.ts';
import type { ConsentItem } from './consent-items.ts';

type Dependencies = Pick<OAuthDependencies, 'facts' | 'reads'>;

/**
 * All that a registration declares, of every API: delegated permissions, and the application permissions that only an administrator can
 * grant. It is what an administrator consents to at once, for everybody. APIs that the tenant cannot see are left out.
 * @param openid scopes the person signs in with meanwhile
 * @spec sts reference 2.4 (`admin_consent`), 4.9 (static consent), 7.7
 */
export async function staticConsentItems(
  dependencies: Dependencies,
  { tenant, client }: { readonly tenant: Tenant; readonly client: ClientFacts },
  openid: readonly string[],
): Promise<readonly ConsentItem[]> {
  const { facts } = dependencies;
  const declared = client.definition.requiredResourceAccess;
  const isGraphDeclared = declared.some(({ resourceAppId }) => resourceAppId === DEFAULT_RESOURCE.identifier);
  const graph = { resourceAppId: DEFAULT_RESOURCE.identifier, resourceAccess: [] };
  const items = await Promise.all(
    [...declared, ...(isGraphDeclared ? [] : [graph])].map(async ({ resourceAppId, resourceAccess }) => {
      const resource = await findResource(facts, tenant.id, resourceAppId);
      if (resource === undefined) return undefined;
      const ids = new Set(resourceAccess.filter(({ type }) => type === 'Scope').map(({ id }) => id));
      const names = resourceAppId === DEFAULT_RESOURCE.identifier ? openid : [];
      const scopes = (await facts.listScopes(resource.appId)).filter(
        ({ id, value }) => ids.has(id) || (value !== null && names.includes(value)),
      );
      return { resource, scopes, roles: await declaredRoles(dependencies, resource.appId, resourceAccess) };
    }),
  );
  return items.filter((item) => item !== undefined);
}

async function declaredRoles(
  { reads }: Dependencies,
  appId: ClientFacts['definition']['appId'],
  access: RequiredResourceAccess['resourceAccess'],
): Promise<readonly AppRole[]> {
  const ids = new Set(access.filter(({ type }) => type === 'Role').map(({ id }) => id));
  if (ids.size === 0) return [];
  const definition = await reads.applications.findByAppId(appId);
  return (definition?.appRoles ?? []).filter(
    ({ id, isEnabled, allowedMemberTypes }) => ids.has(id) && isEnabled && allowedMemberTypes.includes('Application'),
  );
}
