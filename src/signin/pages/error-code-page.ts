import type { AadstsOwner } from '../../catalogue/index.ts';
import { fieldNames } from './field-names.ts';
import { type Html, html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';
import type { Branding } from './views.ts';

/** The page behind `error_uri`: what a code means. */
export interface ErrorCodeView {
  readonly branding: Branding;
  /** Where the page itself is: its form asks there again. */
  readonly lookupUrl: string;
  /** What was asked for, as it was typed. */
  readonly asked?: string;
  /** Left out when nothing was asked or the code is unknown. */
  readonly entry?: {
    readonly code: number;
    readonly meaning: string;
    /** The situation in which it is raised. */
    readonly when: string;
    /** Microsoft's internal name. */
    readonly name?: string;
    readonly remedy: string;
    /** How a client sees it: the OAuth error and the HTTP status. */
    readonly onTheWire: string;
    readonly belongsTo?: AadstsOwner;
    /** False for what Entra says and this service never does. */
    readonly isRaisedHere: boolean;
  };
  /** What was found by words. */
  readonly found?: {
    readonly shown: readonly { readonly code: number; readonly when: string }[];
    /** How many more there are. */
    readonly more: number;
  };
}

/** Renders the lookup page of error codes, `/error?code=…`. Its form asks by GET with `code`, which may be words as well. */
export function renderErrorCodePage(view: ErrorCodeView): Page {
  const title = view.entry === undefined ? texts.errorCode.title : texts.errorCode.titleOf(view.entry.code);
  return layOut({
    title,
    branding: view.branding,
    forms: 'own',
    body: html`<h1 id="loginHeader">${title}</h1>
${view.entry !== undefined && renderEntry(view.entry)}
${view.found !== undefined && view.asked !== undefined && renderFound(view, view.asked, view.found)}
${view.entry === undefined && view.found === undefined && view.asked !== undefined && html`<p class="lead">${texts.errorCode.unknown(view.asked)}</p>`}
<form method="get" action="${view.lookupUrl}" class="form" role="search">
<div class="field"><label for="code">${texts.errorCode.label}</label>
<input type="text" id="code" name="${fieldNames.errorCode}" value="${view.found === undefined ? '' : (view.asked ?? '')}" maxlength="60" autocomplete="off" spellcheck="false" placeholder="${texts.errorCode.example}"></div>
<button type="submit" class="button secondary">${texts.errorCode.search}</button>
</form>`,
  });
}

function renderEntry(entry: NonNullable<ErrorCodeView['entry']>): Html {
  return html`${entry.name !== undefined && html`<p class="hint mono">${entry.name}</p>`}
<p class="message">${entry.meaning}</p>
<h2 class="statement">${texts.errorCode.when}</h2><p>${entry.when}</p>
<h2 class="statement">${texts.errorCode.remedy}</h2><p>${entry.remedy}</p>
${entry.belongsTo !== undefined && html`<h2 class="statement">${texts.error.where}</h2><p>${texts.error.owners[entry.belongsTo]}</p>`}
<h2 class="statement">${texts.errorCode.onTheWire}</h2><p class="mono">${entry.onTheWire}</p>
${!entry.isRaisedHere && html`<p class="statement fine">${texts.errorCode.entraOnly}</p>`}`;
}

function renderFound(view: ErrorCodeView, asked: string, { shown, more }: NonNullable<ErrorCodeView['found']>): Html {
  if (shown.length === 0) return html`<p class="lead">${texts.errorCode.nothingFound(asked)}</p>`;
  return html`<p class="lead">${texts.errorCode.foundBy(asked)}</p>
<ul class="found">${shown.map(
    ({ code, when }) =>
      html`<li><a href="${view.lookupUrl}?${fieldNames.errorCode}=${code}">${texts.errorCode.titleOf(code)}</a> <span>${when}</span></li>`,
  )}</ul>
${more > 0 && html`<p class="fine">${texts.errorCode.more(more)}</p>`}`;
}
