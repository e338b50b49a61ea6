import { renderPurpose, renderWays } from './account-parts.ts';
import { fieldNames } from './field-names.ts';
import { type Html, html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { renderTextField } from './text-field.ts';
import { texts } from './texts.ts';
import type { InteractionView, PageError } from './views.ts';

/** The first step: who are you? */
export interface UsernameView extends InteractionView {
  /** What was typed before, or came as `login_hint`. */
  readonly username?: string;
  readonly error?: PageError;
  /** Which kinds of account may sign in here. On a tenant's own door that is told by the tenant. */
  readonly accepted: 'work' | 'personal' | 'any';
}

/** Renders the page that asks for the user name. It posts `loginfmt`. */
export function renderUsernamePage(view: UsernameView): Page {
  const field = renderTextField({
    id: 'i0116',
    name: fieldNames.username,
    label: texts.username.label,
    type: 'text',
    inputMode: 'email',
    autocomplete: 'username',
    errorId: 'usernameError',
    error: view.error,
    hint: acceptedText(view),
    isFocused: true,
    ...(view.username !== undefined && { value: view.username }),
  });
  return layOut({
    title: texts.username.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.error !== undefined,
    body: html`<h1 id="loginHeader">${texts.username.title}</h1>
${renderPurpose(view.app)}
${renderPostForm(
  view.form,
  html`${field}
<button type="submit" class="button primary" id="idSIButton9">${texts.username.next}</button>`,
  { class: 'form' },
)}
${renderWays(view.cancel, view.app)}`,
  });
}

function acceptedText({ accepted, branding }: UsernameView): Html | string {
  const { tenantName } = branding;
  return accepted === 'any' && tenantName !== undefined
    ? texts.accounts.ofTenant(tenantName)
    : texts.accounts[accepted];
}
