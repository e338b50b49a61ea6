import type { TenantId } from '../../kernel/index.ts';

/** Entra dates tokens five minutes back, so that a validator whose clock lags accepts them at once. @spec sts reference 5.3 */
const BACKDATED_SECONDS = 300;

/** ID tokens a little less: strict OpenID Connect clients refuse one whose `iat` is more than five minutes past. @spec OIDC Core §3.1.3.7 */
export const ID_TOKEN_BACKDATED_SECONDS = 240;

/**
 * `iat`, `nbf` and `exp` of a token.
 * @param issuedAt the moment of issue, in milliseconds
 * @param lifetimeSeconds how long it holds from that moment
 * @param backdatedSeconds how long before that moment it says it was issued
 */
export function seconds(
  issuedAt: number,
  lifetimeSeconds: number,
  backdatedSeconds: number = BACKDATED_SECONDS,
): { readonly iat: number; readonly nbf: number; readonly exp: number } {
  const now = Math.floor(issuedAt / 1000);
  return { iat: now - backdatedSeconds, nbf: now - backdatedSeconds, exp: now + lifetimeSeconds };
}

/**
 * A tenant's issuer. One tenant always has two; the version of the token decides which.
 * @param tenant a tenant id, or the literal `{tenantid}` for the metadata of the shared authorities
 * @spec sts reference 1.5
 */
export function issuerOf(baseUrl: string, tenant: TenantId | '{tenantid}', version: 1 | 2): string {
  return version === 2 ? `${baseUrl}/${tenant}/v2.0` : `${baseUrl}/${tenant}/`;
}
