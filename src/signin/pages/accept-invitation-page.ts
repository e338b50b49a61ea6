import { renderAccountBar } from './account-parts.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { Account, InteractionView } from './views.ts';

/** Whether somebody becomes a guest of the organization that invited them. */
export interface AcceptInvitationView extends InteractionView {
  readonly account: Account;
  /** The organization that invites. */
  readonly tenantName: string;
}

/** Renders the question. It posts `decision`: `accept` or `cancel`. */
export function renderAcceptInvitationPage(view: AcceptInvitationView): Page {
  const words = texts.invitation;
  return layOut({
    title: words.title(view.tenantName),
    branding: view.branding,
    forms: formTargetsOf(view),
    body: html`${renderAccountBar(view.account)}
<h1 id="invitationTitle">${words.heading(view.tenantName)}</h1>
<p class="lead">${words.explanation(view.tenantName)}</p>
<ul class="rules terms">
<li>${words.profile(view.tenantName)}</li>
<li>${words.activity(view.tenantName)}</li>
<li>${words.administration(view.tenantName)}</li>
</ul>
<p>${words.password(view.account.username)}</p>
${renderPostForm(
  view.form,
  html`<div class="pair">
<button type="submit" class="button secondary" id="idBtn_Back" name="${fieldNames.decision}" value="${fieldValues.cancel}">${words.decline}</button>
<button type="submit" class="button primary" id="idBtn_AcceptInvitation" name="${fieldNames.decision}" value="${fieldValues.accept}">${words.accept}</button>
</div>`,
  { class: 'form' },
)}`,
  });
}
