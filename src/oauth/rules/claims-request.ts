import { refusal } from '../fault.ts';

/** What we act upon in a `claims` request parameter. */
export interface ClaimsRequest {
  /** `access_token.xms_cc`: what the client can handle (`cp1`: claims challenges). */
  readonly clientCapabilities: readonly string[];
  /** `id_token.auth_time` was named. */
  readonly authTimeRequested: boolean;
}

const MAX_LENGTH = 8192;

/**
 * @returns what the parameter asks for; members we do not know are ignored, as OIDC Core §5.5 wants
 * @throws OAuthFault AADSTS90023 when it is no JSON object
 * @spec OpenID Connect Core §5.5; sts reference 2.1 (`claims`)
 */
export function parseClaimsRequest(claims: string | undefined): ClaimsRequest {
  if (claims === undefined) return { clientCapabilities: [], authTimeRequested: false };
  const request = parseObject(claims);
  if (request === undefined) throw refusal(90023, { reason: 'the claims parameter is not a JSON object' });
  const accessToken = asObject(request.access_token);
  const values = asObject(accessToken?.xms_cc)?.values;
  return {
    clientCapabilities: Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [],
    authTimeRequested: Object.hasOwn(asObject(request.id_token) ?? {}, 'auth_time'),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
