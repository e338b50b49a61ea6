import type { HttpResponse } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';
import type { Parameters } from '../wire/form.ts';
import { jsonResponse } from '../wire/responses.ts';
import { PUBLIC_DOCUMENT } from './discovery.ts';

/**
 * `GET /common/discovery/instance`: tells a client that this host is a cloud of its own. Asked about any other host it answers as Entra
 * does about an unknown one.
 * @throws OAuthFault AADSTS900144, AADSTS50049
 * @spec sts reference 1.7
 */
export function instanceDiscovery(baseUrl: string, parameters: Parameters): HttpResponse {
  const endpoint = parameters.get('authorization_endpoint');
  if (endpoint === undefined) throw refusal(900144, { parameter: 'authorization_endpoint' });
  const host = new URL(baseUrl).host;
  const match = /^https:\/\/([^/]+)\/([^/]+)\/oauth2\/(v2\.0\/)?authorize\/?$/i.exec(endpoint);
  if (match === null || match[1]?.toLowerCase() !== host.toLowerCase()) throw refusal(50049, {});
  const version = match[3] === undefined ? '' : 'v2.0/';
  return jsonResponse(
    200,
    {
      tenant_discovery_endpoint: `${baseUrl}/${match[2]}/${version}.well-known/openid-configuration`,
      // The first version of this interface says no more.
      ...(parameters.get('api-version') === '1.0' ? {} : cloudOf(host)),
    },
    PUBLIC_DOCUMENT,
  );
}

function cloudOf(host: string) {
  return {
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
