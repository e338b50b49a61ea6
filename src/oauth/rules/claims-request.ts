import { refusal } from '../fault.ts';

/** What we act upon in a `claims` request parameter. */
export interface ClaimsRequest {
  /** `access_token.xms_cc`: what the client can handle (`cp1`: claims challenges). */
  readonly clientCapabilities: readonly string[];
  /** `id_token.auth_time` was named. */
  readonly authTimeRequested: boolean;
  /** `id_token.acr` was named. */
  readonly acrRequested: boolean;
  /** Values of `id_token.acr` of which one has to be met; undefined when any will do. */
  readonly essentialAcr: readonly string[] | undefined;
  /** `sub` of the only person the answer may be about. */
  readonly subject: string | undefined;
  /** The OpenID scopes that give what was named, and that stand for it on the consent page. */
  readonly scopes: readonly string[];
}

const MAX_LENGTH = 8192;
const NOTHING: ClaimsRequest = {
  clientCapabilities: [],
  authTimeRequested: false,
  acrRequested: false,
  essentialAcr: undefined,
  subject: undefined,
  scopes: [],
};

/** Which scope gives a claim. A claim of the person is never given by its name alone: that would go past consent. @spec OIDC Core §5.4 */
const SCOPE_OF_CLAIM: ReadonlyMap<string, string> = new Map([
  ['name', 'profile'],
  ['family_name', 'profile'],
  ['given_name', 'profile'],
  ['preferred_username', 'profile'],
  ['picture', 'profile'],
  ['email', 'email'],
]);

/**
 * @returns what the parameter asks for; members we do not know are ignored, as OIDC Core §5.5 wants
 * @throws OAuthFault AADSTS90023 when it is no JSON object
 * @spec OpenID Connect Core §5.5, §5.5.1.1; sts reference 2.1 (`claims`)
 */
export function parseClaimsRequest(claims: string | undefined): ClaimsRequest {
  if (claims === undefined) return NOTHING;
  const request = requireObject(claims);
  const [idToken, userinfo] = [asObject(request.id_token) ?? {}, asObject(request.userinfo) ?? {}];
  const names = [...Object.keys(idToken), ...Object.keys(userinfo)];
  const acr = member(idToken, 'acr');
  const essential = acr?.essential === true ? valuesOf(acr) : [];
  return {
    clientCapabilities: texts(asObject(asObject(request.access_token)?.xms_cc)?.values),
    authTimeRequested: Object.hasOwn(idToken, 'auth_time'),
    acrRequested: Object.hasOwn(idToken, 'acr'),
    essentialAcr: essential.length > 0 ? essential : undefined,
    subject: [member(idToken, 'sub'), member(userinfo, 'sub')].flatMap((sub) => (sub ? valuesOf(sub) : []))[0],
    scopes: [...new Set(names.flatMap((name) => SCOPE_OF_CLAIM.get(name) ?? []))],
  };
}

/**
 * Writes `acr_values` into a claims request: it asks for the same, as a wish.
 * @param claims the `claims` parameter, already known to be well-formed
 * @spec OIDC Core §3.1.2.1, §5.5.1.1
 */
export function withAcrValues(claims: string | null, acrValues: string | undefined): string | null {
  const values = acrValues?.split(' ').filter((value) => value !== '') ?? [];
  if (values.length === 0) return claims;
  const request = claims === null ? {} : requireObject(claims);
  const idToken = asObject(request.id_token) ?? {};
  if (Object.hasOwn(idToken, 'acr')) return claims;
  return JSON.stringify({ ...request, id_token: { ...idToken, acr: { values } } });
}

function requireObject(text: string): Record<string, unknown> {
  const request = parseObject(text);
  if (request === undefined) throw refusal(90023, { reason: 'the claims parameter is not a JSON object' });
  return request;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function member(object: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  return Object.hasOwn(object, name) ? asObject(object[name]) : undefined;
}

function valuesOf({ value, values }: Record<string, unknown>): readonly string[] {
  return [...(typeof value === 'string' ? [value] : []), ...texts(values)];
}

function texts(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
