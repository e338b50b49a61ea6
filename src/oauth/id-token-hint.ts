import { type AppId, parseAppId, parseTenantId, type TenantId } from '../kernel/index.ts';
import { issuerOf, verifyToken } from '../tokens/index.ts';
import type { OAuthDependencies } from './dependencies.ts';

/** Whom and which session an ID token of ours tells of. */
export interface IdTokenHint {
  /** The client it was issued to. */
  readonly appId: AppId;
  readonly tenantId: TenantId;
  /** Pairwise: known to that client alone. */
  readonly subject: string;
  readonly sid: string | undefined;
}

/**
 * Reads an ID token that a client sends back to say whom it means. An expired one is as good as any: it identifies, it does not
 * authenticate. Access tokens are none, and neither is what another issuer or a key that is gone has signed.
 * @returns undefined for anything else
 * @spec OIDC Core §3.1.2.1 (`id_token_hint`); OIDC RP-Initiated Logout §2
 */
export function readIdTokenHint(
  { baseUrl, clock, keyring }: Pick<OAuthDependencies, 'baseUrl' | 'clock' | 'keyring'>,
  token: string,
): IdTokenHint | undefined {
  const verified = verifyToken(token, (kid) => keyring.findPublicKey(kid)?.publicKey, clock.now());
  if (!verified.ok && verified.reason !== 'expired') return undefined;
  const { aud, tid, iss, sid, sub, scp, appid, azp } = verified.claims;
  const appId = typeof aud === 'string' ? parseAppId(aud) : undefined;
  const tenantId = typeof tid === 'string' ? parseTenantId(tid) : undefined;
  if (appId === undefined || tenantId === undefined || typeof sub !== 'string') return undefined;
  // An access token of version 2 has the same audience when an application calls itself.
  if (scp !== undefined || appid !== undefined || azp !== undefined) return undefined;
  if (iss !== issuerOf(baseUrl, tenantId, 1) && iss !== issuerOf(baseUrl, tenantId, 2)) return undefined;
  return { appId, tenantId, subject: sub, sid: typeof sid === 'string' ? sid : undefined };
}
