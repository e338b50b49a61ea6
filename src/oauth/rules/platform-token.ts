import { isGuid, parseTenantId, type TenantId } from '../../kernel/index.ts';
import { refusal } from '../fault.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Whether an issuer is an address of this platform: then its keys are here, and nobody is asked. */
export function isOwnIssuer(baseUrl: string, issuer: string): boolean {
  return issuer === baseUrl || issuer.startsWith(`${baseUrl}/`);
}

/**
 * The tenant of an issuer of this platform. Tokens of version 1 and of shared authorities are never let in.
 * @throws OAuthFault AADSTS700222
 * @spec sts reference 1.5, 6.3
 */
export function requireOwnTenant(baseUrl: string, issuer: string): TenantId {
  const [segment = '', version, ...rest] = issuer.slice(baseUrl.length + 1).split('/');
  const tenantId = parseTenantId(segment);
  if (tenantId !== segment || version !== 'v2.0' || rest.length > 0) throw refusal(700222, {});
  return tenantId;
}

/** Whether a token is of a platform of this kind, this one or another: it names its tenant and its version as these do. */
export function isPlatformToken(claims: Claims): boolean {
  const { tid, ver } = claims;
  return typeof tid === 'string' && isGuid(tid) && (ver === '1.0' || ver === '2.0');
}

/**
 * Holds a token of a platform of this kind to what may be presented as a federated credential: one that an application got in its
 * own name, and not by a federated credential itself, for nobody could tell how long that chain is.
 * @throws OAuthFault AADSTS700229, AADSTS700231
 * @spec Entra AADSTS700229, AADSTS700231; sts reference 5.3 (an app-only token has its `oid` as `sub` and no `scp`)
 */
export function requireFirstHandAppToken(claims: Claims): void {
  const { oid, sub, scp, idtyp, fic } = claims;
  const isAppOnly = typeof oid === 'string' && oid === sub && scp === undefined && (idtyp ?? 'app') === 'app';
  if (!isAppOnly) throw refusal(700229, {});
  if (fic !== undefined) throw refusal(700231, {});
}
