import { renderAccountBar } from './account-parts.ts';
import { icons } from './artwork.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';
import type { Account, Branding } from './views.ts';

/** The session is over and there is no registered address to go to. */
export interface SignedOutView {
  readonly branding: Branding;
  /** Who was signed out, where that is known. */
  readonly account?: Account;
  readonly signInAgainUrl?: string;
}

/** Renders the generic page at the end of a session. */
export function renderSignedOutPage(view: SignedOutView): Page {
  return layOut({
    title: texts.signedOut.title,
    branding: view.branding,
    forms: 'none',
    body: html`${view.account !== undefined && renderAccountBar(view.account)}
<div class="sign">${icons.check}</div>
<h1 id="login_workload_logo_text">${texts.signedOut.title}</h1>
<p class="lead">${texts.signedOut.explanation}</p>
${view.signInAgainUrl !== undefined && html`<div class="stack"><a class="button secondary" href="${view.signInAgainUrl}">${texts.signedOut.signInAgain}</a></div>`}`,
  });
}
