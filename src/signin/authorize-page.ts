import { type HttpRequest, type HttpResponse, singleHeader } from '../kernel/index.ts';
import {
  advanceInteraction,
  authorize,
  closeInteraction,
  countRequest,
  type Dialect,
  findInteraction,
  isLoop,
  OAuthFault,
  type OpenInteraction,
  openInteraction,
  type Parameters,
  parseForm,
  parseRequestCount,
  type RequestCount,
  recordRefused,
  refusal,
  refusedSignIn,
  renderRequestCount,
} from '../oauth/index.ts';
import { type Browser, readBrowser } from './browser.ts';
import { LOOP_COOKIE, readCookie, writeCookie } from './cookies.ts';
import type { SignInDependencies } from './dependencies.ts';
import { goOn, type Interact, leave, type Outcome } from './go-on.ts';
import { clientResponse, errorResponse, pageResponse } from './outcome.ts';
import { fieldNames, renderDeviceDonePage } from './pages/index.ts';
import { answerStep, renderStep } from './steps/index.ts';
import { HANDLE_FIELD, INTENT_FIELD, STEP_FIELD } from './steps/step.ts';

/**
 * `GET|POST /{tenant}/oauth2/v2.0/authorize`, or `/{tenant}/oauth2/authorize`: a person arrives from a client.
 * @param dialect which of the two they came by
 * @spec RFC 6749 §3.1; OIDC Core §3.1.2.1 (both methods)
 */
export async function authorizePage(
  dependencies: SignInDependencies,
  request: HttpRequest,
  segment: string,
  dialect: Dialect,
): Promise<HttpResponse> {
  return guarded(dependencies, request, async () => {
    if (request.query.length > LONGEST_QUERY) throw refusal(90015, {});
    const parameters = parseForm(request.method === 'POST' ? request.body.toString('utf8') : request.query);
    const count = countRequest(
      parseRequestCount(readCookie(request, LOOP_COOKIE)),
      parameters,
      dependencies.clock.now(),
    );
    const browser = await readBrowser(dependencies, request);
    const asked = { segment, dialect, parameters, userCodeHash: null };
    const input = { ...asked, session: browser.session, progress: {}, isLoop: isLoop(count) };
    const outcome = await authorize(dependencies, request, input);
    return begin(
      dependencies,
      request,
      outcome,
      asked,
      outcome.kind === 'interact' ? browser : withCount(browser, count),
    );
  });
}

/** Answers at once where nothing has to be asked, and opens an interaction otherwise. */
export async function begin(
  dependencies: SignInDependencies,
  http: HttpRequest,
  outcome: Outcome,
  asked: Omit<OpenInteraction, 'handle' | 'progress'>,
  browser: Browser,
): Promise<HttpResponse> {
  if (outcome.kind !== 'interact') return finish(dependencies, http, outcome, browser);
  const interaction = await openInteraction(dependencies, browser.hashes[0], asked);
  return ask(dependencies, http, outcome, interaction, browser);
}

/** Room for a long `claims` parameter and an ID token as a hint; more has to be sent by POST. Characters. */
const LONGEST_QUERY = 16 * 1024;
const LOOP_SECONDS = 5 * 60;

/**
 * Counts an answer that goes to the client without a page in between: a client that is not content with it asks again at once.
 * @spec sts reference 2.7
 */
function withCount(browser: Browser, count: RequestCount): Browser {
  // It has to travel with frames of other sites: most loops are silent renewals.
  const cookie = writeCookie(LOOP_COOKIE, renderRequestCount(count), 'None', LOOP_SECONDS);
  return { ...browser, cookies: [...browser.cookies, cookie] };
}

/** `POST /{tenant}/login`: the person answers a page. */
export async function answerPage(dependencies: SignInDependencies, request: HttpRequest): Promise<HttpResponse> {
  return guarded(dependencies, request, async () => {
    requireOwnOrigin(dependencies, request);
    const form = parseForm(request.body.toString('utf8'));
    const carriesPassword = form.has(fieldNames.password) || form.has(fieldNames.currentPassword);
    const answer = () => answerForm(dependencies, request, form);
    return carriesPassword ? dependencies.passwordLine(answer) : answer();
  });
}

