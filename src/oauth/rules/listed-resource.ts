import type { Application, ResourceFacts } from '../../directory/index.ts';
import { isGuid } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { ResourceScopes } from './scope.ts';

/**
 * Whether a client may ask for an API by `resource`: it asks without saying for what, so its registration has to say it, unless
 * something is granted already. For itself a client may ask by its GUID.
 * @param effective scope values granted between the client and the API
 * @throws OAuthFault AADSTS650057 the registration does not list the API; 90009 the client itself, by another name than its GUID
 * @spec sts reference 4.9 (static consent), 4.10; Entra AADSTS650057, AADSTS90009
 */
export function requireListedResource(
  { appId, displayName, requiredResourceAccess }: Pick<Application, 'appId' | 'displayName' | 'requiredResourceAccess'>,
  resource: Pick<ResourceFacts, 'appId'>,
  { isDefault, identifier }: ResourceScopes,
  effective: readonly string[],
): void {
  if (!isDefault || effective.length > 0) return;
  if (resource.appId === appId) {
    if (!isGuid(identifier.replace(/^spn:/i, ''))) throw refusal(90009, { appId, appName: displayName });
    return;
  }
  if (requiredResourceAccess.some(({ resourceAppId }) => resourceAppId === resource.appId)) return;
  throw refusal(650057, {
    appId,
    appName: displayName,
    resource: identifier,
    resourceAppId: resource.appId,
    validResources: requiredResourceAccess.map(({ resourceAppId }) => resourceAppId).join(', '),
  });
}
