import type { AppId, ObjectId, TenantId } from '../../kernel/index.ts';
import { applyMapping, type MappedClaims } from './mapped-claims.ts';
import { describingNames, emailOf } from './names.ts';
import { type OptionalClaimFacts, optionalClaims, TENANT_REGION } from './optional-claims.ts';
import type { GroupClaims, UserFacts } from './subject.ts';
import { issuerOf, seconds } from './token-times.ts';

/** How a client proved itself, as `appidacr` and `azpacr` say it: not at all, by a secret, by a certificate or assertion. */
export type ClientStrength = '0' | '1' | '2';

/** Everything an access token is made from. Times in milliseconds since the Unix epoch. */
export interface AccessTokenFacts extends OptionalClaimFacts {
  readonly baseUrl: string;
  readonly tenantId: TenantId;
  /** Decided by the API's registration, never by the endpoint (sts reference 5.1). */
  readonly version: 1 | 2;
  readonly audience: string;
  /** Microsoft Graph receives some claims that other APIs do not. */
  readonly isForGraph: boolean;
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
  /** Unique token id, 22 characters. */
  readonly uti: string;
  readonly client: {
    readonly appId: AppId;
    readonly displayName: string;
    readonly strength: ClientStrength;
    /** Whether it proved itself by a federated identity credential. */
    readonly isFederated?: boolean;
  };
  readonly subject:
    | { readonly kind: 'application'; readonly servicePrincipalId: ObjectId }
    | {
        readonly kind: 'user';
        readonly user: UserFacts;
        /** Pairwise for this user, the API and the tenant. */
        readonly pairwiseSubject: string;
        /** The scope values of the API that the token carries (`scp`). */
        readonly scopes: readonly string[];
        /** Whether `profile` was asked for: v2 tokens name the person only then. */
        readonly hasProfile: boolean;
        readonly groups: GroupClaims;
        readonly roleTemplateIds: readonly string[];
      };
  readonly roles: readonly string[];
  /** When the tenant was made, in milliseconds: Microsoft Graph is told. */
  readonly tenantCreatedAt?: number;
  /** What the API's claims mapping makes of the token; absent or null where it has none. */
  readonly mapped?: MappedClaims | null;
}

/** The role template id that Graph tokens carry in `wids` when no directory role applies. @spec sts reference 5.3 */
const NO_DIRECTORY_ROLE = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';
const GUEST_AND_MEMBER_DEFAULT = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

/**
 * The payload of an access token.
 * @returns claims in a stable order; absent claims are left out, never null
 * @spec Entra access token claims (sts reference 5.3); RFC 9068 is not followed where Entra differs
 */
export function accessTokenClaims(facts: AccessTokenFacts): Record<string, unknown> {
  const { version, client, subject } = facts;
  const claims: Record<string, unknown> = {
    aud: facts.audience,
    iss: issuerOf(facts.baseUrl, facts.tenantId, version),
    ...seconds(facts.issuedAt, facts.lifetimeSeconds),
    ...(version === 1
      ? { appid: client.appId, appidacr: client.strength }
      : { azp: client.appId, azpacr: client.strength }),
    ...(facts.isForGraph ? graphTenantClaims(facts) : {}),
    ...(subject.kind === 'application' ? applicationClaims(facts, subject) : userClaims(facts, subject)),
  };
  if (facts.roles.length > 0) claims.roles = facts.roles;
  claims.tid = facts.tenantId;
  claims.uti = facts.uti;
  claims.ver = version === 1 ? '1.0' : '2.0';
  const hasProfile = subject.kind === 'user' && subject.hasProfile;
  return applyMapping({ ...claims, ...optionalClaims(facts, { version, hasProfile }) }, facts.mapped ?? null);
}

type Subject<Kind extends AccessTokenFacts['subject']['kind']> = Extract<AccessTokenFacts['subject'], { kind: Kind }>;

function applicationClaims(
  { version, baseUrl, tenantId, client, isForGraph }: AccessTokenFacts,
  { servicePrincipalId }: Subject<'application'>,
): Record<string, unknown> {
  return {
    ...(version === 1 ? { idp: issuerOf(baseUrl, tenantId, 1) } : {}),
    ...(isForGraph ? { idtyp: 'app', wids: [NO_DIRECTORY_ROLE] } : {}),
    oid: servicePrincipalId,
    sub: servicePrincipalId,
    // What was got by a federated credential may not be presented as one.
    ...(client.isFederated === true ? { fic: true } : {}),
  };
}

function userClaims(facts: AccessTokenFacts, subject: Subject<'user'>): Record<string, unknown> {
  const { user } = subject;
  const claims: Record<string, unknown> = {};
  if (facts.version === 1) {
    claims.acr = '1';
    claims.amr = facts.methods;
    Object.assign(claims, describingNames(user));
    if (user.mailNickname) claims.nickname = user.mailNickname;
    if (facts.isForGraph) claims.idtyp = 'user';
    if (facts.ipAddress !== null) claims.ipaddr = facts.ipAddress;
    claims.oid = user.id;
    claims.unique_name = facts.signInName;
    // The name that somebody from elsewhere has here is made up: it means nothing to others.
    if (user.home === null || facts.isForGraph) claims.upn = user.userPrincipalName;
  } else if (subject.hasProfile) {
    claims.name = user.displayName;
    claims.oid = user.id;
    claims.preferred_username = facts.signInName;
  } else {
    // Without `profile` the object id is left out of ID tokens only: an API must learn whom it serves, and what it exchanges the
    // token for is made from that.
    claims.oid = user.id;
  }
  const email = emailOf(user, facts.verifiedMails ?? [], facts.tellsUnverifiedMail ?? true);
  if (user.userType === 'Guest' && email !== null) claims.email = email;
  if (facts.identityProvider) claims.idp = facts.identityProvider;
  claims.scp = subject.scopes.join(' ');
  claims.sub = subject.pairwiseSubject;
  return { ...claims, ...(facts.isForGraph ? graphClaims(facts, subject) : {}), ...subject.groups };
}

/** What only Microsoft Graph learns of the client and the tenant. @spec sts reference 5.3 */
function graphTenantClaims({ client, tenantCreatedAt }: AccessTokenFacts): Record<string, unknown> {
  return {
    app_displayname: client.displayName,
    tenant_region_scope: TENANT_REGION,
    ...(tenantCreatedAt === undefined ? {} : { xms_tcdt: Math.floor(tenantCreatedAt / 1000) }),
  };
}

/** What only Microsoft Graph learns of a person. */
function graphClaims({ sid }: AccessTokenFacts, { user, roleTemplateIds }: Subject<'user'>): Record<string, unknown> {
  return {
    acct: user.userType === 'Guest' ? 1 : 0,
    ...(sid === null ? {} : { sid }),
    wids: roleTemplateIds.length > 0 ? roleTemplateIds : [GUEST_AND_MEMBER_DEFAULT],
  };
}
