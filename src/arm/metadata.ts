import type { HttpResponse } from '../kernel/index.ts';

/**
 * `GET /metadata/endpoints`: how Terraform and the az CLI are told of a cloud. All its members stand at our one origin; there
 * is no trailing slash anywhere, because clients put paths and scopes together by appending.
 * @param baseUrl our origin
 * @param query raw; `api-version` decides the shape: the oldest one knows a single cloud only by its endpoints
 * @spec terraform-azcli reference 1.1, 1.2
 */
export function armMetadata(baseUrl: string, query: string): HttpResponse {
  const version = new URLSearchParams(query).get('api-version') ?? '';
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'max-age=3600' },
    body: JSON.stringify(version.startsWith('2015-') ? firstShape(baseUrl) : cloud(baseUrl)),
  };
}

/** A name of its own: with ours a token for it would be one for Graph. */
const ARM_AUDIENCE = 'https://management.azure.com';

const authenticationOf = (baseUrl: string) => ({ loginEndpoint: baseUrl, audiences: [ARM_AUDIENCE], tenant: 'common' });

function firstShape(baseUrl: string) {
  return {
    galleryEndpoint: baseUrl,
    graphEndpoint: baseUrl,
    portalEndpoint: baseUrl,
    authentication: authenticationOf(baseUrl),
  };
}

function cloud(baseUrl: string) {
  return {
    name: 'Entrada',
    portal: baseUrl,
    resourceManager: baseUrl,
    microsoftGraphResourceId: baseUrl,
    graph: baseUrl,
    graphAudience: baseUrl,
    activeDirectoryDataLake: baseUrl,
    batch: baseUrl,
    gallery: baseUrl,
    media: baseUrl,
    sqlManagement: baseUrl,
    authentication: { ...authenticationOf(baseUrl), identityProvider: 'AAD' },
    suffixes: {},
  };
}