async function answerForm(
  dependencies: SignInDependencies,
  request: HttpRequest,
  form: Parameters,
): Promise<HttpResponse> {
  const browser = await readBrowser(dependencies, request);
  const interaction = await findInteraction(dependencies, browser.hashes, form.get(HANDLE_FIELD) ?? '');
  if (interaction === undefined) throw refusal(50089, {});
  const outcome = await goOn(dependencies, request, interaction, browser.session);
  if (outcome.kind !== 'interact') return conclude(dependencies, request, outcome, interaction, browser);
  return takeAnswer(dependencies, request, outcome, interaction, browser, form);
}

async function takeAnswer(
  dependencies: SignInDependencies,
  http: HttpRequest,
  asked: Interact,
  interaction: OpenInteraction,
  browser: Browser,
  form: Parameters,
): Promise<HttpResponse> {
  const { step, request } = asked;
  const isCancel = form.get(INTENT_FIELD) === 'cancel';
  // The answer to another question than the one that stands (a button pressed twice, a page from the history) answers nothing.
  if (!isCancel && form.get(STEP_FIELD) !== step.kind) return ask(dependencies, http, asked, interaction, browser);
  const answer = isCancel
    ? ({ kind: 'cancel' } as const)
    : await recorded(dependencies, http, asked, () =>
        answerStep({ dependencies, http, interaction, request, step, browser }, form),
      );
  if (answer.kind === 'ask') return pageResponse(answer.page, browser);
  if (answer.kind === 'cancel')
    return conclude(dependencies, http, await leave(dependencies, http, asked), interaction, browser);
  const next = answer.browser ?? browser;
  if (!(await advanceInteraction(dependencies, interaction, answer.progress))) throw refusal(50089, {});
  const moved = { ...interaction, progress: answer.progress };
  const outcome = await goOn(dependencies, http, moved, next.session);
  return outcome.kind === 'interact'
    ? ask(dependencies, http, outcome, moved, next)
    : conclude(dependencies, http, outcome, moved, next);
}

/** What a step refuses outright ends the sign-in, and is recorded like what is refused elsewhere. */
async function recorded<Answer>(
  dependencies: SignInDependencies,
  http: HttpRequest,
  { step, request }: Interact,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (fault) {
    const account = 'account' in step ? step.account : undefined;
    if (fault instanceof OAuthFault)
      await recordRefused(dependencies, http, refusedSignIn(request), { fault, account });
    throw fault;
  }
}

function ask(
  dependencies: SignInDependencies,
  http: HttpRequest,
  { step, request }: Interact,
  interaction: OpenInteraction,
  browser: Browser,
): HttpResponse {
  return pageResponse(renderStep({ dependencies, http, interaction, request, step, browser }), browser);
}

/** The interaction is over, once: of two answers sent at the same time only one reaches the client. */
async function conclude(
  dependencies: SignInDependencies,
  http: HttpRequest,
  outcome: Exclude<Outcome, Interact>,
  interaction: OpenInteraction,
  browser: Browser,
): Promise<HttpResponse> {
  if (!(await closeInteraction(dependencies, interaction))) throw refusal(50089, {});
  return finish(dependencies, http, outcome, browser);
}

function finish(
  dependencies: SignInDependencies,
  http: HttpRequest,
  outcome: Exclude<Outcome, Interact>,
  browser: Browser,
): HttpResponse {
  if (outcome.kind === 'respond') return clientResponse(outcome.target, outcome.parameters, browser);
  if (outcome.kind === 'refuse') return errorResponse(dependencies, http, outcome.fault, browser);
  const isApproved = outcome.kind === 'approved';
  return pageResponse(renderDeviceDonePage({ branding: {}, appName: outcome.appName, isApproved }), browser);
}

/** Forms of ours are sent from our own pages only. @spec OWASP CSRF: Origin verification, beside the handle and the cookie */
export function requireOwnOrigin({ baseUrl }: SignInDependencies, request: HttpRequest): void {
  const origin = singleHeader(request, 'origin');
  if (origin !== undefined && origin !== baseUrl)
    throw refusal(90023, { reason: 'the form was sent from another site' });
}

/** Refusals that nothing nearer has shown end on our own error page. */
export async function guarded(
  dependencies: SignInDependencies,
  request: HttpRequest,
  work: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof OAuthFault) return errorResponse(dependencies, request, fault);
    throw fault;
  }
}
