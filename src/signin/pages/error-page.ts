import type { AadstsOwner } from '../../catalogue/index.ts';
import { icons } from './artwork.ts';
import { renderFact } from './consent-app-card.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';
import type { AppSummary, Branding } from './views.ts';

/** A refusal that cannot go back to the application, or should not. */
export interface ErrorView {
  readonly branding: Branding;
  /** AADSTS number. */
  readonly code: number;
  /** The public sentence, without the code before it and the trace tail after it. */
  readonly message: string;
  /** Equals `trace_id` on the wire. */
  readonly requestId: string;
  readonly correlationId: string;
  /** As on the wire: `yyyy-MM-dd HH:mm:ssZ`. */
  readonly timestamp: string;
  readonly app?: AppSummary & { readonly appId: string };
  /** Which object or setting it comes from: the same rule that governs the whole product. */
  readonly belongsTo?: AadstsOwner;
  readonly tryAgainUrl?: string;
  /** HTTP status; 200 as Entra has it, unless said otherwise. */
  readonly status?: number;
}

/** Renders the error page: what happened in a sentence, then what finds this attempt in a log. @spec Entra error page */
export function renderErrorPage(view: ErrorView): Page {
  return layOut({
    title: texts.error.title,
    branding: view.branding,
    forms: 'none',
    ...(view.status !== undefined && { status: view.status }),
    body: html`<div class="sign bad">${icons.alert}</div>
<h1 id="loginHeader">${texts.error.title}</h1>
<p class="message" id="exceptionMessageContainer"><span class="code">AADSTS${view.code}:</span> ${view.message}</p>
<div class="stack">
${view.tryAgainUrl !== undefined && html`<a class="button primary" href="${view.tryAgainUrl}">${texts.error.tryAgain}</a>`}
<a href="/error?code=${view.code}">${texts.error.moreAbout(view.code)}</a>
</div>
<section class="trouble" aria-labelledby="troubleTitle">
<h2 id="troubleTitle">${texts.error.troubleshooting}</h2>
<p class="hint">${texts.error.explainer}</p>
<dl class="facts">
${view.belongsTo !== undefined && renderFact(texts.error.where, texts.error.owners[view.belongsTo])}
${view.app !== undefined && renderFact(texts.error.app, html`<bdi>${view.app.displayName}</bdi><br><span class="mono">${view.app.appId}</span>`)}
${renderFact(texts.error.code, html`<span class="mono">AADSTS${view.code}</span>`)}
${renderFact(texts.error.requestId, html`<span class="mono" id="requestId">${view.requestId}</span>`)}
${renderFact(texts.error.correlationId, html`<span class="mono" id="correlationId">${view.correlationId}</span>`)}
${renderFact(texts.error.timestamp, html`<span class="mono" id="timestamp">${view.timestamp}</span>`)}
</dl>
</section>`,
  });
}
