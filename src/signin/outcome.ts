import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import { type OAuthFault, type RedirectTarget, traceOf } from '../oauth/index.ts';
import type { Browser } from './browser.ts';
import type { SignInDependencies } from './dependencies.ts';
import { type Page, renderErrorPage, renderFormPostPage } from './pages/index.ts';

/** A page as an answer, with the cookies that go along. */
export function pageResponse(page: Page, browser?: Pick<Browser, 'cookies'>): HttpResponse {
  return { status: page.status, headers: { ...page.headers, ...setCookies(browser) }, body: page.html };
}

function setCookies(browser: Pick<Browser, 'cookies'> | undefined): Record<string, readonly string[]> {
  return browser === undefined || browser.cookies.length === 0 ? {} : { 'set-cookie': browser.cookies };
}

/**
 * Sends parameters to the client, in the way the request asked for.
 * @spec RFC 6749 §4.1.2; RFC 9110 §10.2.2 (fragments are inherited); sts reference 2.3; OAuth 2.0 Multiple Response Types §2.1; OAuth 2.0 Form Post Response Mode §2
 */
export function clientResponse(
  target: RedirectTarget,
  parameters: Readonly<Record<string, string>>,
  browser: Browser,
  appName?: string,
): HttpResponse {
  if (target.mode === 'form_post') {
    const app = appName === undefined ? {} : { app: { displayName: appName } };
    return pageResponse(
      renderFormPostPage({ branding: {}, redirectUri: target.redirectUri, fields: parameters, ...app }),
      browser,
    );
  }
  const location = withParameters(target.redirectUri, target.mode, parameters);
  // An empty fragment: without one, browsers carry the fragment of the authorize address over to the client.
  return redirectResponse(target.mode === 'query' ? `${location}#` : location, browser);
}

/** 303, so that the browser asks the target by GET whatever brought it here. @spec RFC 9700 §4.12 */
export function redirectResponse(location: string, browser?: Pick<Browser, 'cookies'>): HttpResponse {
  return {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', ...setCookies(browser) },
    body: '',
  };
}

/** Adds parameters to a redirect URI without touching a character of what was registered. @spec sts reference 2.3 */
export function withParameters(
  redirectUri: string,
  mode: 'query' | 'fragment',
  parameters: Readonly<Record<string, string>>,
): string {
  const text = new URLSearchParams(parameters).toString();
  const base = /^https?:\/\/[^/?#]+$/i.test(redirectUri) ? `${redirectUri}/` : redirectUri;
  if (text === '') return base;
  if (mode === 'fragment') return `${base}#${text}`;
  return `${base}${base.includes('?') ? '&' : '?'}${text}`;
}

/** Our own error page. @spec sts reference 8.1 */
export function errorResponse(
  { clock }: Pick<SignInDependencies, 'clock'>,
  request: HttpRequest,
  fault: OAuthFault,
  browser?: Browser,
): HttpResponse {
  const trace = traceOf(request, clock.now());
  return pageResponse(
    renderErrorPage({
      branding: {},
      code: fault.entry.code,
      message: fault.message,
      requestId: trace.traceId,
      correlationId: trace.correlationId,
      timestamp: trace.timestamp,
      ...(fault.entry.owner === 'platform' ? {} : { belongsTo: fault.entry.owner }),
    }),
    browser,
  );
}
