import { renderAccountBar, renderPurpose, renderWays } from './account-parts.ts';
import { fieldNames } from './field-names.ts';
import { type Html, html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { renderTextField } from './text-field.ts';
import { texts } from './texts.ts';
import type { Account, InteractionView, PageError, PostForm } from './views.ts';

/** The second step: prove it. */
export interface PasswordView extends InteractionView {
  readonly account: Account;
  /** Back to the first step. Left out when the account is fixed. */
  readonly back?: PostForm;
  readonly error?: PageError;
  /** Where a password is reset. Without it the page says whom to ask. */
  readonly forgotPasswordUrl?: string;
}

/** Renders the page that asks for the password. It posts `loginfmt` (as shown) and `passwd`. */
export function renderPasswordPage(view: PasswordView): Page {
  const field = renderTextField({
    id: 'i0118',
    name: fieldNames.password,
    label: texts.password.label,
    type: 'password',
    autocomplete: 'current-password',
    errorId: 'passwordError',
    error: view.error,
    isFocused: true,
  });
  return layOut({
    title: texts.password.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.error !== undefined,
    body: html`${renderAccountBar(view.account, view.back)}
<h1 id="loginHeader">${texts.password.title}</h1>
${renderPurpose(view.app)}
${renderPostForm(
  view.form,
  // Unseen, for password managers: they file a password under the user name that stands beside it.
  html`<input type="text" name="${fieldNames.username}" value="${view.account.username}" autocomplete="username" hidden readonly>
${field}
<button type="submit" class="button primary" id="idSIButton9">${texts.password.signIn}</button>`,
  { class: 'form' },
)}
${renderWays(view.cancel, view.app, renderForgotten(view))}`,
  });
}

function renderForgotten(view: PasswordView): Html {
  if (view.forgotPasswordUrl !== undefined) {
    return html`<a id="idA_PWD_ForgotPassword" href="${view.forgotPasswordUrl}">${texts.password.forgot}</a>`;
  }
  return html`<details id="idA_PWD_ForgotPassword"><summary>${texts.password.forgot}</summary>
<p class="hint">${texts.password.forgotHelp(view.branding.tenantName)}</p></details>`;
}
