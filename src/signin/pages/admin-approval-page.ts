import { renderAccountBar } from './account-parts.ts';
import { type ApiBetween, renderApisBetween } from './api-between.ts';
import { icons } from './artwork.ts';
import { type ConsentApp, renderAppCard } from './consent-app-card.ts';
import { fieldNames } from './field-names.ts';
import { type Html, html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { type ConsentResource, renderPermissionList } from './permission-list.ts';
import { renderPostForm } from './post-form.ts';
import { renderTextField } from './text-field.ts';
import { texts } from './texts.ts';
import type { Account, Branding, PageError, PostForm } from './views.ts';

/** The application asks for what this person may not grant. @spec Entra AADSTS90094 */
export interface AdminApprovalView {
  readonly branding: Branding;
  /** Left out where a device waits in place of a browser. */
  readonly redirectUri?: string;
  readonly app: ConsentApp;
  readonly tenantName: string;
  readonly account: Account;
  /** The public sentence of the refusal and its code. */
  readonly reason: PageError;
  readonly resources: readonly ConsentResource[];
  /** APIs that it works through, and what is for them. */
  readonly between?: readonly ApiBetween[];
  /** Back to the application with `access_denied`. */
  readonly cancel: PostForm;
  /** Sign in as somebody who may. */
  readonly switchAccount?: PostForm;
  /** Where the admin consent workflow is on: asks the reviewers. It posts `justification`. @spec Entra AADSTS90095 */
  readonly request?: { readonly form: PostForm; readonly error?: PageError };
}

/** Renders the page that says an administrator is needed, and what can be done about it. */
export function renderAdminApprovalPage(view: AdminApprovalView): Page {
  return layOut({
    title: texts.approval.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.request?.error !== undefined,
    isWide: true,
    body: html`${renderAccountBar(view.account)}
<div class="sign wait">${icons.shield}</div>
<h1 id="loginHeader">${texts.approval.title}</h1>
<p class="lead">${texts.approval.explanation(view.app.displayName, view.tenantName)}${view.request === undefined && html` ${texts.approval.ask}`}</p>
${renderAppCard(view.app, view.redirectUri)}
${renderPermissionList(view.resources, { id: 'permissionsTitle', title: view.between?.length ? texts.consent.permissionsOf(view.app.displayName) : texts.consent.permissions })}
${renderApisBetween(view.app.displayName, view.between ?? [])}
<p class="statement hint">${view.reason.message}${view.reason.code !== undefined && html` <span class="code">(AADSTS${view.reason.code})</span>`}</p>
${view.request !== undefined && renderRequest(view.request)}
<div class="stack">
${view.switchAccount !== undefined && renderPostForm(view.switchAccount, html`<button type="submit" class="button secondary" id="idBtn_SwitchAccount">${texts.approval.useAdministrator}</button>`)}
${renderPostForm(view.cancel, html`<button type="submit" class="link-button" id="idBtn_Back">${texts.approval.back}</button>`)}
</div>`,
  });
}

function renderRequest(request: NonNullable<AdminApprovalView['request']>): Html {
  const field = renderTextField({
    id: 'justification',
    name: fieldNames.justification,
    label: texts.approval.justification,
    hint: texts.approval.justificationHint,
    type: 'text',
    autocomplete: 'off',
    rows: 3,
    errorId: 'justificationError',
    error: request.error,
  });
  return renderPostForm(
    request.form,
    html`${field}
<button type="submit" class="button primary" id="idBtn_Request">${texts.approval.request}</button>`,
    { class: 'form' },
  );
}
