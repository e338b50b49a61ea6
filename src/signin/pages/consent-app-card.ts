import { initialsOf } from './account-parts.ts';
import { icons } from './artwork.ts';
import { type Html, html } from './html.ts';
import { destinationOf, isWebUrl } from './safe-url.ts';
import { texts } from './texts.ts';
import type { AppSummary } from './views.ts';

/** Who stands behind an application, as far as it is known. */
export type Publisher =
  /** The publisher verified who it is (`verifiedPublisher` on the application object). */
  | { readonly kind: 'verified'; readonly displayName: string }
  /** The application is registered in the very tenant it asks. */
  | { readonly kind: 'own'; readonly tenantName: string }
  | { readonly kind: 'unverified' };

/** The application that asks, with what a careful person would want to know of it. */
export interface ConsentApp extends AppSummary {
  /** Application (client) id. */
  readonly appId: string;
  readonly publisher: Publisher;
  readonly publisherDomain?: string;
  /** As it is to be shown: a date without a time. */
  readonly createdOn?: string;
  readonly websiteUrl?: string;
  readonly termsUrl?: string;
  readonly privacyUrl?: string;
}

/** Renders who asks and where the answer goes. The publisher's own links show only if they are web addresses. */
export function renderAppCard(app: ConsentApp, redirectUri: string | undefined): Html {
  return html`<div class="app-card">
${renderAppHead(app)}
<dl class="facts">
${renderFact(texts.consent.returnsTo, html`<strong>${placeOf(redirectUri)}</strong>`)}
${renderFact(texts.consent.publisherDomain, app.publisherDomain ?? texts.consent.noPublisherDomain)}
</dl>
<details><summary class="more">${texts.consent.about}<span class="chevron-holder">${icons.chevron}</span></summary>
<dl class="facts">
${renderFact(texts.consent.appId, html`<span class="mono">${app.appId}</span>`)}
${app.createdOn !== undefined && renderFact(texts.consent.createdOn, app.createdOn)}
${renderLink(texts.consent.website, app.websiteUrl)}
${renderLink(texts.consent.terms, app.termsUrl)}
${renderLink(texts.consent.privacy, app.privacyUrl)}
</dl></details>
</div>`;
}

/** Renders an API that stands between: who is behind it, and which one it is. */
export function renderApiCard(app: ConsentApp): Html {
  return html`<div class="app-card">
${renderAppHead(app)}
<dl class="facts">
${renderFact(texts.consent.publisherDomain, app.publisherDomain ?? texts.consent.noPublisherDomain)}
${renderFact(texts.consent.appId, html`<span class="mono">${app.appId}</span>`)}
</dl>
</div>`;
}

function renderAppHead(app: ConsentApp): Html {
  return html`<div class="app-head"><span class="initials" aria-hidden="true">${initialsOf(app.displayName)}</span>
<div class="who-text"><bdi class="app-name">${app.displayName}</bdi><span class="publisher">${renderPublisher(app.publisher)}</span></div></div>`;
}

function renderPublisher(publisher: Publisher): Html {
  switch (publisher.kind) {
    case 'verified':
      return html`<span>${texts.consent.verifiedPublisher(publisher.displayName)}</span><span class="badge">${icons.verified}${texts.consent.verified}</span>`;
    case 'own':
      return html`<span>${texts.consent.ownPublisher(publisher.tenantName)}</span>`;
    case 'unverified':
      return html`<span class="badge warn">${icons.high}${texts.consent.unverifiedPublisher}</span>`;
  }
}

/** Renders one line of a list of facts. */
export function renderFact(term: string, value: string | Html): Html {
  return html`<dt>${term}</dt><dd>${value}</dd>`;
}

function renderLink(term: string, url: string | undefined): Html | undefined {
  if (!isWebUrl(url)) return undefined;
  return renderFact(term, html`<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`);
}

/** Where the answer goes: what a person can check. */
function placeOf(redirectUri: string | undefined): Html | string {
  if (redirectUri === undefined) return texts.consent.onAnotherDevice;
  const to = destinationOf(redirectUri);
  if (to === undefined) return redirectUri;
  return to.isThisDevice ? texts.consent.onThisDevice(to.label) : to.label;
}
