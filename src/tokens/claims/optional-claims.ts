import type { OptionalClaim } from '../../directory/index.ts';
import { emailOf, optionalUpn } from './names.ts';
import type { UserFacts } from './subject.ts';

/** What optional claims can be made from. */
export interface OptionalClaimFacts {
  readonly requestedClaims: readonly OptionalClaim[];
  /** The person; null for an application's own token. */
  readonly person: UserFacts | null;
  /**
   * The name the person signs in with: of who comes from elsewhere that of their home, since the one they have here is made up, and their
   * address is whatever somebody here wrote. Null for an application's own token.
   */
  readonly signInName: string | null;
  readonly methods: readonly string[];
  /** Issuer of the person's home where it is not the token's own (`idp`); absent or null for everybody else. */
  readonly identityProvider?: string | null;
  /** When the person last gave credentials, in milliseconds; null for an application's own token. */
  readonly authenticatedAt: number | null;
  readonly sid: string | null;
  readonly ipAddress: string | null;
  readonly tenantCountry: string | null;
  readonly tenantLanguage?: string | null;
  /** Client capabilities that the request declared (`xms_cc`). */
  readonly clientCapabilities: readonly string[];
  /** Opaque hint that selects this account at the next sign-in or logout; null for an application's own token. */
  readonly loginHint: string | null;
  /** Which addresses of the person are in a domain that a tenant has proved to own. */
  readonly verifiedMails?: readonly string[];
  /** Whether the token may tell an address that nobody proved to own: to applications of one tenant alone. */
  readonly tellsUnverifiedMail?: boolean;
}

/** What the token itself adds: version 2 names somebody only with `profile`. */
interface TokenKind {
  readonly version: 1 | 2;
  readonly hasProfile: boolean;
}

type Make = (facts: OptionalClaimFacts, request: OptionalClaim, kind: TokenKind) => unknown;

/** The region of every tenant: there is one. @spec sts reference 1.3 */
export const TENANT_REGION = 'WW';

/** Capabilities that mean something. Whatever else a client claims of itself is not repeated. @spec sts reference 5.12 */
const CAPABILITIES: readonly string[] = ['cp1'];

const emailIn = (facts: OptionalClaimFacts): string | null =>
  facts.person && emailOf(facts.person, facts.verifiedMails ?? [], facts.tellsUnverifiedMail ?? true);

/** Names that version 2 tells only with `profile`, even where a registration asks for them. @spec sts reference 5.5 */
const named =
  (make: Make): Make =>
  (facts, request, kind) =>
    kind.version === 1 || kind.hasProfile ? make(facts, request, kind) : null;

/** One row a claim. A claim is left out when its maker returns null, undefined or an empty list. @spec sts reference 5.5 */
const MAKERS: Readonly<Record<string, Make>> = {
  acct: ({ person }) => person && (person.userType === 'Guest' ? 1 : 0),
  auth_time: ({ authenticatedAt }) => authenticatedAt && Math.floor(authenticatedAt / 1000),
  ctry: ({ person }) => person?.country,
  email: emailIn,
  family_name: named(({ person }) => person?.surname),
  given_name: named(({ person }) => person?.givenName),
  idtyp: ({ person }, request) => {
    if (person === null) return 'app';
    return request.additionalProperties.includes('include_user_token') ? 'user' : null;
  },
  ipaddr: ({ ipAddress }) => ipAddress,
  login_hint: ({ loginHint }) => loginHint,
  preferred_username: named(({ signInName }) => signInName),
  sid: ({ sid }) => sid,
  tenant_ctry: ({ tenantCountry }) => tenantCountry,
  tenant_region_scope: () => TENANT_REGION,
  upn: named(({ person }, { additionalProperties }) => person && optionalUpn(person, additionalProperties)),
  verified_primary_email: ({ person, verifiedMails = [] }) => verifiedMails.filter((mail) => mail === person?.mail),
  verified_secondary_email: ({ person, verifiedMails = [] }) => verifiedMails.filter((mail) => mail !== person?.mail),
  xms_cc: ({ clientCapabilities }) =>
    CAPABILITIES.filter((known) => clientCapabilities.some((one) => one.toLowerCase() === known)),
  // Of an address that is not told there is nothing to say.
  xms_edov: (facts) =>
    emailIn(facts) === null ? null : facts.verifiedMails?.includes(facts.person?.mail ?? '') === true,
  xms_pdl: ({ person }) => textOf(person?.extra.preferredDataLocation),
  xms_pl: ({ person }) => person?.preferredLanguage,
  xms_tpl: ({ tenantLanguage }) => tenantLanguage,
};

/** Full name of a directory extension: the appId of its owner without dashes, then its own name. @spec sts reference 5.5 */
const EXTENSION = /^extension_[0-9a-f]{32}_(\w+)$/i;

/** The optional claims that a registration asks for and a value exists for. */
export function optionalClaims(facts: OptionalClaimFacts, kind: TokenKind): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const request of facts.requestedClaims) {
    const [name, value] = request.source === 'user' ? extension(facts, request) : optional(facts, request, kind);
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    claims[name] = value;
  }
  return claims;
}

function optional(facts: OptionalClaimFacts, request: OptionalClaim, kind: TokenKind): readonly [string, unknown] {
  // A registration may ask for any name; only those of the table are claims (not, say, `constructor`).
  const make = request.source === null && Object.hasOwn(MAKERS, request.name) ? MAKERS[request.name] : undefined;
  return [request.name, make?.(facts, request, kind)];
}

function extension({ person }: OptionalClaimFacts, { name }: OptionalClaim): readonly [string, unknown] {
  const attribute = EXTENSION.exec(name)?.[1];
  return attribute === undefined ? [name, undefined] : [`extn.${attribute}`, person?.extra[name]];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
