import type { SignInRecord } from '../activity/index.ts';
import type { ClientFacts, ResourceFacts, Tenant, User } from '../directory/index.ts';
import { type CorrelationId, type HttpRequest, singleHeader } from '../kernel/index.ts';
import type { TokenPlatform } from '../sessions/index.ts';
import { homeOf } from './account-hint.ts';
import { type ClientProof, NO_PROOF } from './client-authentication/client-proof.ts';
import type { OAuthFault } from './fault.ts';
import { recordedReason } from './rules/recorded-reason.ts';
import type { SignInHome } from './sign-in-home.ts';

/** Parts of a sign-in that are known at the point where it is recorded. */
export interface SignInParts {
  readonly tenant: Tenant;
  readonly eventType: SignInRecord['eventType'];
  readonly client: ClientFacts;
  readonly user?: Pick<User, 'id' | 'displayName' | 'userPrincipalName' | 'userType' | 'tenantId' | 'home'> | undefined;
  /** Where somebody who is no member of the tenant comes from. */
  readonly home?: SignInHome | undefined;
  readonly resource?: ResourceFacts | undefined;
  readonly proof?: ClientProof;
  readonly uti?: string | null;
  readonly sid?: string | null;
  readonly methods?: readonly string[];
  /** When the person proved who they are (milliseconds since the Unix epoch). Default: they did not. */
  readonly authenticatedAt?: number | null;
  /** Whether they were asked for it in this sign-in. Default: no. */
  readonly isFreshlyAuthenticated?: boolean;
  readonly scopes?: readonly string[];
  readonly incomingTokenType?: SignInRecord['incomingTokenType'] | undefined;
  readonly protocol?: SignInRecord['authenticationProtocol'] | undefined;
  readonly clientAppUsed?: string | null;
  /** Why it was refused. */
  readonly fault?: OAuthFault;
}

const LONGEST_USER_AGENT = 512;
const MOST_SCOPES = 64;
const LONGEST_SCOPE = 256;

/**
 * Writes down one attempt. Nothing of the credential itself enters the record, only what it is known by, and what somebody else wrote
 * (user agent, scopes, the reason of a refusal) is bounded.
 * @param now milliseconds since the Unix epoch
 * @spec sts reference 9.1
 */
export function signInRecord(request: HttpRequest, now: number, parts: SignInParts): SignInRecord {
  const { client, resource, proof = NO_PROOF, fault } = parts;
  return {
    tenantId: parts.tenant.id,
    id: request.requestId,
    createdAt: now,
    eventType: parts.eventType,
    correlationId: request.correlationId as CorrelationId,
    errorCode: fault?.entry.code ?? 0,
    failureReason: fault === undefined ? null : recordedReason(fault),
    user: recordedUser(parts),
    appId: client.definition.appId,
    appDisplayName: client.definition.displayName,
    appOwnerTenantId: client.definition.tenantId,
    servicePrincipalId: client.instance?.id ?? null,
    servicePrincipalName: client.instance?.displayName ?? null,
    resourceId: resource?.appId ?? null,
    resourceDisplayName: resource?.displayName ?? null,
    resourceServicePrincipalId: resource?.instance?.id ?? null,
    resourceOwnerTenantId: resource?.homeTenantId ?? null,
    ipAddress: request.remoteAddress,
    userAgent: singleHeader(request, 'user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null,
    clientAppUsed: parts.clientAppUsed ?? null,
    clientCredentialType: proof.credentialType,
    credentialKeyId: proof.keyId,
    credentialThumbprint: proof.thumbprint,
    federatedCredentialId: proof.federatedCredentialId,
    uniqueTokenIdentifier: parts.uti ?? null,
    sessionId: parts.sid ?? null,
    authenticationProtocol: parts.protocol ?? 'oAuth2',
    incomingTokenType: parts.incomingTokenType ?? 'none',
    authenticationMethods: parts.methods ?? [],
    authenticatedAt: parts.authenticatedAt ?? null,
    isFreshlyAuthenticated: parts.isFreshlyAuthenticated ?? false,
    scopes: (parts.scopes ?? []).slice(0, MOST_SCOPES).map((scope) => scope.slice(0, LONGEST_SCOPE)),
  };
}

function recordedUser({ user, tenant, home }: SignInParts): SignInRecord['user'] {
  if (user === undefined) return null;
  const homeTenantId = homeOf(user).tenantId;
  return {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: (home?.userPrincipalName ?? user.userPrincipalName).toLowerCase(),
    userType: user.userType === 'Guest' || user.tenantId !== tenant.id ? 'guest' : 'member',
    homeTenantId,
    homeTenantName: homeTenantId === tenant.id ? tenant.displayName : (home?.tenantName ?? null),
  };
}

/** What a sign-in is said to come from, by the kind of client. @spec sts reference 9.1 (`clientAppUsed`), 3.3 */
export function clientAppOf(platform: TokenPlatform): string {
  return platform === 'web' || platform === 'spa' ? 'Browser' : 'Mobile Apps and Desktop clients';
}
