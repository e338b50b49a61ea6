import { type HttpRequest, type HttpResponse, singleHeader } from '../../kernel/index.ts';
import { resolveAuthority } from '../authority.ts';
import { requireDefinition } from '../authorize/authorize-request.ts';
import { requireResources } from '../consent-state.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { DeviceAuthorization } from '../device/store.ts';
import { drawUserCode } from '../device/user-code.ts';
import type { Dialect } from '../dialect.ts';
import { OAuthFault, refusal } from '../fault.ts';
import { authorityKey } from '../grants/authorization-code.ts';
import { parseClaimsRequest } from '../rules/claims-request.ts';
import { requestedAccess, SIGN_IN_OF_VERSION_1 } from '../rules/requested-access.ts';
import { type Parameters, parseForm } from '../wire/form.ts';
import { jsonResponse, tokenErrorResponse } from '../wire/responses.ts';
import { traceOf } from '../wire/trace.ts';

/** Seconds that a person has. @spec sts reference 4.6 */
const LIFETIME_SECONDS = 900;
/** Seconds between two polls of the device. */
const INTERVAL_SECONDS = 5;
const DEVICE_CODE_BYTES = 48;

/** Where a person types the code: short, because it is read from one screen and typed at another. */
export const DEVICE_PAGE = '/devicelogin';

/**
 * `POST /{tenant}/oauth2/v2.0/devicecode`, and its v1.0 sister: a device that cannot show a browser asks for a code. Whether the client may
 * use it is judged when it polls, as Entra does. There is no `verification_uri_complete`: who did not type the code has not
 * looked at the device (RFC 8628 §5.4).
 * @param dialect which of the two was called
 * @spec RFC 8628 §3.1, §3.2; sts reference 4.6
 */
export async function deviceCodeEndpoint(
  dependencies: OAuthDependencies,
  request: HttpRequest,
  segment: string,
  dialect: Dialect,
): Promise<HttpResponse> {
  const { baseUrl, clock } = dependencies;
  try {
    requireForm(request);
    return jsonResponse(200, await begin(dependencies, segment, dialect, parseForm(request.body.toString('utf8'))));
  } catch (fault) {
    if (fault instanceof OAuthFault) return tokenErrorResponse(fault, traceOf(request, clock.now()), baseUrl);
    throw fault;
  }
}

async function begin(
  dependencies: OAuthDependencies,
  segment: string,
  dialect: Dialect,
  parameters: Parameters,
): Promise<Readonly<Record<string, string | number>>> {
  const { baseUrl, clock, entropy, keyring, unitOfWork } = dependencies;
  const authority = await resolveAuthority(dependencies.facts, segment);
  const definition = await requireDefinition(dependencies, authority, parameters);
  const access = requestedAccess(dialect, parameters, [baseUrl]);
  if (access === undefined && dialect === 2) throw refusal(900144, { parameter: 'scope' });
  if (access !== undefined && authority.kind === 'tenant')
    await requireResources(dependencies, authority.tenant, { definition, instance: undefined }, access.scope);
  const claims = parameters.get('claims') ?? null;
  parseClaimsRequest(claims ?? undefined);
  const deviceCode = entropy.bytes(DEVICE_CODE_BYTES).toString('base64url');
  const userCode = drawUserCode(entropy);
  const now = clock.now();
  const device: DeviceAuthorization = {
    deviceCodeHash: keyring.hashToken(deviceCode),
    userCodeHash: keyring.hashToken(userCode),
    segment,
    authority: authorityKey(authority),
    dialect,
    appId: definition.appId,
    scopes: [...new Set([...(dialect === 1 ? SIGN_IN_OF_VERSION_1 : []), ...(access?.tokens ?? [])])],
    claims,
    createdAt: now,
    expiresAt: now + LIFETIME_SECONDS * 1000,
  };
  await unitOfWork.run(({ deviceCodes }) => deviceCodes.insert(device));
  return answerOf(dialect, { deviceCode, userCode, page: baseUrl + DEVICE_PAGE });
}

/** @throws OAuthFault AADSTS900561, 9002313 */
function requireForm(request: HttpRequest): void {
  if (request.method !== 'POST') throw refusal(900561, { validVerbs: 'POST, OPTIONS', verb: request.method });
  const type = singleHeader(request, 'content-type') ?? '';
  if (request.body.length > 0 && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw refusal(9002313, {});
}

/** Version 1 has another name for the address, and writes numbers as text. */
function answerOf(
  dialect: Dialect,
  { deviceCode, userCode, page }: { readonly deviceCode: string; readonly userCode: string; readonly page: string },
): Readonly<Record<string, string | number>> {
  const isFirst = dialect === 1;
  return {
    user_code: userCode,
    device_code: deviceCode,
    [isFirst ? 'verification_url' : 'verification_uri']: page,
    expires_in: isFirst ? String(LIFETIME_SECONDS) : LIFETIME_SECONDS,
    interval: isFirst ? String(INTERVAL_SECONDS) : INTERVAL_SECONDS,
    message: `To sign in, open the page ${page} in a web browser and enter the code ${userCode} to authenticate.`,
  };
}
