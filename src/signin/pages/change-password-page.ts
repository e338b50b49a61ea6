import { renderAccountBar, renderWays } from './account-parts.ts';
import { fieldNames } from './field-names.ts';
import { html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { renderAlert, renderTextField } from './text-field.ts';
import { texts } from './texts.ts';
import type { Account, InteractionView, PageError } from './views.ts';

/** The three fields of the page. */
export type ChangePasswordField = 'currentPassword' | 'newPassword' | 'confirmNewPassword';

/** The password was right but has to be replaced before anything else (`forceChangePasswordNextSignIn`, or it expired). */
export interface ChangePasswordView extends InteractionView {
  readonly account: Account;
  readonly reason: 'first-sign-in' | 'expired' | 'reset';
  /** What a new password needs, one plain sentence each. */
  readonly rules: readonly string[];
  readonly fieldErrors?: Readonly<Partial<Record<ChangePasswordField, PageError>>>;
  readonly error?: PageError;
}

/** Renders the page. It posts `currentPassword`, `newPassword` and `confirmNewPassword`. @spec Entra AADSTS50055 */
export function renderChangePasswordPage(view: ChangePasswordView): Page {
  const errors = view.fieldErrors ?? {};
  const firstWrong = (['currentPassword', 'newPassword', 'confirmNewPassword'] as const).find((name) => errors[name]);
  const field = (name: ChangePasswordField, label: string, autocomplete: string, hint?: string) =>
    renderTextField({
      id: name,
      name: fieldNames[name],
      label,
      type: 'password',
      autocomplete,
      errorId: `${name}Error`,
      error: errors[name],
      isFocused: name === (firstWrong ?? 'currentPassword'),
      ...(hint !== undefined && { hint }),
    });
  return layOut({
    title: texts.changePassword.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.error !== undefined || firstWrong !== undefined,
    body: html`${renderAccountBar(view.account)}
<h1 id="loginHeader">${texts.changePassword.title}</h1>
<p class="lead">${texts.changePassword.reasons[view.reason]}</p>
${renderAlert(view.error)}
${renderPostForm(
  view.form,
  html`<input type="text" name="${fieldNames.username}" value="${view.account.username}" autocomplete="username" hidden readonly>
${field('currentPassword', texts.changePassword.current, 'current-password')}
${field('newPassword', texts.changePassword.next, 'new-password', view.rules.join(' ') || undefined)}
${field('confirmNewPassword', texts.changePassword.confirm, 'new-password')}
<button type="submit" class="button primary" id="idSIButton9">${texts.changePassword.submit}</button>`,
  { class: 'form' },
)}
${renderWays(view.cancel, view.app)}`,
  });
}
