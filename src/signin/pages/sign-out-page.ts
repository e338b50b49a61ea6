import { breakable, renderWays } from './account-parts.ts';
import { type KnownAccount, renderAccountTiles } from './account-tiles.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { type Html, html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { InteractionView } from './views.ts';

/** A request to sign out that named nobody (no `logout_hint`): which account, or is it meant at all? */
export interface SignOutView extends InteractionView {
  /** At least one. With one, its value stands hidden and the page asks for a confirmation. */
  readonly accounts: readonly KnownAccount[];
}

/** Renders the question. It posts `account`, or `signOutOfAll`. @spec Entra logout, several sessions */
export function renderSignOutPage(view: SignOutView): Page {
  const isChoice = view.accounts.length > 1;
  const title = isChoice ? texts.signOut.chooseTitle : texts.signOut.confirmTitle;
  return layOut({
    title,
    branding: view.branding,
    forms: formTargetsOf(view),
    body: html`<h1 id="loginHeader">${title}</h1>
${!isChoice && html`<p class="lead">${texts.signOut.confirmExplanation}</p>`}
${renderPostForm(view.form, isChoice ? renderChoice(view.accounts) : renderConfirmation(view.accounts))}
${renderWays(view.cancel, view.app)}`,
  });
}

function renderChoice(accounts: readonly KnownAccount[]): Html {
  return html`${renderAccountTiles(accounts)}
<div class="form"><button type="submit" class="button secondary" name="${fieldNames.signOutOfAll}" value="${fieldValues.checked}">${texts.signOut.all}</button></div>`;
}

function renderConfirmation(accounts: readonly KnownAccount[]): Html {
  return html`${accounts.map(
    ({ value, username }) => html`<p class="statement"><bdi class="who-name">${breakable(username)}</bdi></p>
<div class="form"><button type="submit" class="button primary" id="idSIButton9" name="${fieldNames.account}" value="${value}">${texts.signOut.confirm}</button></div>`,
  )}`;
}
