import type { ClaimSource, ClaimsMapping, MappedClaim, Tenant, User } from '../../directory/index.ts';
import { BASIC_CLAIMS, isRestrictedClaim } from './claim-sets.ts';
import { type ClaimValue, type TransformationFailure, transformClaims } from './transform-claims.ts';
import { userProperty } from './user-property.ts';

/** An instance as mappings see it. */
export interface MappedParty {
  readonly id: string;
  readonly displayName: string;
  readonly tags: readonly string[];
}

/** What mapped claims take their values from. */
export interface MappingSources {
  /** Null for an application's own token. */
  readonly user: User | null;
  /** Values of the app roles that the token carries. */
  readonly roles: readonly string[];
  readonly application: MappedParty;
  readonly resource: MappedParty;
  readonly tenant: Pick<Tenant, 'countryLetterCode'>;
}

/** What a mapping makes of a token. */
export interface MappedClaims {
  readonly includesBasicClaims: boolean;
  readonly claims: Readonly<Record<string, ClaimValue>>;
}

/**
 * Works a claims mapping out for one token. Claims without a value are left out, and so are those that no policy may set.
 * @returns the claims, or why a transformation failed
 * @spec Entra claims customization: claims schema, claims transformation
 */
export function mapClaims(mapping: ClaimsMapping, sources: MappingSources): MappedClaims | TransformationFailure {
  const readValue = (claim: MappedClaim): ClaimValue | undefined => presentValue(sourceValue(claim, sources));
  const transformed = transformClaims(mapping, readValue);
  if ('reason' in transformed) return transformed;
  const entries = mapping.claims.flatMap((claim): [string, ClaimValue][] => {
    const name = claim.jwtClaimType;
    if (name === null || isRestrictedClaim(name)) return [];
    const value = claim.source === 'transformation' ? transformed.outputs.get(outputKey(claim)) : readValue(claim);
    return value === undefined ? [] : [[name, value]];
  });
  return { includesBasicClaims: mapping.includesBasicClaims, claims: Object.fromEntries(entries) };
}

/** Claims as a mapping leaves them: without the basic ones if it says so, and with its own. */
export function applyMapping(claims: Record<string, unknown>, mapped: MappedClaims | null): Record<string, unknown> {
  if (mapped === null) return claims;
  const kept = mapped.includesBasicClaims
    ? claims
    : Object.fromEntries(Object.entries(claims).filter(([name]) => !BASIC_CLAIMS.includes(name)));
  return { ...kept, ...mapped.claims };
}

const outputKey = ({ transformationId, id }: MappedClaim): string => `${transformationId ?? ''}\n${id ?? ''}`;

function sourceValue({ source, id, value, extensionId }: MappedClaim, sources: MappingSources): unknown {
  if (source === null) return value;
  if (source === 'user') {
    const { user, roles } = sources;
    if (user === null) return undefined;
    return extensionId === null ? userProperty(user, roles, id ?? '') : user.extra[extensionId];
  }
  if (source === 'company') return sources.tenant.countryLetterCode;
  return partyProperty(partyOf(source, sources), id);
}

function partyOf(source: ClaimSource, { application, resource }: MappingSources): MappedParty {
  return source === 'application' ? application : resource;
}

function partyProperty({ id, displayName, tags }: MappedParty, name: string | null): unknown {
  if (name === 'objectid') return id;
  return name === 'displayname' ? displayName : tags;
}

/** A value as a claim, or undefined for nothing and for what is no claim. */
function presentValue(value: unknown): ClaimValue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((one) => typeof one === 'string') ? value : undefined;
}
