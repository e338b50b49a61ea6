/**
 * Sign-in: the person at the browser.
 *
 * Owns: the pages and what they ask, the browser's cookies, recording consent, signing out.
 * Does not own: the rules of an authorize request and which question comes next (`oauth`), what consent is needed (`consent`).
 * Hands over to: `oauth`, which is asked anew after every answer; to the directory's commands for consent and passwords.
 */
import type { HttpRequest, HttpResponse } from '../kernel/index.ts';
import type { Dialect } from '../oauth/index.ts';
import { answerPage, authorizePage } from './authorize-page.ts';
import type { SignInDependencies } from './dependencies.ts';
import { devicePage } from './device-page.ts';
import { errorLookupPage } from './error-lookup.ts';
import { logoutPage } from './logout.ts';
import { pageResponse } from './outcome.ts';
import { renderHomePage, renderNativeClientPage } from './pages/index.ts';

export type { SignInDependencies } from './dependencies.ts';
export { renderNoticePage } from './pages/index.ts';

/** The addresses a browser visits. */
export interface SignInFace {
  /** `GET|POST /{tenant}/oauth2/v2.0/authorize` */
  authorize(request: HttpRequest, segment: string, dialect: Dialect): Promise<HttpResponse>;
  /** `POST /{tenant}/login` */
  answer(request: HttpRequest, segment: string): Promise<HttpResponse>;
  /** `GET|POST /devicelogin` and `/{tenant}/oauth2/deviceauth` */
  device(request: HttpRequest): Promise<HttpResponse>;
  /** `GET|POST /{tenant}/oauth2/v2.0/logout` */
  logout(request: HttpRequest, segment: string): Promise<HttpResponse>;
  /** `GET /{tenant}/oauth2/nativeclient`: a blank place for native clients to be sent to. */
  nativeClient(): HttpResponse;
  /** `GET /` */
  home(): HttpResponse;
  /** `GET /error?code=…` */
  errorLookup(request: HttpRequest): HttpResponse;
}

/** Makes the face; one for a process. */
export function createSignIn(dependencies: SignInDependencies): SignInFace {
  return {
    authorize: (request, segment, dialect) => authorizePage(dependencies, request, segment, dialect),
    answer: (request) => answerPage(dependencies, request),
    device: (request) => devicePage(dependencies, request),
    logout: (request, segment) => logoutPage(dependencies, request, segment),
    nativeClient: () => pageResponse(renderNativeClientPage()),
    home: () => pageResponse(renderHomePage()),
    errorLookup: (request) => errorLookupPage(request),
  };
}
