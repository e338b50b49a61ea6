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
    /** Microsoft's internal name. */
    readonly name?: string;
    readonly remedy?: string;
    /** How a client sees it: the OAuth error and the HTTP status. */
    readonly onTheWire?: string;
    readonly belongsTo?: AadstsOwner;
  };
}

/** Renders the lookup page of error codes, `/error?code=…`. Its form asks by GET with `code`. */
export function renderErrorCodePage(view: ErrorCodeView): Page {
  const title = view.entry === undefined ? texts.errorCode.title : texts.errorCode.titleOf(view.entry.code);
  return layOut({
    title,
    branding: view.branding,
    forms: 'own',
    body: html`<h1 id="loginHeader">${title}</h1>
${view.entry !== undefined && renderEntry(view.entry)}
${view.entry === undefined && view.asked !== undefined && html`<p class="lead">${texts.errorCode.unknown(view.asked)}</p>`}
<form method="get" action="${view.lookupUrl}" class="form">
<div class="field"><label for="code">${texts.errorCode.label}</label>
<input type="text" id="code" name="${fieldNames.errorCode}" inputmode="numeric" autocomplete="off" placeholder="50011"></div>
<button type="submit" class="button secondary">${texts.errorCode.search}</button>
</form>`,
  });
}

function renderEntry(entry: NonNullable<ErrorCodeView['entry']>): Html {
  return html`${entry.name !== undefined && html`<p class="hint mono">${entry.name}</p>`}
<p class="message">${entry.meaning}</p>
${entry.remedy !== undefined && html`<h2 class="statement">${texts.errorCode.remedy}</h2><p>${entry.remedy}</p>`}
${entry.belongsTo !== undefined && html`<h2 class="statement">${texts.error.where}</h2><p>${texts.error.owners[entry.belongsTo]}</p>`}
${entry.onTheWire !== undefined && html`<h2 class="statement">${texts.errorCode.onTheWire}</h2><p class="mono">${entry.onTheWire}</p>`}`;
}
