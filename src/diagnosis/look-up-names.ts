import { findDirectoryRole, findFirstPartyName } from '../catalogue/index.ts';
import { isGuid } from '../kernel/index.ts';
import { findResource, type GraphClient, GraphRefusal, namedShape, RemoteFault } from '../remote/index.ts';
import { tokenKindOf } from './token-kind.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Names of what a token mentions by id. */
export interface TokenNames {
  /** By what stands in the token, in lower case. */
  readonly names: ReadonlyMap<string, string>;
  /** Why names are missing, where Graph gave none. */
  readonly gaps: readonly string[];
}

/** Groups beyond these are left by their ids: each costs a request. */
const MOST_GROUPS = 10;

/** The names that are the same in every tenant: Microsoft's own applications and directory roles. */
export function knownNames(claims: Claims): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (tokenKindOf(claims).isForGraph) names.set(String(claims.aud).toLowerCase(), 'Microsoft Graph');
  for (const id of [claims.aud, claims.appid, claims.azp].filter((value) => typeof value === 'string')) {
    const known = findFirstPartyName(id);
    if (known !== undefined) names.set(id.toLowerCase(), known.displayName);
  }
  for (const id of textsOf(claims.wids)) {
    const role = findDirectoryRole(id);
    if (role !== undefined) names.set(id.toLowerCase(), role.displayName);
  }
  return names;
}

/**
 * Asks Graph for the names behind the ids of a token. The token itself is not sent, only ids that it mentions; what Graph refuses
 * to tell makes a gap.
 */
export async function lookUpNames(graph: GraphClient, claims: Claims): Promise<TokenNames> {
  const names = new Map(knownNames(claims));
  const gaps = new Set<string>();
  const attempt = async (look: () => Promise<void>): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof RemoteFault)) throw error;
      gaps.add(error instanceof GraphRefusal ? `Graph says ${error.facts.graphCode}` : error.message);
    }
  };
  const name = async (id: unknown, path: (id: string) => string): Promise<void> => {
    if (typeof id !== 'string' || !isGuid(id) || names.has(id.toLowerCase())) return;
    await attempt(async () => {
      const found = await graph.find(path(id), namedShape);
      if (found?.displayName) names.set(id.toLowerCase(), found.displayName);
    });
  };

  const { subject } = tokenKindOf(claims);
  await attempt(() => nameResource(graph, claims, names));
  await name(claims.appid ?? claims.azp, (id) => `/servicePrincipals(appId='${id}')`);
  await name(claims.oid, (id) => (subject === 'user' ? `/users/${id}` : `/servicePrincipals/${id}`));
  for (const group of textsOf(claims.groups).slice(0, MOST_GROUPS)) await name(group, (id) => `/groups/${id}`);
  await attempt(async () => {
    for (const { id, displayName } of await graph.list('/organization', namedShape)) {
      if (displayName) names.set(id.toLowerCase(), displayName);
    }
  });
  return { names, gaps: [...gaps] };
}

/** The API by name, and its roles and scopes by what they are called where they are granted. */
async function nameResource(graph: GraphClient, claims: Claims, names: Map<string, string>): Promise<void> {
  if (typeof claims.aud !== 'string') return;
  const resource = await findResource(graph, claims.aud.replace(/\/$/, ''));
  if (resource === undefined) return;
  if (resource.displayName) names.set(claims.aud.toLowerCase(), resource.displayName);
  const roles = textsOf(claims.roles);
  for (const { value, displayName } of resource.appRoles) {
    if (value && displayName && displayName !== value && roles.includes(value))
      names.set(value.toLowerCase(), displayName);
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
