import { renderPurpose, renderWays } from './account-parts.ts';
import { type KnownAccount, renderAccountTiles } from './account-tiles.ts';
import { icons } from './artwork.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { renderAlert } from './text-field.ts';
import { texts } from './texts.ts';
import type { InteractionView, PageError } from './views.ts';

/** Several people have signed in on this browser, or the application asked for a choice. */
export interface AccountPickerView extends InteractionView {
  readonly accounts: readonly KnownAccount[];
  readonly error?: PageError;
}

/** Renders the account picker. It posts `account` with a tile's value, or `useAnotherAccount`. */
export function renderAccountPickerPage(view: AccountPickerView): Page {
  const another = html`<button type="submit" class="tile" id="otherTile" name="${fieldNames.useAnotherAccount}" value="${fieldValues.checked}"><span class="initials" aria-hidden="true">${icons.add}</span><span class="who-text who-name" id="otherTileText">${texts.picker.useAnother}</span></button>`;
  return layOut({
    title: texts.picker.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.error !== undefined,
    body: html`<h1 id="loginHeader">${texts.picker.title}</h1>
${renderPurpose(view.app)}
${renderAlert(view.error)}
${renderPostForm(view.form, renderAccountTiles(view.accounts, another))}
${renderWays(view.cancel, view.app)}`,
  });
}
