import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';
import type { AppSummary, Branding } from './views.ts';

/** The session is over here, and the applications that took part are told by hidden frames. */
export interface FrontChannelLogoutView {
  readonly branding: Branding;
  /** Each application's `web.logoutUrl` with `iss` and `sid` already added. */
  readonly frames: readonly { readonly appName: string; readonly url: string }[];
  /** Where to go when all have answered. A registered address, with `state` already added. */
  readonly continueUrl?: string;
  readonly app?: AppSummary;
}

/** The window's load event waits for every frame; an application that never answers costs five seconds. */
const CONTINUE_SCRIPT =
  "(()=>{const go=()=>location.replace(document.getElementById('continue').href);addEventListener('load',go);setTimeout(go,5000)})()";

/** Renders the page. Script only saves a press of the button. @spec OpenID Connect Front-Channel Logout 1.0 §2 */
export function renderFrontChannelLogoutPage(view: FrontChannelLogoutView): Page {
  const isFinal = view.continueUrl === undefined;
  const title = isFinal ? texts.signedOut.title : texts.signingOut.title;
  const label = view.app === undefined ? texts.signingOut.continue : texts.signingOut.continueTo(view.app.displayName);
  return layOut({
    title,
    branding: view.branding,
    forms: 'none',
    frames: view.frames.map(({ url }) => url),
    ...(!isFinal && { script: CONTINUE_SCRIPT }),
    body: html`<h1 id="loginHeader">${title}</h1>
<p class="lead">${isFinal ? texts.signedOut.explanation : texts.signingOut.explanation}</p>
${view.continueUrl !== undefined && html`<div class="stack"><a class="button primary" id="continue" href="${view.continueUrl}">${label}</a></div>`}
${view.frames.map(
  ({ appName, url }) =>
    html`<iframe class="offstage" title="${texts.signingOut.frameTitle(appName)}" src="${url}" tabindex="-1" sandbox="allow-scripts allow-same-origin"></iframe>`,
)}`,
  });
}
