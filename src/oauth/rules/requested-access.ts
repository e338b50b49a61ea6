import type { Dialect } from '../dialect.ts';
import { refusal } from '../fault.ts';
import type { Parameters } from '../wire/form.ts';
import { parseScope, type ScopeRequest } from './scope.ts';

/** What a request asks access to, whichever way it said so. */
export interface RequestedAccess {
  readonly scope: ScopeRequest;
  /** The same as `scope` entries: what a code or refresh token remembers. */
  readonly tokens: readonly string[];
}

/**
 * What version 1 signs people in with. It has no scopes: its ID tokens name the person without being asked to.
 * @spec sts reference 4.10, 5.4
 */
export const SIGN_IN_OF_VERSION_1: readonly string[] = ['openid', 'profile'];

const RESOURCE = /^[\x21\x23-\x5b\x5d-\x7e]{1,1024}$/;

/**
 * Reads what a request asks access to: `scope` on the endpoints of version 2, `resource` on those of version 1. There `resource={id}`
 * means the same as `{id}/.default`, and `scope` says nothing but `openid`.
 * @param aliases names that stand for Microsoft Graph here besides its own
 * @returns undefined when the request names nothing
 * @throws OAuthFault AADSTS901002 `resource` on version 2; 50001 a malformed `resource`; 70011
 * @spec sts reference 2.1 (`scope`, `resource`), 4.9, 4.10
 */
export function requestedAccess(
  dialect: Dialect,
  parameters: Parameters,
  aliases: readonly string[],
): RequestedAccess | undefined {
  const [scope, resource] = [parameters.get('scope'), parameters.get('resource')];
  if (dialect === 2) {
    if (resource !== undefined) throw refusal(901002, {});
    return scope === undefined ? undefined : accessOf(scope, aliases);
  }
  const openid = scope?.split(' ').includes('openid') === true ? SIGN_IN_OF_VERSION_1 : [];
  if (resource === undefined && openid.length === 0) return undefined;
  if (resource !== undefined && !RESOURCE.test(resource)) throw refusal(50001, { resource });
  return accessOf([...openid, ...(resource === undefined ? [] : [`${resource}/.default`])].join(' '), aliases);
}

function accessOf(scope: string, aliases: readonly string[]): RequestedAccess {
  return { scope: parseScope(scope, aliases), tokens: scope.split(' ').filter((token) => token !== '') };
}
