import type { HttpResponse } from '../../kernel/index.ts';
import { issuerOf, SIGNATURE_ALGORITHMS } from '../../tokens/index.ts';
import { resolveAuthority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { jsonResponse } from '../wire/responses.ts';

/** Public documents: anybody may read them from anywhere, and keep them for a while. @spec sts reference 1.2 */
export const PUBLIC_DOCUMENT = {
  'access-control-allow-origin': '*',
  'cache-control': 'max-age=86400, private',
} as const;

/** The one name of this cloud that metadata, keys and clients compare. */
export const CLOUD_INSTANCE_NAME = 'microsoftonline.com';

/**
 * `GET /{tenant}/v2.0/.well-known/openid-configuration`. A tenant asked for by its domain answers with its id; the shared
 * authorities answer with a template that validators fill in. The document without `v2.0` in its path is what validators of
 * version 1 tokens read: it differs in issuer and keys.
 * @param version 1 for `/{tenant}/.well-known/openid-configuration`
 * @throws OAuthFault AADSTS90002, AADSTS900023
 * @spec OpenID Connect Discovery §3; sts reference 1.3
 */
export async function discoveryDocument(
  { baseUrl, facts }: Pick<OAuthDependencies, 'baseUrl' | 'facts'>,
  segment: string,
  version: 1 | 2 = 2,
): Promise<HttpResponse> {
  const authority = await resolveAuthority(facts, segment);
  const name = authority.kind === 'tenant' ? authority.tenant.id : authority.segment;
  const root = `${baseUrl}/${name}`;
  const host = new URL(baseUrl).host;
  return jsonResponse(
    200,
    {
      token_endpoint: `${root}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      token_endpoint_auth_signing_alg_values_supported: SIGNATURE_ALGORITHMS,
      jwks_uri: version === 2 ? `${root}/discovery/v2.0/keys` : `${root}/discovery/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: issuerOf(baseUrl, authority.kind === 'tenant' ? authority.tenant.id : '{tenantid}', version),
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      userinfo_endpoint: `${baseUrl}/oidc/userinfo`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${root}/oauth2/v2.0/logout`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      code_challenge_methods_supported: ['S256', 'plain'],
      grant_types_supported: GRANT_TYPES,
      claims_supported: CLAIMS,
      tenant_region_scope: authority.kind === 'tenant' ? 'WW' : null,
      cloud_instance_name: CLOUD_INSTANCE_NAME,
      cloud_instance_host_name: host,
      cloud_graph_host_name: host,
      msgraph_host: host,
    },
    PUBLIC_DOCUMENT,
  );
}

const GRANT_TYPES = [
  'authorization_code',
  'client_credentials',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
] as const;

const CLAIMS = [
  'sub',
  'iss',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'acr',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
  'c_hash',
  'email',
] as const;
