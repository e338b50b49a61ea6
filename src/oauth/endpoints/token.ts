import { isPersonalAccountsTenant } from '../../directory/index.ts';
import { IssuanceFault, issue } from '../../issuance/index.ts';
import { type HttpRequest, type HttpResponse, singleHeader } from '../../kernel/index.ts';
import { type Authority, requireProtocol, resolveAuthority } from '../authority.ts';
import { requireAudience, requireClient, requireClientId } from '../client.ts';
import { authenticateClient } from '../client-authentication/authenticate-client.ts';
import { unproved } from '../client-authentication/client-proof.ts';
import { presentedClient } from '../client-authentication/evidence.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
import { OAuthFault, refusal } from '../fault.ts';
import { authorizationCodeGrant } from '../grants/authorization-code.ts';
import { clientCredentialsGrant } from '../grants/client-credentials.ts';
import { deviceCodeGrant } from '../grants/device-code.ts';
import type { AuthenticatedRequest, Grant } from '../grants/grant.ts';
import { onBehalfOfGrant } from '../grants/on-behalf-of.ts';
import { passwordGrant } from '../grants/password.ts';
import { refreshTokenGrant } from '../grants/refresh-token.ts';
import { requirePlatformRules } from '../rules/platform.ts';
import { signInRecord } from '../sign-in-record.ts';
import { type Parameters, parseForm } from '../wire/form.ts';
import { tokenErrorResponse } from '../wire/responses.ts';
import { tokenResponse } from '../wire/token-response.ts';
import { traceOf } from '../wire/trace.ts';

const GRANTS = {
  authorization_code: authorizationCodeGrant,
  client_credentials: clientCredentialsGrant,
  device_code: deviceCodeGrant,
  refresh_token: refreshTokenGrant,
  password: passwordGrant,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': onBehalfOfGrant,
  // MSAL sends the short name, everybody else the one of RFC 8628.
  'urn:ietf:params:oauth:grant-type:device_code': deviceCodeGrant,
} as const;

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * `POST /{tenant}/oauth2/v2.0/token`, and `POST /{tenant}/oauth2/token`. From top to bottom this is the protocol: authority, client,
 * grant, issue, answer.
 * @param segment the tenant segment of the path
 * @param dialect which of the two was called
 * @spec RFC 6749 §3.2, §5; sts reference 4.1
 */
export async function tokenEndpoint(
  dependencies: OAuthDependencies,
  request: HttpRequest,
  segment: string,
  dialect: Dialect,
): Promise<HttpResponse> {
  const attempt: Attempt = { usedBasic: false };
  try {
    requirePost(request);
    const parameters = parseForm(request.body.toString('utf8'));
    const authority = await resolveAuthority(dependencies.facts, segment);
    requireProtocol(authority, dialect);
    const grant = requireGrant(parameters);
    attempt.grant = grant;
    const answer = () => redeem(dependencies, { http: request, authority, dialect, parameters }, grant, attempt);
    return await (grant.carriesPassword ? dependencies.passwordLine(answer) : answer());
  } catch (error) {
    const fault = asFault(error);
    if (fault === undefined) throw error;
    await recordRefusal(dependencies, fault, attempt);
    return tokenErrorResponse(
      fault,
      traceOf(request, dependencies.clock.now()),
      dependencies.baseUrl,
      attempt.usedBasic,
    );
  }
}

/** What is known of a request by the time it is refused. */
interface Attempt {
  usedBasic: boolean;
  grant?: Grant<unknown>;
  authenticated?: AuthenticatedRequest;
}

/** Client, grant, issue, answer. */
async function redeem(
  dependencies: OAuthDependencies,
  request: Pick<AuthenticatedRequest, 'http' | 'authority' | 'dialect' | 'parameters'>,
  grant: Grant<unknown>,
  attempt: Attempt,
): Promise<HttpResponse> {
  const { http, authority, dialect, parameters } = request;
  const presented = presentedClient(singleHeader(http, 'authorization'), parameters);
  attempt.usedBasic = presented.evidence.kind === 'secret' && presented.evidence.usedBasic;
  const grantRequest = {
    ...request,
    appId: requireClientId(presented.clientId, authority.segment),
    origin: singleHeader(http, 'origin'),
    now: dependencies.clock.now(),
  };
  const found = await grant.locate(dependencies, grantRequest);
  const { tenant, client } = await requireClientOf(dependencies, authority, grantRequest.appId, grant.tenantOf(found));
  const unproven = { ...grantRequest, tenant, client, proof: unproved(presented.evidence) };
  attempt.authenticated = unproven;
  const platform = grant.platformOf(found, grantRequest.appId);
  if (platform !== undefined)
    requirePlatformRules(platform, grantRequest.origin, presented.evidence.kind !== 'none', client.definition);
  const proof = await authenticateClient(dependencies, unproven, presented.evidence);
  attempt.authenticated = { ...unproven, proof };
  const result = await grant.redeem(dependencies, attempt.authenticated, found);
  return tokenResponse(dialect, await issue(dependencies, { ...result.issuance, assertion: proof.assertion }), result);
}

