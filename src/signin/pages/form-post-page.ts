import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { AppSummary, Branding } from './views.ts';

/** An authorization response in the body of a form. */
export interface FormPostView {
  readonly branding: Branding;
  /** The redirect URI. Plain http at a loopback address is right here: native applications listen there. */
  readonly redirectUri: string;
  /** The response, by its wire names: `code`, `state`, `id_token`, `error` … */
  readonly fields: Readonly<Record<string, string>>;
  readonly app?: AppSummary;
}

/** Called through the prototype because a response field named `submit` would hide the form's own method. */
const SUBMIT_SCRIPT = 'HTMLFormElement.prototype.submit.call(document.forms[0])';

/**
 * Renders the page that carries the response to the application: at once with script, by its button without. A hidden frame
 * may load it, since clients renew their tokens in one. @spec OAuth 2.0 Form Post Response Mode §2
 */
export function renderFormPostPage(view: FormPostView): Page {
  return layOut({
    title: texts.formPost.title,
    branding: view.branding,
    forms: 'any',
    isFramable: true,
    script: SUBMIT_SCRIPT,
    // Shown late, so that whoever has script sees no page flash by.
    body: html`<div class="late"><h1 id="loginHeader">${texts.formPost.title}</h1>
<p class="lead">${texts.formPost.explanation(view.app?.displayName)}</p>
${renderPostForm(
  { action: view.redirectUri, hidden: view.fields },
  html`<button type="submit" class="button primary" id="idSIButton9">${texts.formPost.continue}</button>`,
  { class: 'form' },
)}</div>`,
  });
}
