import type { SignInRecord } from '../../activity/index.ts';
import { isPersonalAccountsTenant } from '../../directory/index.ts';
import { IssuanceFault, issue } from '../../issuance/index.ts';
import { type HttpRequest, type HttpResponse, invariant, singleHeader } from '../../kernel/index.ts';
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
import { recordedReason } from '../rules/recorded-reason.ts';
import { triedPassword } from '../rules/tried-password.ts';
import { loadSignInHome } from '../sign-in-home.ts';
import { clientAppOf, signInRecord } from '../sign-in-record.ts';
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
  /** What would have been recorded, had it been issued. */
  signIn?: SignInRecord;
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
  const platform = grant.platformOf(found, grantRequest.appId);
  const clientAppUsed = platform === undefined || grant.isService === true ? null : clientAppOf(platform);
  const asked = { ...grantRequest, proof: unproved(presented.evidence), clientAppUsed };
  const tenant = await requireTenantOf(dependencies, authority, grantRequest.appId, grant.tenantOf(found));
  const client = await requireRecorded(tenant, asked, attempt, () =>
    requireClient(dependencies.facts, tenant, grantRequest.appId),
  );
  const unproven = { ...asked, tenant, client };
  attempt.authenticated = unproven;
  if (platform !== undefined)
    requirePlatformRules(platform, grantRequest.origin, presented.evidence.kind !== 'none', client.definition);
  const proof = await authenticateClient(dependencies, unproven, presented.evidence);
  attempt.authenticated = { ...unproven, proof };
  const result = await grant.redeem(dependencies, attempt.authenticated, found);
  attempt.signIn = result.issuance.signIn;
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

/** The tenant of the authority, of what was presented, or, where neither tells, of the client itself. */
async function requireTenantOf(
  { reads }: OAuthDependencies,
  authority: Authority,
  appId: AuthenticatedRequest['appId'],
  foundIn: AuthenticatedRequest['tenant']['id'] | undefined,
): Promise<AuthenticatedRequest['tenant']> {
  if (authority.kind === 'tenant') return authority.tenant;
  const definition = await reads.applications.findByAppId(appId);
  if (definition === undefined) throw refusal(700016, { appId, tenant: authority.segment });
  requireAudience(definition, authority);
  const tenant = await reads.tenants.get(foundIn ?? definition.tenantId);
  invariant(tenant !== undefined, 'the tenant of what this platform stored or signed exists');
  if (authority.segment === 'organizations' && isPersonalAccountsTenant(tenant.id)) throw refusal(500208, {});
  return tenant;
}

/** A client that is switched off is known all the same: that it was refused is recorded. */
async function requireRecorded(
  tenant: AuthenticatedRequest['tenant'],
  asked: Omit<AuthenticatedRequest, 'tenant' | 'client'>,
  attempt: Attempt,
  require: () => Promise<AuthenticatedRequest['client']>,
): Promise<AuthenticatedRequest['client']> {
  try {
    return await require();
  } catch (fault) {
    if (fault instanceof OAuthFault && fault.client !== undefined)
      attempt.authenticated = { ...asked, tenant, client: fault.client };
    throw fault;
  }
}

/** Somebody else redeemed the code while we were signing: to the caller it is a code redeemed before. */
function asFault(error: unknown): OAuthFault | undefined {
  if (error instanceof OAuthFault) return error;
  if (!(error instanceof IssuanceFault)) return undefined;
  if (error.code === 'AssertionUsed') {
    const rule = 'the client assertion was used before, and this tenant accepts each once';
    return refusal(50012, { reason: rule }, { cause: error });
  }
  // Nobody but the device saw its code: asking twice is a hasty device, not a theft.
  if (error.code === 'DeviceCodeSpent') return refusal(70018, {}, { cause: error });
  const reason = error.message.replace(/[.]$/, '');
  if (error.code === 'Revoked') return refusal(70000, { reason }, { cause: error });
  if (error.code === 'Reused') return refusal(70000, { reason }, { cause: error, revokeFamily: error.familyId });
  return refusal(54005, {}, { cause: error, revokeFamily: error.familyId });
}

/** Refusals of a known client are sign-ins that failed; a code used twice ends what it led to (RFC 6749 §4.1.2). */
async function recordRefusal(dependencies: OAuthDependencies, fault: OAuthFault, attempt: Attempt): Promise<void> {
  const { clock, unitOfWork, signInLog } = dependencies;
  const { revokeFamily } = fault;
  if (revokeFamily !== undefined)
    await unitOfWork.run(async ({ codes, refreshTokens }) => {
      await codes.spendHandedOver(revokeFamily, clock.now());
      await refreshTokens.removeFamily(revokeFamily);
    });
  // A device that asks while its person is on the way has not failed.
  if (fault.entry.code === 70016) return;
  const record = await refusedSignIn(dependencies, fault, attempt);
  if (record !== undefined) await signInLog.append(record);
}

/** @returns undefined while the client is not known */
async function refusedSignIn(
  dependencies: OAuthDependencies,
  fault: OAuthFault,
  { authenticated: request, grant, signIn }: Attempt,
): Promise<SignInRecord | undefined> {
  if (request === undefined || grant === undefined) return undefined;
  const { tenant, client, proof, http, now, clientAppUsed } = request;
  const processingMilliseconds = dependencies.clock.now() - now;
  if (signIn !== undefined) {
    const refused = { errorCode: fault.entry.code, failureReason: recordedReason(fault), uniqueTokenIdentifier: null };
    return { ...signIn, ...refused, processingMilliseconds };
  }
  const { eventType, protocol, incomingTokenType } = grant;
  const { user } = fault;
  const home = await loadSignInHome(dependencies, tenant, user);
  const tried = grant.carriesPassword ? triedPassword(fault.entry.code, now) : {};
  const asked = { tenant, eventType, protocol, incomingTokenType, client, proof, clientAppUsed, ...tried };
  return { ...signInRecord(http, now, { ...asked, user, home, fault }), processingMilliseconds };
}
