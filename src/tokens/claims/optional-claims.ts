import type { OptionalClaim } from '../../directory/index.ts';
import type { UserFacts } from './subject.ts';

/** What optional claims can be made from. */
export interface OptionalClaimFacts {
  readonly requestedClaims: readonly OptionalClaim[];
  /** The person; null for an application's own token. */
  readonly person: UserFacts | null;
  readonly methods: readonly string[];
  /** Issuer of the person's home where it is not the token's own (`idp`); absent or null for everybody else. */
  readonly identityProvider?: string | null;
  /** When the person last gave credentials, in milliseconds; null for an application's own token. */
  readonly authenticatedAt: number | null;
  readonly sid: string | null;
  readonly ipAddress: string | null;
  readonly tenantCountry: string | null;
  /** Client capabilities that the request declared (`xms_cc`). */
  readonly clientCapabilities: readonly string[];
  /** Opaque hint that selects this account at the next sign-in or logout; null for an application's own token. */
  readonly loginHint: string | null;
}

type Make = (facts: OptionalClaimFacts, request: OptionalClaim) => unknown;

/** One row a claim. A claim is left out when its maker returns null, undefined or an empty list. @spec sts reference 5.5 */
const MAKERS: Readonly<Record<string, Make>> = {
  acct: ({ person }) => person && (person.userType === 'Guest' ? 1 : 0),
  auth_time: ({ authenticatedAt }) => authenticatedAt && Math.floor(authenticatedAt / 1000),
  ctry: ({ person }) => person?.country,
  email: ({ person }) => person?.mail,
  family_name: ({ person }) => person?.surname,
  given_name: ({ person }) => person?.givenName,
  idtyp: ({ person }, request) => {
    if (person === null) return 'app';
    return request.additionalProperties.includes('include_user_token') ? 'user' : null;
  },
  ipaddr: ({ ipAddress }) => ipAddress,
  login_hint: ({ loginHint }) => loginHint,
  preferred_username: ({ person }) => person?.userPrincipalName,
  sid: ({ sid }) => sid,
  tenant_ctry: ({ tenantCountry }) => tenantCountry,
  upn: ({ person }) => person?.userPrincipalName,
  verified_primary_email: ({ person }) => (person?.mail ? [person.mail] : null),
  xms_cc: ({ clientCapabilities }) => clientCapabilities,
  xms_pl: ({ person }) => person?.preferredLanguage,
};

/** The optional claims that a registration asks for and a value exists for. */
export function optionalClaims(facts: OptionalClaimFacts): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const request of facts.requestedClaims) {
    // A registration may ask for any name; only those of the table are claims (not, say, `constructor`).
    const make = request.source === null && Object.hasOwn(MAKERS, request.name) ? MAKERS[request.name] : undefined;
    const value = make?.(facts, request);
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    claims[request.name] = value;
  }
  return claims;
}