function requirePost(request: HttpRequest): void {
  if (request.method !== 'POST') throw refusal(900561, { validVerbs: 'POST, OPTIONS', verb: request.method });
  // Without a body there is nothing to misread: the missing grant_type says it better.
  if (request.body.length > 0 && !FORM.test(singleHeader(request, 'content-type') ?? '')) throw refusal(9002313, {});
}

/** @throws OAuthFault AADSTS900144, AADSTS70003 */
function requireGrant(parameters: Parameters): Grant<unknown> {
  const grantType = parameters.get('grant_type');
  if (grantType === undefined) throw refusal(900144, { parameter: 'grant_type' });
  if (!Object.hasOwn(GRANTS, grantType)) throw refusal(70003, { grantType });
  return GRANTS[grantType as keyof typeof GRANTS] as Grant<unknown>;
}

/** The client in the tenant of the authority, of what was presented, or, where neither tells, in its own. */
async function requireClientOf(
  { facts, reads }: OAuthDependencies,
  authority: Authority,
  appId: AuthenticatedRequest['appId'],
  foundIn: AuthenticatedRequest['tenant']['id'] | undefined,
): Promise<Pick<AuthenticatedRequest, 'tenant' | 'client'>> {
  if (authority.kind === 'tenant') {
    return { tenant: authority.tenant, client: await requireClient(facts, authority.tenant, appId) };
  }
  const definition = await reads.applications.findByAppId(appId);
  if (definition === undefined) throw refusal(700016, { appId, tenant: authority.segment });
  requireAudience(definition, authority);
  const tenant = await reads.tenants.get(foundIn ?? definition.tenantId);
  if (tenant === undefined) throw refusal(90002, { tenant: authority.segment });
  if (authority.segment === 'organizations' && isPersonalAccountsTenant(tenant.id)) throw refusal(500208, {});
  return { tenant, client: await requireClient(facts, tenant, appId) };
}

/** Somebody else redeemed the code while we were signing: to the caller it is a code redeemed before. */
function asFault(error: unknown): OAuthFault | undefined {
  if (error instanceof OAuthFault) return error;
  if (!(error instanceof IssuanceFault)) return undefined;
  if (error.code === 'AssertionUsed') {
    const rule = 'the client assertion was used before, and this tenant accepts each once';
    return refusal(50012, { reason: rule }, { cause: error });
  }
  const reason = error.message.replace(/[.]$/, '');
  if (error.code === 'Revoked') return refusal(70000, { reason }, { cause: error });
  if (error.code === 'Reused') return refusal(70000, { reason }, { cause: error, revokeFamily: error.familyId });
  return refusal(54005, {}, { cause: error, revokeFamily: error.familyId });
}

/** Refusals of a known client are sign-ins that failed; a code used twice ends what it led to (RFC 6749 §4.1.2). */
async function recordRefusal(
  { unitOfWork, signInLog }: OAuthDependencies,
  fault: OAuthFault,
  { authenticated: request, grant }: Attempt,
): Promise<void> {
  const { revokeFamily, user } = fault;
  if (revokeFamily !== undefined) await unitOfWork.run(({ refreshTokens }) => refreshTokens.removeFamily(revokeFamily));
  // A device that asks while its person is on the way has not failed.
  if (request === undefined || grant === undefined || fault.entry.code === 70016) return;
  const { tenant, client, proof, http, now } = request;
  const { eventType, protocol = 'oAuth2' } = grant;
  const error = { code: fault.entry.code, message: fault.message };
  await signInLog.append(signInRecord(http, now, { tenant, eventType, protocol, client, user, proof, error }));
}
