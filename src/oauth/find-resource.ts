import {
  isPersonalAccountsTenant,
  mayHaveInstance,
  type ResourceFacts,
  type TokenFactsStore,
} from '../directory/index.ts';
import type { TenantId } from '../kernel/index.ts';

/** Says that what follows is a name of a service principal: clients of version 1 write it before appIds. */
const NAME_PREFIX = /^spn:/i;

/**
 * Finds the API that a client names: as written, and else without the slash at the end that clients of version 1 like to write. No
 * registered URI ends with one, so the shorter name is never somebody else's.
 * @spec sts reference 4.9, 5.3 (`aud`)
 */
export async function findResource(
  facts: Pick<TokenFactsStore, 'findResource'>,
  tenantId: TenantId,
  identifier: string,
): Promise<ResourceFacts | undefined> {
  const name = identifier.replace(NAME_PREFIX, '');
  const found = await facts.findResource(tenantId, name);
  const resource =
    found === undefined && name.endsWith('/') ? await facts.findResource(tenantId, name.slice(0, -1)) : found;
  return resource !== undefined && isWithinReach(tenantId, resource) ? resource : undefined;
}

/**
 * An API for its own tenant alone is none elsewhere, also where an instance is left from a time when it was for many. Among personal
 * accounts whether it is for them is the caller's to judge, who has a better answer than that it does not exist.
 */
function isWithinReach(tenantId: TenantId, { homeTenantId, appId, signInAudience }: ResourceFacts): boolean {
  const isForPersonalAccounts = isPersonalAccountsTenant(tenantId);
  return isForPersonalAccounts || mayHaveInstance(tenantId, { tenantId: homeTenantId, appId, signInAudience });
}

/**
 * Who a token is for: by id in version 2; in version 1 the name the client used, in the API's own spelling but with the slash, or the
 * `spn:`, that the client wrote. A name that only the instance has is nobody's proven own, and so becomes no audience: under it one
 * application could speak to the API of another.
 * @spec sts reference 5.1, 5.3 (`aud`)
 */
export function audienceOf(resource: ResourceFacts, identifier: string): string {
  if (resource.requestedAccessTokenVersion === 2 || wantsGuid(resource)) return resource.appId;
  const name = identifier.replace(NAME_PREFIX, '');
  const own = (wanted: string) => resource.identifierUris.find((uri) => uri.toLowerCase() === wanted.toLowerCase());
  const exact = own(name);
  if (exact !== undefined) return exact;
  const shorter = name.endsWith('/') ? own(name.slice(0, -1)) : undefined;
  if (shorter !== undefined) return `${shorter}/`;
  return name === identifier ? resource.appId : `spn:${resource.appId}`;
}

/** An API of version 1 may ask for its id as the audience, however it was named. @spec sts reference 5.5 (`aud`, `use_guid`) */
function wantsGuid({ accessTokenOptionalClaims }: ResourceFacts): boolean {
  return accessTokenOptionalClaims.some(
    ({ name, source, additionalProperties }) =>
      name === 'aud' && source === null && additionalProperties.includes('use_guid'),
  );
}
