import { type AppId, type HttpRequest, type HttpResponse, parseAppId, singleHeader } from '../kernel/index.ts';
import {
  type IdTokenHint,
  isLoginHintOf,
  type LiveAccount,
  liveAccounts,
  matchRedirectUri,
  OAuthFault,
  type Parameters,
  parseForm,
  readIdTokenHint,
  refusal,
  resolveAuthority,
} from '../oauth/index.ts';
import type { BrowserSession, SessionParticipant } from '../sessions/index.ts';
import { issuerOf } from '../tokens/index.ts';
import { readBrowser } from './browser.ts';
import type { SignInDependencies } from './dependencies.ts';
import { errorResponse, pageResponse, redirectResponse, withParameters } from './outcome.ts';
import { fieldNames, renderFrontChannelLogoutPage, renderSignedOutPage, renderSignOutPage } from './pages/index.ts';

/** What a logout request asks for, as it survives the question on the page. */
interface LogoutRequest {
  readonly sessionIdHash: string;
  readonly returnTo: string | null;
}

const SEAL_CONTEXT = 'logout request';
const SEALED_FIELD = 'ctx';

/**
 * `GET|POST /{tenant}/oauth2/v2.0/logout`, or `/{tenant}/oauth2/logout`. With a hint that names a signed-in account the person is signed out at once; without one they
 * are asked, since any page can send them here. They are sent back only to an address that the client registered.
 * @spec OpenID Connect RP-Initiated Logout §2–§4; sts reference 1.10
 */
export async function logoutPage(
  dependencies: SignInDependencies,
  request: HttpRequest,
  segment: string,
): Promise<HttpResponse> {
  try {
    await resolveAuthority(dependencies.facts, segment);
    const parameters = parseForm(request.method === 'POST' ? request.body.toString('utf8') : request.query);
    const browser = await readBrowser(dependencies, request);
    const accounts = (await liveAccounts(dependencies, browser.session)).filter((account) => account.signedIn);
    const initiator = readInitiator(dependencies, parameters);
    if (browser.session === undefined || accounts.length === 0)
      return goodbye(await returnAddress(dependencies, parameters, initiator, undefined), []);
    const sealed = parameters.get(SEALED_FIELD);
    if (sealed !== undefined) return takeChoice(dependencies, request, browser.session, accounts, sealed, parameters);
    const returnTo = await returnAddress(dependencies, parameters, initiator, browser.session);
    const hinted = hintedAccount(dependencies, initiator.hint, parameters, accounts);
    if (hinted !== undefined) return signOut(dependencies, browser.session, [hinted], returnTo);
    return question(dependencies, segment, browser.session, accounts, returnTo);
  } catch (fault) {
    if (fault instanceof OAuthFault) return errorResponse(dependencies, request, fault);
    throw fault;
  }
}

function question(
  { keyring }: SignInDependencies,
  segment: string,
  session: BrowserSession,
  accounts: readonly LiveAccount[],
  returnTo: string | null,
): HttpResponse {
  const state: LogoutRequest = { sessionIdHash: session.idHash, returnTo };
  return pageResponse(
    renderSignOutPage({
      branding: {},
      form: {
        action: `/${encodeURIComponent(segment)}/oauth2/v2.0/logout`,
        hidden: { [SEALED_FIELD]: keyring.seal(JSON.stringify(state), SEAL_CONTEXT) },
      },
      ...(returnTo === null ? {} : { redirectUri: returnTo }),
      accounts: accounts.map((account) => ({
        value: account.sid,
        username: account.user.userPrincipalName,
        displayName: account.user.displayName,
        isSignedIn: true,
      })),
    }),
  );
}

/** The answer to the question. It counts in the session it was asked in, and from our own page. */
async function takeChoice(
  dependencies: SignInDependencies,
  request: HttpRequest,
  session: BrowserSession,
  accounts: readonly LiveAccount[],
  sealed: string,
  form: Parameters,
): Promise<HttpResponse> {
  const origin = singleHeader(request, 'origin');
  const opened = dependencies.keyring.open(sealed, SEAL_CONTEXT);
  const state = opened === undefined ? undefined : (JSON.parse(opened.toString('utf8')) as LogoutRequest);
  const isOurs = request.method === 'POST' && (origin === undefined || origin === dependencies.baseUrl);
  if (!isOurs || state === undefined || state.sessionIdHash !== session.idHash)
    return question(dependencies, 'common', session, accounts, null);
  const isAll = form.has(fieldNames.signOutOfAll);
  const chosen = accounts.filter((account) => isAll || account.sid === form.get(fieldNames.account));
  if (chosen.length === 0) return question(dependencies, 'common', session, accounts, state.returnTo);
  return signOut(dependencies, session, chosen, state.returnTo);
}

