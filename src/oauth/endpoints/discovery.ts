import { tokenServiceSettings } from '../../directory/index.ts';
import type { HttpResponse } from '../../kernel/index.ts';
import { issuerOf, SIGNATURE_ALGORITHMS } from '../../tokens/index.ts';
import { resolveAuthority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
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
 * authorities answer with a template that validators fill in. The document without `v2.0` in its path leads to the endpoints of
 * version 1, and is what validators of version 1 tokens read. Entra's documents name some addresses that nothing answers at
 * (`kerberos_endpoint`, `check_session_iframe`, `rbac_url`): ours name only what is there.
 * @param version 1 for `/{tenant}/.well-known/openid-configuration`
 * @throws OAuthFault AADSTS90002, AADSTS900023
 * @spec OpenID Connect Discovery §3; sts reference 1.3, 1.4
 */
export async function discoveryDocument(
  { baseUrl, facts }: Pick<OAuthDependencies, 'baseUrl' | 'facts'>,
  segment: string,
  version: Dialect = 2,
): Promise<HttpResponse> {
  const authority = await resolveAuthority(facts, segment);
  const tenant = authority.kind === 'tenant' ? authority.tenant : undefined;
  const isAlias = tenant === undefined || authority.segment === 'consumers';
  const root = `${baseUrl}/${isAlias ? authority.segment : tenant.id}`;
  const host = new URL(baseUrl).host;
  const namesIssuer = tenant !== undefined && tokenServiceSettings(tenant).issuerInResponse;
  const endpoint = (name: string) => `${root}/oauth2/${version === 2 ? 'v2.0/' : ''}${name}`;
  return jsonResponse(
    200,
    {
      token_endpoint: endpoint('token'),
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      token_endpoint_auth_signing_alg_values_supported: SIGNATURE_ALGORITHMS,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      issuer: issuerOf(baseUrl, tenant?.id ?? '{tenantid}', version),
      claims_parameter_supported: true,
      request_parameter_supported: false,
      // Left out, it would mean true.
      request_uri_parameter_supported: false,
      ...(namesIssuer ? { authorization_response_iss_parameter_supported: true } : {}),
      authorization_endpoint: endpoint('authorize'),
      device_authorization_endpoint: endpoint('devicecode'),
      end_session_endpoint: endpoint('logout'),
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      code_challenge_methods_supported: ['S256', 'plain'],
      grant_types_supported: GRANT_TYPES,
      ...(version === 2 ? partsOfVersion2(baseUrl, root) : partsOfVersion1(root)),
      tenant_region_scope: isAlias ? null : 'WW',
      cloud_instance_name: CLOUD_INSTANCE_NAME,
      cloud_instance_host_name: host,
      cloud_graph_host_name: host,
      msgraph_host: host,
    },
    PUBLIC_DOCUMENT,
  );
}

function partsOfVersion2(baseUrl: string, root: string) {
  return {
    jwks_uri: `${root}/discovery/v2.0/keys`,
    userinfo_endpoint: `${baseUrl}/oidc/userinfo`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token', ...OTHER_RESPONSE_TYPES],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: [...CLAIMS, 'preferred_username', 'name', 'tid', 'ver', 'at_hash', 'c_hash', 'email'],
  };
}

function partsOfVersion1(root: string) {
  return {
    jwks_uri: `${root}/discovery/keys`,
    userinfo_endpoint: `${root}/openid/userinfo`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', ...OTHER_RESPONSE_TYPES],
    scopes_supported: ['openid'],
    // One refresh token is good for every API that the client may call.
    microsoft_multi_refresh_token: true,
    claims_supported: [...CLAIMS, 'email', 'amr', 'given_name', 'family_name'],
  };
}

/** Accepted where the registration's flags allow it, though Entra does not say so. @spec OAuth 2.0 Multiple Response Types §5 */
const OTHER_RESPONSE_TYPES = ['token', 'code token', 'code id_token token'] as const;

const GRANT_TYPES = [
  'urn:ietf:params:oauth:grant-type:device_code',
  'authorization_code',
  'implicit',
  'client_credentials',
  'refresh_token',
  'password',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
] as const;

/** Claims of both versions. */
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
] as const;
