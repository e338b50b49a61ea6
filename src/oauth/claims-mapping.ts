import { MICROSOFT_GRAPH_APP_ID } from '../catalogue/index.ts';
import {
  type ClientFacts,
  parseClaimsMapping,
  type ResourceFacts,
  type Tenant,
  type User,
} from '../directory/index.ts';
import type { AppId, TenantId } from '../kernel/index.ts';
import { type MappedClaims, type MappedParty, mapClaims } from '../tokens/index.ts';
import type { OAuthDependencies } from './dependencies.ts';
import { refusal } from './fault.ts';

/** What a claims mapping is worked out for. */
interface Mapping {
  readonly tenant: Tenant;
  /** Null for an application's own token. */
  readonly user: User | null;
  readonly roles: readonly string[];
  readonly client: ClientFacts;
}

/**
 * What the claims mapping of an API makes of an access token.
 * @param audience as the token names it
 * @returns null where the API has no mapping
 * @throws OAuthFault AADSTS50146, AADSTS501461, AADSTS50124, AADSTS501241
 * @spec sts reference 5.6
 */
export async function mapAccessToken(
  dependencies: Pick<OAuthDependencies, 'reads'>,
  mapping: Mapping,
  resource: ResourceFacts,
  audience: string,
): Promise<MappedClaims | null> {
  if (resource.policies.claimsMapping === null || resource.instance === undefined) return null;
  // Graph’s tokens are for Graph to say, and a mapping on its instance would stop every one of them.
  if (resource.appId === MICROSOFT_GRAPH_APP_ID) return null;
  if (!resource.acceptMappedClaims) throw refusal(50146, {});
  const isGuid = audience === resource.appId || audience === `spn:${resource.appId}`;
  if (!isGuid && !(await isVerifiedName(dependencies, mapping.tenant.id, audience))) throw refusal(501461, {});
  return work(mapping, resource.policies.claimsMapping, resource.instance);
}

/** What the claims mapping of a client makes of its ID token, whose audience is always its appId. @throws as above */
export function mapIdToken(mapping: Mapping, claimsMapping: readonly string[] | null): MappedClaims | null {
  const { definition, instance } = mapping.client;
  if (claimsMapping === null || instance === undefined) return null;
  if (definition.api.acceptMappedClaims !== true) throw refusal(50146, {});
  return work(mapping, claimsMapping, instance);
}

function work(
  { tenant, user, roles, client }: Mapping,
  definition: readonly string[],
  resource: MappedParty,
): MappedClaims {
  const mapped = mapClaims(parseClaimsMapping(definition), {
    user,
    roles,
    tenant,
    resource,
    application: client.instance ?? bare(client.definition.appId, client.definition.displayName),
  });
  if (!('reason' in mapped)) return mapped;
  const { reason, transformationId, parameter } = mapped;
  throw reason === 'inputMissing' ? refusal(501241, { transformationId, parameter }) : refusal(50124, {});
}

/** A client that has no instance here has a name all the same. */
const bare = (id: AppId, displayName: string): MappedParty => ({ id, displayName, tags: [] });

/**
 * Whether an identifier URI is in a domain that the tenant has proved to own. Names that anybody may take, such as `api://{appId}`, are
 * not: with mapped claims under one, an application could pass for another.
 */
async function isVerifiedName(
  { reads }: Pick<OAuthDependencies, 'reads'>,
  tenantId: TenantId,
  audience: string,
): Promise<boolean> {
  const host = URL.canParse(audience) ? new URL(audience).hostname.toLowerCase() : '';
  const domains = await reads.tenants.listDomains(tenantId);
  return domains.some(({ id, isVerified }) => isVerified && (host === id || host.endsWith(`.${id}`)));
}