async function signOut(
  dependencies: SignInDependencies,
  session: BrowserSession,
  accounts: readonly LiveAccount[],
  returnTo: string | null,
): Promise<HttpResponse> {
  const sids = new Set(accounts.map((account) => account.sid));
  const participants = session.participants.filter(({ sid }) => sids.has(sid));
  await dependencies.unitOfWork.run(async ({ sessions }) => {
    for (const { user: _user, ...account } of accounts) {
      await sessions.putAccount(session.idHash, { ...account, signedIn: false });
      await sessions.removeParticipants(session.idHash, account.sid);
    }
  });
  return goodbye(returnTo, await frontChannelFrames(dependencies, participants));
}

/** Each client that took part and wants to know, loaded in a frame. @spec OIDC Front-Channel Logout §2 */
async function frontChannelFrames(
  { baseUrl, reads }: SignInDependencies,
  participants: readonly SessionParticipant[],
): Promise<readonly { readonly appName: string; readonly url: string }[]> {
  const frames = await Promise.all(
    participants.map(async ({ appId, tenantId, sid, dialect }) => {
      const definition = await reads.applications.findByAppId(appId);
      const logoutUrl = definition?.web.logoutUrl;
      if (definition === undefined || !logoutUrl) return undefined;
      const url = withParameters(logoutUrl, 'query', { iss: issuerOf(baseUrl, tenantId, dialect), sid });
      return { appName: definition.displayName, url };
    }),
  );
  return frames.filter((frame) => frame !== undefined);
}

function goodbye(
  returnTo: string | null,
  frames: readonly { readonly appName: string; readonly url: string }[],
): HttpResponse {
  if (frames.length > 0)
    return pageResponse(
      renderFrontChannelLogoutPage({ branding: {}, frames, ...(returnTo === null ? {} : { continueUrl: returnTo }) }),
    );
  return returnTo === null ? pageResponse(renderSignedOutPage({ branding: {} })) : redirectResponse(returnTo);
}

/** The account that a valid `id_token_hint` or `logout_hint` names, if it is signed in here. */
function hintedAccount(
  { keyring }: SignInDependencies,
  hint: IdTokenHint | undefined,
  parameters: Parameters,
  accounts: readonly LiveAccount[],
): LiveAccount | undefined {
  // The token of a guest names the tenant they were guest in; the account that signed in is that of the session id.
  const bySid = hint && accounts.find((account) => account.sid === hint.sid);
  if (bySid !== undefined) return bySid;
  const logoutHint = parameters.get('logout_hint');
  if (logoutHint === undefined) return undefined;
  return accounts.find((account) => isLoginHintOf(logoutHint, account.user, keyring));
}

/** Which client sends the person here, as far as it says. */
interface Initiator {
  readonly hint: IdTokenHint | undefined;
  readonly appId: AppId | undefined;
  /** False when an ID token was sent that is none: then nothing of the request is taken for the client's word. */
  readonly isCredible: boolean;
}

/**
 * @throws OAuthFault AADSTS50061 when `client_id` is not the client that the ID token was issued to
 * @spec OIDC RP-Initiated Logout §2 (`client_id`)
 */
function readInitiator(dependencies: SignInDependencies, parameters: Parameters): Initiator {
  const token = parameters.get('id_token_hint');
  const hint = token === undefined ? undefined : readIdTokenHint(dependencies, token);
  const named = parameters.get('client_id');
  const appId = named === undefined ? undefined : parseAppId(named);
  if (hint !== undefined && named !== undefined && hint.appId !== appId) throw refusal(50061, {});
  return { hint, appId: hint?.appId ?? appId, isCredible: token === undefined || hint !== undefined };
}

/**
 * Where to go afterwards, if that is an address of a client that has to do with this logout: the one the request names, or one that took
 * part in the session.
 */
async function returnAddress(
  dependencies: SignInDependencies,
  parameters: Parameters,
  { appId: named, isCredible }: Initiator,
  session: BrowserSession | undefined,
): Promise<string | null> {
  const wanted = parameters.get('post_logout_redirect_uri');
  if (wanted === undefined || !isCredible) return null;
  const candidates = named === undefined ? (session?.participants ?? []).map(({ appId }) => appId) : [named];
  for (const appId of new Set(candidates)) {
    const definition = await dependencies.reads.applications.findByAppId(appId);
    if (definition === undefined || !/^https?:/i.test(wanted)) continue;
    const { web, spa, publicClient } = definition;
    const registered = {
      web: web.redirectUris,
      spa: spa.redirectUris,
      publicClient: publicClient.redirectUris,
    };
    if (matchRedirectUri(wanted, registered) === undefined) continue;
    const state = parameters.get('state');
    return withParameters(wanted, 'query', state === undefined ? {} : { state });
  }
  return null;
}
