import { renderAccountBar } from './account-parts.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { Account, AppSummary, InteractionView } from './views.ts';

/** The last look before a device goes on in somebody's name. */
export interface ConfirmDeviceView extends InteractionView {
  readonly account: Account;
  readonly app: AppSummary & { readonly appId: string };
}

/** Renders the question whether it is they who sign in elsewhere. It posts `decision`. @spec RFC 8628 §5.4 */
export function renderConfirmDevicePage(view: ConfirmDeviceView): Page {
  return layOut({
    title: texts.confirmDevice.title,
    branding: view.branding,
    forms: formTargetsOf(view),
    body: html`${renderAccountBar(view.account)}
<h1 id="loginHeader">${texts.confirmDevice.ask(view.app.displayName)}</h1>
<p class="lead" id="remoteConnectDescription">${texts.confirmDevice.warning}</p>
<p class="hint">${texts.confirmDevice.appId} <span class="mono">${view.app.appId}</span></p>
${renderPostForm(
  view.form,
  html`<div class="pair">
<button type="submit" class="button secondary" id="idBtn_Back" name="${fieldNames.decision}" value="${fieldValues.cancel}">${texts.confirmDevice.no}</button>
<button type="submit" class="button primary" id="remoteConnectSubmit" name="${fieldNames.decision}" value="${fieldValues.accept}" aria-describedby="remoteConnectDescription">${texts.confirmDevice.yes}</button>
</div>`,
  { class: 'form' },
)}`,
  });
}
