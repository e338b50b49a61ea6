import { renderAccountBar } from './account-parts.ts';
import { type ApiBetween, renderApisBetween } from './api-between.ts';
import { type ConsentApp, renderAppCard } from './consent-app-card.ts';
import { fieldNames, fieldValues } from './field-names.ts';
import { type Html, html } from './html.ts';
import { formTargetsOf, layOut } from './layout.ts';
import type { Page } from './page.ts';
import { type ConsentResource, renderPermissionList } from './permission-list.ts';
import { renderPostForm } from './post-form.ts';
import { renderAlert } from './text-field.ts';
import { texts } from './texts.ts';
import type { Account, InteractionView, PageError } from './views.ts';

/** An application asks for permissions. */
export interface ConsentView extends InteractionView {
  readonly app: ConsentApp;
  /** The tenant on whose service principal the answer is recorded. */
  readonly tenantName: string;
  readonly account: Account;
  /** What is for the application itself. */
  readonly resources: readonly ConsentResource[];
  /** APIs that it works through, and what is for them. */
  readonly between?: readonly ApiBetween[];
  /**
   * For whom the answer counts. `self`: for this person. `choice`: an administrator, who may tick a box to answer for
   * everyone. `organization`: for everyone (the admin consent endpoint).
   */
  readonly onBehalfOf: 'self' | 'choice' | 'organization';
  /** Where a person takes consent back. */
  readonly revokeUrl?: string;
  readonly error?: PageError;
}

/**
 * Renders the consent page: who asks, for what, in whose name, and what an administrator's answer would mean. It posts
 * `decision` (`accept` or `cancel`) and `onBehalfOfOrganization`. Cancel comes first, so that Enter in the box cannot accept.
 */
export function renderConsentPage(view: ConsentView): Page {
  const { app, tenantName, between = [] } = view;
  const isForAll = view.onBehalfOf === 'organization';
  const title = isForAll ? texts.consent.titleForOrganization : texts.consent.title;
  const ask = isForAll
    ? texts.consent.askForOrganization(app.displayName, tenantName)
    : texts.consent.ask(app.displayName);
  return layOut({
    title,
    branding: view.branding,
    forms: formTargetsOf(view),
    hasError: view.error !== undefined,
    isWide: true,
    body: html`${renderAccountBar(view.account)}
<h1 id="loginHeader">${ask}</h1>
${renderAlert(view.error)}
${renderAppCard(app, view.redirectUri)}
${renderPermissionList(view.resources, {
  id: 'permissionsTitle',
  title: between.length === 0 ? texts.consent.permissions : texts.consent.permissionsOf(app.displayName),
  statement: renderInWhoseName(view, app.displayName, view.resources),
})}
${renderApisBetween(app.displayName, between, (one) => renderInWhoseName(view, one.app.displayName, one.resources))}
${renderPostForm(
  view.form,
  html`${view.onBehalfOf === 'choice' && renderOrganizationChoice(view)}
${renderFinePrint(view)}
<div class="pair">
<button type="submit" class="button secondary" id="idBtn_Back" name="${fieldNames.decision}" value="${fieldValues.cancel}">${texts.consent.cancel}</button>
<button type="submit" class="button primary" id="idBtn_Accept" name="${fieldNames.decision}" value="${fieldValues.accept}">${texts.consent.accept}</button>
</div>`,
  { class: 'form' },
)}`,
  });
}

function renderInWhoseName(view: ConsentView, app: string, resources: readonly ConsentResource[]): Html {
  const kinds = new Set(resources.flatMap(({ permissions }) => permissions.map(({ kind }) => kind)));
  const asWhom =
    view.onBehalfOf === 'organization'
      ? texts.consent.inEverybodysName(app, view.tenantName)
      : texts.consent.inYourName(app, view.account.username);
  return html`${kinds.has('delegated') && html`<p class="statement">${asWhom}</p>`}
${kinds.has('application') && html`<p class="statement">${texts.consent.onItsOwn(app)}</p>`}`;
}

function renderOrganizationChoice(view: ConsentView): Html {
  const name = fieldNames.onBehalfOfOrganization;
  return html`<div class="check box"><input type="checkbox" id="${name}" name="${name}" value="${fieldValues.checked}" aria-describedby="${name}Meaning"><label for="${name}">${texts.consent.organizationChoice}</label>
<p class="hint" id="${name}Meaning">${texts.consent.organizationMeaning(view.app.displayName, view.tenantName)}</p></div>`;
}

function renderFinePrint(view: ConsentView): Html {
  const isForAll = view.onBehalfOf === 'organization';
  const recorded = isForAll ? texts.consent.recordedForOrganization : texts.consent.recordedForSelf;
  return html`<div class="fine">
<p>${texts.consent.trust(view.app.displayName)}</p>
<p>${recorded(view.tenantName)}${!isForAll && view.revokeUrl !== undefined && html` <a href="${view.revokeUrl}" target="_blank" rel="noopener">${texts.consent.revoke}</a>.`}</p>
</div>`;
}
