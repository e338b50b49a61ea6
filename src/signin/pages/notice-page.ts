import { renderFact } from './consent-app-card.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';

/** Something a person has to be told that no AADSTS code stands for. */
export interface NoticeView {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** What finds this request in a log; left out when nothing went wrong. */
  readonly request?: { readonly requestId: string; readonly correlationId: string };
}

/** Renders a notice in the common frame: the front door itself, an address without anything behind it, a failure of ours. */
export function renderNoticePage(view: NoticeView): Page {
  return layOut({
    title: view.title,
    branding: {},
    forms: 'none',
    status: view.status,
    body: html`<h1 id="loginHeader">${view.title}</h1>
<p class="lead">${view.text}</p>
${
  view.request !== undefined &&
  html`<section class="trouble" aria-labelledby="troubleTitle">
<h2 id="troubleTitle">${texts.error.troubleshooting}</h2>
<dl class="facts">
${renderFact(texts.error.requestId, html`<span class="mono">${view.request.requestId}</span>`)}
${renderFact(texts.error.correlationId, html`<span class="mono">${view.request.correlationId}</span>`)}
</dl>
</section>`
}
<div class="stack"><a href="/error">${texts.notice.errorCodes}</a></div>`,
  });
}

/** Renders what stands at the bare address, which people open first. */
export function renderHomePage(): Page {
  return renderNoticePage({ status: 200, title: texts.home.title, text: texts.home.text });
}
