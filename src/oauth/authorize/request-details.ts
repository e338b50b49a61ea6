import type { Dialect } from '../dialect.ts';
import { refusal } from '../fault.ts';
import { type ClaimsRequest, parseClaimsRequest, withAcrValues } from '../rules/claims-request.ts';
import { type CodeChallenge, parseCodeChallenge } from '../rules/pkce.ts';
import { type RequestedAccess, requestedAccess, SIGN_IN_OF_VERSION_1 } from '../rules/requested-access.ts';
import type { ResponseShape } from '../rules/response.ts';
import type { ScopeRequest } from '../rules/scope.ts';
import type { Parameters } from '../wire/form.ts';

/** `admin_consent` is a word of version 1 alone. */
export type Prompt = 'none' | 'login' | 'consent' | 'select_account' | 'admin_consent';

/** What a request asks of the person, and says of them. */
export interface AskedOfPerson {
  readonly scope: ScopeRequest;
  /** The `scope` parameter's entries as they were sent; for version 1 what `resource` stands for. */
  readonly scopeTokens: readonly string[];
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  /** Whose accounts the client expects: a domain, a tenant id, `organizations` or `consumers`. */
  readonly domainHint: string | undefined;
  readonly sid: string | undefined;
  /** `id_token_hint` as it was sent. */
  readonly idTokenHint: string | undefined;
  /** Seconds. */
  readonly maxAge: number | undefined;
  /** What a code remembers of `claims`, with `acr_values` written into it. */
  readonly claims: string | null;
  readonly claimsRequest: ClaimsRequest;
}

/** What an authorize request says beyond who asks and where the answer goes. */
export interface RequestDetails extends AskedOfPerson {
  readonly response: ResponseShape;
  readonly nonce: string | null;
  readonly codeChallenge: CodeChallenge | null;
  readonly wantsClientInfo: boolean;
}

const PROMPTS: ReadonlySet<string> = new Set(['none', 'login', 'consent', 'select_account']);

/**
 * Reads everything of an authorize request but who asks and where the answer goes.
 * @param response what was already found out of the answer's shape
 * @param baseUrl a name of Microsoft Graph here
 * @throws OAuthFault AADSTS90023, 900144, 90014, 70005, 28000, 50147, 501491, 70011, 50001, 901002
 * @spec sts reference 2.1, 2.2 steps 9–12
 */
export function readDetails(
  dialect: Dialect,
  parameters: Parameters,
  response: ResponseShape,
  baseUrl: string,
): RequestDetails {
  requireNoRequestObject(parameters);
  const claims = withAcrValues(parameters.get('claims') ?? null, parameters.get('acr_values'));
  const claimsRequest = parseClaimsRequest(claims ?? undefined);
  requireKnownAcr(claimsRequest);
  const { scope, tokens } = requireAccess(dialect, parameters, baseUrl, claimsRequest.scopes);
  const nonce = parameters.get('nonce') ?? null;
  if (response.idToken && nonce === null) throw refusal(90014, { parameter: 'nonce' });
  if (response.idToken && !scope.openid.includes('openid')) throw refusal(70005, { responseType: 'id_token' });
  // A token is for one API, and here there is no second leg that could choose it.
  if (response.token && scope.resources.length > 1) throw refusal(28000, { scope: tokens.join(' ') });
  const prompt = parameters.get('prompt');
  if (prompt !== undefined && !PROMPTS.has(prompt) && !(dialect === 1 && prompt === 'admin_consent'))
    throw refusal(90023, { reason: `Unsupported 'prompt' value '${prompt}'` });
  return {
    response,
    scope,
    scopeTokens: tokens,
    prompt: prompt as Prompt | undefined,
    nonce,
    loginHint: parameters.get('login_hint'),
    domainHint: parameters.get('domain_hint'),
    sid: parameters.get('sid'),
    idTokenHint: parameters.get('id_token_hint'),
    maxAge: readMaxAge(parameters.get('max_age')),
    codeChallenge: parseCodeChallenge(parameters.get('code_challenge'), parameters.get('code_challenge_method')),
    claims,
    claimsRequest,
    wantsClientInfo: parameters.get('client_info') === '1',
  };
}

/** What a sign-in with a password is worth, and all that can be had so far. @spec sts reference 5.3 (`acr`) */
const ACR = '1';

/**
 * By-value and by-reference request objects are announced as unsupported; silence would be a downgrade.
 * @throws OAuthFault AADSTS90023
 * @spec OIDC Core §3.1.2.6, §6
 */
function requireNoRequestObject(parameters: Parameters): void {
  for (const name of ['request', 'request_uri'] as const)
    if (parameters.has(name)) {
      const reason = `the parameter '${name}' is not supported`;
      throw refusal(90023, { reason }, { redirectError: `${name}_not_supported` });
    }
}

/**
 * @throws OAuthFault AADSTS90023 when none of the classes that the client cannot do without is one of ours
 * @spec OIDC Core §5.5.1.1
 */
function requireKnownAcr({ essentialAcr }: ClaimsRequest): void {
  if (essentialAcr === undefined || essentialAcr.includes(ACR)) return;
  const reason = 'no authentication context class that the claims parameter calls essential can be met';
  throw refusal(90023, { reason }, { redirectError: 'unmet_authentication_requirements' });
}

/**
 * Version 1 may leave everything out: it is asked to sign somebody in then.
 * @param implied OpenID scopes that the claims request stands for
 * @throws OAuthFault AADSTS900144 no `scope`
 */
function requireAccess(
  dialect: Dialect,
  parameters: Parameters,
  baseUrl: string,
  implied: readonly string[],
): RequestedAccess {
  const access = requestedAccess(dialect, parameters, [baseUrl]);
  if (dialect === 1) {
    const { resources = [] } = access?.scope ?? {};
    const named = access?.tokens.filter((token) => !SIGN_IN_OF_VERSION_1.includes(token)) ?? [];
    return { scope: { openid: SIGN_IN_OF_VERSION_1, resources }, tokens: [...SIGN_IN_OF_VERSION_1, ...named] };
  }
  if (access === undefined) throw refusal(900144, { parameter: 'scope' });
  const { scope, tokens } = access;
  const added = scope.openid.includes('openid') ? implied.filter((value) => !scope.openid.includes(value)) : [];
  return { scope: { ...scope, openid: [...scope.openid, ...added] }, tokens: [...tokens, ...added] };
}

function readMaxAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw refusal(90023, { reason: 'max_age is not a number of seconds' });
  return Number(text);
}
