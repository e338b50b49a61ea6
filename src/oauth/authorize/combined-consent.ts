import type { ClientFacts, ResourceFacts, Tenant, User } from '../../directory/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { ConsentItem } from './consent-items.ts';
import { staticConsentItems } from './static-consent.ts';

/** Whom the question is about, and how it is asked. */
export interface CombinedConsent {
  readonly tenant: Tenant;
  readonly client: ClientFacts;
  readonly person: Pick<User, 'id'>;
  /** The APIs that the client asks for by `.default`. */
  readonly apis: readonly ResourceFacts[];
  /** Whether what is granted already is shown again. */
  readonly isForced: boolean;
  /** Whether an administrator is asked for everybody, and so for application permissions too. */
  readonly isForOrganization: boolean;
}

/**
 * What the APIs need for themselves that a client asks for: an API that lists the client among its known client applications cannot ask
 * anybody, so people answer for both at once. Both sides have agreed to it: the API by its list, the client by asking for `.default`. Only
 * what the API's registration declares is asked for.
 * @returns permissions for the API between, never for the client
 * @spec sts reference 7.9
 */
export async function combinedConsentItems(
  dependencies: Pick<OAuthDependencies, 'facts' | 'reads'>,
  { tenant, client, person, apis, isForced, isForOrganization }: CombinedConsent,
): Promise<readonly ConsentItem[]> {
  const { appId } = client.definition;
  const knowing = apis.filter((api) => api.appId !== appId && api.knownClientApplications.includes(appId));
  const items = await Promise.all(
    knowing.map(async (api) => {
      const grantee = await dependencies.facts.loadClient(tenant.id, api.appId);
      if (grantee === undefined) return [];
      const declared = await staticConsentItems(dependencies, { tenant, client: grantee }, []);
      const granted = isForced ? [] : await grantedTo(dependencies, tenant, grantee, person);
      return declared.map(({ resource, scopes, roles = [] }) => ({
        grantee,
        resource,
        scopes: scopes.filter(({ value }) => !granted.includes(`${resource.instance?.id} ${value}`)),
        roles: isForOrganization ? roles : [],
      }));
    }),
  );
  return items.flat().filter(({ scopes, roles }) => scopes.length + roles.length > 0);
}

/** What an API was granted for this person or for everybody, as instance and scope value. */
async function grantedTo(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  tenant: Tenant,
  { instance }: ClientFacts,
  person: Pick<User, 'id'>,
): Promise<readonly string[]> {
  if (instance === undefined) return [];
  const grants = await reads.permissionGrants.listForClient(tenant.id, instance.id, person.id);
  return grants.flatMap(({ resourceId, scope }) => scope.split(' ').map((value) => `${resourceId} ${value}`));
}
