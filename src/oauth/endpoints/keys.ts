import type { HttpResponse } from '../../kernel/index.ts';
import { issuerOf } from '../../tokens/index.ts';
import { resolveAuthority } from '../authority.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { jsonResponse } from '../wire/responses.ts';
import { CLOUD_INSTANCE_NAME, PUBLIC_DOCUMENT } from './discovery.ts';

/**
 * `GET /{tenant}/discovery/v2.0/keys`: every key whose tokens are accepted, the next one included before it is used.
 * @param version 1 for `/{tenant}/discovery/keys`, whose keys name no issuer
 * @throws OAuthFault AADSTS90002, AADSTS900023
 * @spec RFC 7517 §5; sts reference 1.6
 */
export async function keysDocument(
  { baseUrl, facts, keyring }: Pick<OAuthDependencies, 'baseUrl' | 'facts' | 'keyring'>,
  segment: string,
  version: 1 | 2 = 2,
): Promise<HttpResponse> {
  const authority = await resolveAuthority(facts, segment);
  const issuer = issuerOf(baseUrl, authority.kind === 'tenant' ? authority.tenant.id : '{tenantid}', 2);
  const keys = keyring.publicKeys().map(({ kid, x5t, x5c, n, e }) => ({
    kty: 'RSA',
    use: 'sig',
    kid,
    x5t,
    n,
    e,
    x5c,
    cloud_instance_name: CLOUD_INSTANCE_NAME,
    ...(version === 2 ? { issuer } : {}),
  }));
  return jsonResponse(200, { keys }, PUBLIC_DOCUMENT);
}
