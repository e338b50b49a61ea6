import { renderAccountBar } from './account-parts.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { Account, InteractionView } from './views.ts';

/** Whether this browser keeps the session when it closes ("KMSI"). */
export interface StaySignedInView extends InteractionView {
  readonly account: Account;
}

/** Renders the question. It posts `LoginOptions` (1 for yes, 3 for no) and `DontShowAgain`. @spec Entra AADSTS50140 */
export function renderStaySignedInPage(view: StaySignedInView): Page {
  return layOut({
    title: texts.staySignedIn.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    body: html`${renderAccountBar(view.account)}
<h1 id="kmsiTitle">${texts.staySignedIn.title}</h1>
<p class="lead" id="kmsiDescription">${texts.staySignedIn.explanation}</p>
${renderPostForm(
  view.form,
  html`<div class="check"><input type="checkbox" id="KmsiCheckboxField" name="${fieldNames.dontShowAgain}" value="${fieldValues.checked}"><label for="KmsiCheckboxField">${texts.staySignedIn.dontShowAgain}</label></div>
<div class="pair">
<button type="submit" class="button secondary" id="idBtn_Back" name="${fieldNames.staySignedIn}" value="${fieldValues.staySignedInNo}">${texts.staySignedIn.no}</button>
<button type="submit" class="button primary" id="idSIButton9" name="${fieldNames.staySignedIn}" value="${fieldValues.staySignedInYes}" aria-describedby="kmsiDescription">${texts.staySignedIn.yes}</button>
</div>`,
  { class: 'form' },
)}`,
  });
}
