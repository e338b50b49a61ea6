import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { type AccessToken, requireAccessToken } from './access-token.ts';
import type { GuardSettings, TokenVersion } from './guard-options.ts';
import type { IssuerMetadata, SigningKey } from './issuer-metadata.ts';
import type { MetadataCache } from './metadata-cache.ts';
import { MetadataUnavailable } from './read-json.ts';
import { GuardRefusal, quoteForLog } from './refusal.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** `JWT` is what Entra writes; `at+jwt` is RFC 9068 §2.1. Other types (logout tokens, proofs, events) share keys with both. */
const acceptedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Judges the header. Of all it says, only `kid` is used: keys and addresses in it (`jwk`, `jku`, `x5u`, `x5c`) are not read.
 * @spec RFC 8725 §3.1 (algorithms), §3.11 (explicit typing); RFC 7515 §4.1.11 (crit)
 */
function requireKeyId(header: ProtectedHeaderParameters): string {
  if (header.alg !== 'RS256')
    throw new GuardRefusal('algorithm_not_allowed', { detail: `alg is ${quoteForLog(header.alg)}` });
  if (header.crit !== undefined)
    throw new GuardRefusal('critical_header', { detail: `crit is ${quoteForLog(header.crit)}` });
  if (typeof header.typ !== 'string' || !acceptedTypes.has(header.typ.toLowerCase())) {
    throw new GuardRefusal('token_type', { detail: `typ is ${quoteForLog(header.typ)}` });
  }
  if (typeof header.kid !== 'string' || header.kid === '')
    throw new GuardRefusal('unknown_key', { detail: 'there is no kid' });
  return header.kid;
}

/** What decides which metadata judges the token. Unverified: it may only choose among what is accepted anyway. */
function requireRoute(claims: JWTPayload, settings: GuardSettings): { tenantId: string; version: TokenVersion } {
  const { ver, tid, aud } = claims;
  if ((ver !== '1.0' && ver !== '2.0') || !settings.versions.has(ver)) {
    throw new GuardRefusal('version_not_accepted', { detail: `ver is ${quoteForLog(ver)}` });
  }
  // Entra writes one audience, as a string; a list would let one token serve several APIs.
  if (typeof aud !== 'string' || !settings.audience.has(aud)) {
    const accepted = [...settings.audience].join(', ');
    throw new GuardRefusal('audience_mismatch', { detail: `aud is ${quoteForLog(aud)}, accepted: ${accepted}` });
  }
  if (typeof tid !== 'string' || !guid.test(tid)) {
    throw new GuardRefusal('tenant_not_accepted', { detail: `tid is ${quoteForLog(tid)}` });
  }
  if (settings.tenants !== 'any' && !settings.tenants.has(tid.toLowerCase())) {
    throw new GuardRefusal('tenant_not_accepted', { detail: `tid is ${quoteForLog(tid)}` });
  }
  return { tenantId: tid, version: ver };
}

const forTenant = (template: string, tenantId: string): string => template.replace('{tenantid}', tenantId);

/** @spec Entra: `iss` equals the metadata's issuer, its placeholder replaced by `tid`, and contains `tid` */
function requireIssuer(claims: JWTPayload, metadata: IssuerMetadata, tenantId: string): string {
  const issuer = forTenant(metadata.issuer, tenantId);
  if (claims.iss !== issuer || !issuer.includes(tenantId)) {
    throw new GuardRefusal('issuer_mismatch', { detail: `iss is ${quoteForLog(claims.iss)}, expected ${issuer}` });
  }
  return issuer;
}

/** @spec Entra: a key may be published for one issuer, and then signs for no other */
function requireKey(metadata: IssuerMetadata, kid: string, tenantId: string, issuers: readonly string[]): SigningKey {
  const named = metadata.keys.get(kid);
  if (named === undefined) throw new GuardRefusal('unknown_key', { detail: `kid is ${quoteForLog(kid)}` });
  const fitting = named.find(
    (key) =>
      (key.issuer === undefined || issuers.includes(forTenant(key.issuer, tenantId))) &&
      (key.cloud === undefined || metadata.cloud === undefined || key.cloud === metadata.cloud),
  );
  if (fitting === undefined) {
    throw new GuardRefusal('unknown_key', { detail: `key ${quoteForLog(kid)} belongs to another issuer or cloud` });
  }
  return fitting;
}

/** What jose found wrong, in our words. Its messages are not passed on. */
function refusalOf(error: unknown, header: ProtectedHeaderParameters): unknown {
  if (error instanceof errors.JWTExpired) return new GuardRefusal('expired', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' && error.reason === 'check_failed')
      return new GuardRefusal('not_yet_valid', { cause: error });
    return new GuardRefusal('malformed', {
      detail: `claim ${error.claim} is missing or of the wrong type`,
      cause: error,
    });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    const detail = 'nonce' in header ? 'the header carries a nonce: the token is for a Microsoft resource' : undefined;
    return new GuardRefusal('signature_invalid', detail === undefined ? { cause: error } : { detail, cause: error });
  }
  if (error instanceof errors.JOSEError) return new GuardRefusal('malformed', { cause: error });
  return error;
}

function decode(token: string): { header: ProtectedHeaderParameters; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch (error) {
    throw new GuardRefusal('malformed', { cause: error });
  }
}

async function findMetadata(
  cache: MetadataCache,
  tenant: string,
  version: TokenVersion,
  kid: string,
): Promise<IssuerMetadata> {
  try {
    return await cache.find(tenant, version, kid);
  } catch (error) {
    if (!(error instanceof MetadataUnavailable)) throw error;
    throw new GuardRefusal('keys_unavailable', { detail: error.message, cause: error });
  }
}

/**
 * Judges a token from top to bottom. What is cheap comes first, and nothing is read from the network for a tenant that is
 * not accepted.
 * @param token a compact JWS.
 * @throws GuardRefusal every refusal; whatever `allowTenant` throws is passed on.
 * @spec RFC 8725 §3; RFC 9068 §4; Entra access tokens, "Validate tokens"
 */
export async function verifyToken(token: string, settings: GuardSettings, cache: MetadataCache): Promise<AccessToken> {
  const { header, claims: unverified } = decode(token);
  const kid = requireKeyId(header);
  const { tenantId, version } = requireRoute(unverified, settings);
  const metadataTenant = settings.tenants === 'any' ? 'common' : tenantId.toLowerCase();
  const metadata = await findMetadata(cache, metadataTenant, version, kid);
  const issuer = requireIssuer(unverified, metadata, tenantId);
  // v1.0 key sets carry no issuer as a rule; where one does, it may be written for v2.0.
  const keyIssuers = version === '2.0' ? [issuer] : [issuer, `${settings.authority}/${tenantId}/v2.0`];
  const { key } = requireKey(metadata, kid, tenantId, keyIssuers);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['RS256'],
    issuer,
    audience: [...settings.audience],
    clockTolerance: settings.clockToleranceSeconds,
    currentDate: new Date(settings.clock.now()),
    requiredClaims: ['exp', 'nbf', 'iat', 'sub', 'tid', 'ver'],
  }).catch((error: unknown) => {
    throw refusalOf(error, header);
  });
  const accessToken = requireAccessToken(payload, version);
  if (!(await settings.allowTenant(accessToken.tenantId))) {
    throw new GuardRefusal('tenant_not_accepted', { detail: `allowTenant said no to ${accessToken.tenantId}` });
  }
  return accessToken;
}
