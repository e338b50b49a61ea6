import { type HttpRequest, invariant } from '../../kernel/index.ts';
import type { BrowserSession } from '../../sessions/index.ts';
import { type AuthorizeRequest, type RedirectTarget, readAuthorizeRequest } from '../authorize/authorize-request.ts';
import type { Progress } from '../authorize/choose-account.ts';
import { type Decision, decide, type Step } from '../authorize/decide.ts';
import { recordRefused, refusedSignIn } from '../authorize/record-refused.ts';
import { respond } from '../authorize/respond.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { Dialect } from '../dialect.ts';
import { OAuthFault, refusal } from '../fault.ts';
import type { Parameters } from '../wire/form.ts';
import { describe, traceOf } from '../wire/trace.ts';

/** What comes of an authorize request. */
export type AuthorizeOutcome =
  /** Send these parameters to the client. */
  | { readonly kind: 'respond'; readonly target: RedirectTarget; readonly parameters: Readonly<Record<string, string>> }
  /** Show our own error page: the client cannot, or must not, be told. */
  | { readonly kind: 'refuse'; readonly fault: OAuthFault }
  /** Ask the person. */
  | { readonly kind: 'interact'; readonly step: Step; readonly request: AuthorizeRequest };

/**
 * `GET|POST /{tenant}/oauth2/v2.0/authorize` and its v1.0 sister, at the start and again after each answer of the person.
 * @param session the browser's session, already known to be alive
 * @spec RFC 6749 §4.1.1–§4.1.2.1; OIDC Core §3.1.2
 */
export async function authorize(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  input: {
    readonly segment: string;
    readonly dialect: Dialect;
    readonly parameters: Parameters;
    readonly session: BrowserSession | undefined;
    readonly progress: Progress;
    /** Whether this browser has asked the same too often. Default: no. */
    readonly isLoop?: boolean;
  },
): Promise<AuthorizeOutcome> {
  const request = await readAuthorizeRequest(dependencies, input.segment, input.dialect, input.parameters);
  if ('fault' in request) {
    const { fault, target, known } = request;
    if (known !== undefined) await recordRefused(dependencies, http, known, { fault });
    return refuse(dependencies, http, fault, target);
  }
  if (input.isLoop === true) {
    const fault = refusal(50196, {});
    await recordRefused(dependencies, http, refusedSignIn(request), { fault });
    return refuse(dependencies, http, fault, isForClient(request, fault) ? request.target : null);
  }
  const decision = await decide(dependencies, request, input.session, input.progress);
  switch (decision.kind) {
    case 'interact':
      return { kind: 'interact', step: decision.step, request };
    case 'refuse':
      await recordRefused(dependencies, http, refusedSignIn(request), {
        ...decision,
        isFreshlyAuthenticated: input.progress.authenticated === true,
      });
      return refuse(dependencies, http, decision.fault, isForClient(request, decision.fault) ? request.target : null);
    case 'respond': {
      const { session } = input;
      invariant(session !== undefined, 'somebody who is signed in has a session');
      return answer(dependencies, http, request, session, decision, input.progress.consentedForAll === true);
    }
  }
}

/** What was granted can be gone a moment later: then it is a refusal like any other. */
async function answer(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  request: AuthorizeRequest,
  session: BrowserSession,
  { granted }: Extract<Decision, { kind: 'respond' }>,
  isConsentedForAll: boolean,
): Promise<AuthorizeOutcome> {
  try {
    return toClient(request.target, await respond(dependencies, http, request, session, granted, isConsentedForAll));
  } catch (fault) {
    if (!(fault instanceof OAuthFault)) throw fault;
    await recordRefused(dependencies, http, refusedSignIn(request), { fault, ...granted });
    return refuse(dependencies, http, fault, isForClient(request, fault) ? request.target : null);
  }
}

/** Refusals go to the client when it asked not to be shown any page, or when nothing is left to do for the person. */
function isForClient(request: AuthorizeRequest, fault: OAuthFault): boolean {
  return request.prompt === 'none' || fault.entry.delivery.find((delivery) => delivery !== 'token') !== 'page';
}

/**
 * The parameters of a refusal that goes to the client, which need not be one that anybody has let know them.
 * @spec RFC 6749 §4.1.2.1; sts reference 2.2
 */
export function refuse(
  dependencies: Pick<OAuthDependencies, 'baseUrl' | 'clock'>,
  http: HttpRequest,
  fault: OAuthFault,
  target: RedirectTarget | null,
): Exclude<AuthorizeOutcome, { kind: 'interact' }> {
  if (target === null) return { kind: 'refuse', fault };
  const { entry } = fault;
  return toClient(target, {
    error: fault.redirectError,
    error_description: describe(fault, traceOf(http, dependencies.clock.now()), fault.anonymousMessage),
    ...(entry.hasLookupPage ? { error_uri: `${dependencies.baseUrl}/error?code=${entry.code}` } : {}),
    ...(entry.code === 65004 ? { error_subcode: 'cancel' } : {}),
  });
}

function toClient(
  target: RedirectTarget,
  parameters: Readonly<Record<string, string>>,
): Extract<AuthorizeOutcome, { kind: 'respond' }> {
  const state = target.state === undefined ? {} : { state: target.state };
  const issuer = target.issuer === undefined ? {} : { iss: target.issuer };
  return { kind: 'respond', target, parameters: { ...parameters, ...state, ...issuer } };
}
