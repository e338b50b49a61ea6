import { randomUUID } from 'node:crypto';
import type { Graph } from './graph.ts';

/** An app registration, as far as the setup looks at it: the definition. */
export interface Application {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly tags: readonly string[];
  readonly identifierUris: readonly string[];
  readonly appRoles: readonly AppRole[];
  readonly api: {
    readonly requestedAccessTokenVersion: number | null;
    readonly oauth2PermissionScopes: readonly Scope[];
  };
  readonly spa: { readonly redirectUris: readonly string[] };
  readonly passwordCredentials: readonly { readonly keyId: string; readonly displayName: string | null }[];
}

interface Scope {
  readonly id: string;
  readonly value: string;
}
interface AppRole {
  readonly id: string;
  readonly value: string | null;
}
/** An enterprise application: the instance of a registration in this tenant. */
export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
}
interface List<T> {
  readonly value: readonly T[];
}

/** Marks the registrations of this example, so that another one of the same name is left alone. */
const tag = 'entrada-example-orders';

async function findOrCreate(graph: Graph, displayName: string, definition: object): Promise<Application> {
  const filter = encodeURIComponent(`displayName eq '${displayName}'`);
  const found = await graph.get<List<Application>>(`/applications?$filter=${filter}`);
  const ours = found.value.find((application) => application.tags.includes(tag));
  return (
    ours ??
    (await graph.post('/applications', { displayName, tags: [tag], signInAudience: 'AzureADMyOrg', ...definition }))
  );
}

/** The instance, without which an application can neither sign in nor be granted anything in this tenant. */
export async function ensureServicePrincipal(graph: Graph, appId: string): Promise<ServicePrincipal> {
  const filter = encodeURIComponent(`appId eq '${appId}'`);
  const found = await graph.get<List<ServicePrincipal>>(`/servicePrincipals?$filter=${filter}`);
  return found.value[0] ?? (await graph.post('/servicePrincipals', { appId }, { settling: true }));
}

const scope = (value: string, what: string) => ({
  id: randomUUID(),
  value,
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: what,
  adminConsentDescription: `Allows the app to ${what.toLowerCase()} on behalf of the signed-in user.`,
  userConsentDisplayName: what,
  userConsentDescription: `Allows the app to ${what.toLowerCase()} on your behalf.`,
});

const wantedScopes = () => [scope('Orders.Read', 'Read your orders'), scope('Orders.Write', 'Place orders')];
const wantedRoles = () => [
  {
    id: randomUUID(),
    value: 'Orders.Process',
    displayName: 'Process orders',
    description: 'Lets an application read and process the orders of all users.',
    allowedMemberTypes: ['Application'],
    isEnabled: true,
  },
];

/** What is wanted and not there yet, by value: the ids of what is there are kept, since grants point at them. */
const missing = <T extends { readonly value: string | null }>(
  wanted: readonly T[],
  present: readonly { value: string | null }[],
) => wanted.filter((entry) => !present.some((known) => known.value === entry.value));

/** The API: two scopes for users, one app role for applications, tokens of version 2. */
export async function ensureApi(graph: Graph): Promise<Application> {
  const application = await findOrCreate(graph, 'Orders API', {
    api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: wantedScopes() },
    appRoles: wantedRoles(),
  });
  const identifierUri = `api://${application.appId}`;
  const scopes = missing(wantedScopes(), application.api.oauth2PermissionScopes);
  const roles = missing(wantedRoles(), application.appRoles);
  const changes = {
    ...(application.identifierUris.includes(identifierUri)
      ? {}
      : { identifierUris: [...application.identifierUris, identifierUri] }),
    ...(scopes.length === 0 && application.api.requestedAccessTokenVersion === 2
      ? {}
      : {
          api: {
            requestedAccessTokenVersion: 2,
            oauth2PermissionScopes: [...application.api.oauth2PermissionScopes, ...scopes],
          },
        }),
    ...(roles.length === 0 ? {} : { appRoles: [...application.appRoles, ...roles] }),
  };
  if (Object.keys(changes).length === 0) return application;
  await graph.patch(`/applications/${application.id}`, changes);
  return graph.get(`/applications/${application.id}`);
}

const idsOf = (
  present: readonly { id: string; value: string | null }[],
  values: readonly string[],
): readonly string[] =>
  values.map((value) => {
    const found = present.find((entry) => entry.value === value);
    if (found === undefined) throw new Error(`The API does not offer ${value}`);
    return found.id;
  });

const access = (api: Application, kind: 'Scope' | 'Role', ids: readonly string[]) => [
  { resourceAppId: api.appId, resourceAccess: ids.map((id) => ({ id, type: kind })) },
];

/** The single-page application: a public client that may come back to its own address. */
export async function ensureSpa(graph: Graph, api: Application, spaUrl: string): Promise<Application> {
  const scopes = idsOf(api.api.oauth2PermissionScopes, ['Orders.Read', 'Orders.Write']);
  const application = await findOrCreate(graph, 'Orders SPA', {
    spa: { redirectUris: [spaUrl] },
    requiredResourceAccess: access(api, 'Scope', scopes),
  });
  const { redirectUris } = application.spa;
  if (!redirectUris.includes(spaUrl)) {
    await graph.patch(`/applications/${application.id}`, { spa: { redirectUris: [...redirectUris, spaUrl] } });
  }
  return application;
}

/** The daemon. It declares the app role here; only the assignment grants it. */
export async function ensureDaemon(graph: Graph, api: Application): Promise<Application> {
  const roles = idsOf(api.appRoles, ['Orders.Process']);
  return findOrCreate(graph, 'Orders daemon', { requiredResourceAccess: access(api, 'Role', roles) });
}

/** Grants the app role: an assignment on the API's service principal to the daemon's. */
export async function ensureAssignment(
  graph: Graph,
  api: Application,
  resource: ServicePrincipal,
  principal: ServicePrincipal,
): Promise<void> {
  const [appRoleId] = idsOf(api.appRoles, ['Orders.Process']);
  const path = `/servicePrincipals/${principal.id}/appRoleAssignments`;
  const held = await graph.get<List<{ resourceId: string; appRoleId: string }>>(path);
  if (held.value.some((entry) => entry.resourceId === resource.id && entry.appRoleId === appRoleId)) return;
  const assignment = { principalId: principal.id, resourceId: resource.id, appRoleId };
  await graph.post(`/servicePrincipals/${resource.id}/appRoleAssignedTo`, assignment, { settling: true });
}

/** A client secret with the name of its purpose; older ones of the same name are taken away once the new one exists. */
export async function renewSecret(
  graph: Graph,
  application: Application,
): Promise<{ keyId: string; secretText: string }> {
  const displayName = 'orders example';
  const added = await graph.post<{ keyId: string; secretText: string }>(
    `/applications/${application.id}/addPassword`,
    { passwordCredential: { displayName } },
    { settling: true },
  );
  const stale = application.passwordCredentials.filter((credential) => credential.displayName === displayName);
  for (const { keyId } of stale) await graph.post(`/applications/${application.id}/removePassword`, { keyId });
  return added;
}
