import type { SignInRecord } from '../activity/index.ts';
import type { ClientFacts, ResourceFacts, Tenant, User } from '../directory/index.ts';
import { type CorrelationId, type HttpRequest, singleHeader } from '../kernel/index.ts';
import { homeOf } from './account-hint.ts';
import { type ClientProof, NO_PROOF } from './client-authentication/client-proof.ts';

/** Parts of a sign-in that are known at the point where it is recorded. */
export interface SignInParts {
  readonly tenant: Tenant;
  readonly eventType: SignInRecord['eventType'];
  readonly client: ClientFacts;
  readonly user?: Pick<User, 'id' | 'displayName' | 'userPrincipalName' | 'userType' | 'tenantId' | 'home'> | undefined;
  readonly resource?: ResourceFacts | undefined;
  readonly proof?: ClientProof;
  readonly uti?: string | null;
  readonly sid?: string | null;
  readonly methods?: readonly string[];
  readonly scopes?: readonly string[];
  readonly incomingTokenType?: SignInRecord['incomingTokenType'];
  readonly protocol?: SignInRecord['authenticationProtocol'];
  readonly clientAppUsed?: string | null;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * Writes down one attempt. Nothing of the credential itself enters the record, only what it is known by.
 * @param now milliseconds since the Unix epoch
 * @spec sts reference 9.1
 */
export function signInRecord(request: HttpRequest, now: number, parts: SignInParts): SignInRecord {
  const { client, user, resource, proof = NO_PROOF, error } = parts;
  return {
    tenantId: parts.tenant.id,
    id: request.requestId,
    createdAt: now,
    eventType: parts.eventType,
    correlationId: request.correlationId as CorrelationId,
    errorCode: error?.code ?? 0,
    failureReason: error?.message ?? null,
    user:
      user === undefined
        ? null
        : {
            id: user.id,
            displayName: user.displayName,
            userPrincipalName: user.userPrincipalName.toLowerCase(),
            userType: user.userType === 'Guest' ? 'guest' : 'member',
            homeTenantId: homeOf(user).tenantId,
          },
    appId: client.definition.appId,
    appDisplayName: client.definition.displayName,
    servicePrincipalId: client.instance?.id ?? null,
    servicePrincipalName: client.instance?.displayName ?? null,
    resourceId: resource?.appId ?? null,
    resourceDisplayName: resource?.displayName ?? null,
    resourceServicePrincipalId: resource?.instance?.id ?? null,
    ipAddress: request.remoteAddress,
    userAgent: singleHeader(request, 'user-agent')?.slice(0, 512) ?? null,
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
    scopes: parts.scopes ?? [],
  };
}
