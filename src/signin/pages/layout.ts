import { iconLink, logoMark, thresholdArt } from './artwork.ts';
import type { FormTargets } from './csp.ts';
import { attributes, type Html, html, trustedHtml } from './html.ts';
import { makePage, type Page } from './page.ts';
import { isOwnImage } from './safe-url.ts';
import { stylesheet } from './style/stylesheet.ts';
import { texts } from './texts.ts';
import type { Branding, InteractionView } from './views.ts';

/** What a page brings to the common frame. */
export interface Layout {
  /** What the page is, without the name of the organization. */
  readonly title: string;
  readonly branding: Branding;
  /** What stands in `main`, from the level-one heading on. */
  readonly body: Html;
  readonly forms: FormTargets;
  readonly hasError?: boolean;
  readonly isWide?: boolean;
  readonly status?: number;
  readonly script?: string;
  readonly frames?: readonly string[];
  readonly isFramable?: boolean;
}

const style = trustedHtml(stylesheet);

/** Puts a page into the common frame, with the headers that fit it. The status is 200 unless the page says otherwise. */
export function layOut(layout: Layout): Page {
  const owner = layout.branding.tenantName ?? texts.product;
  const plain = texts.pageTitle(layout.title, owner);
  const document = html`<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${layout.hasError === true ? texts.errorTitle(plain) : plain}</title>
${iconLink}
<style>${style}</style>
</head>
<body>
${threshold(layout.branding)}
<div class="room">
<main${attributes({ class: layout.isWide === true ? 'wide' : undefined })}>
${layout.body}
</main>
${layout.branding.note !== undefined && html`<footer class="note"><p>${layout.branding.note}</p></footer>`}
</div>
${layout.script !== undefined && html`<script>${trustedHtml(layout.script)}</script>`}
</body>
</html>
`;
  return makePage(layout.status ?? 200, document, {
    style: stylesheet,
    forms: layout.forms,
    ...(layout.script !== undefined && { script: layout.script }),
    ...(layout.frames !== undefined && { frames: layout.frames }),
    ...(layout.isFramable !== undefined && { isFramable: layout.isFramable }),
  });
}

function threshold(branding: Branding): Html {
  const { tenantName, logoUrl } = branding;
  return html`<header class="threshold">
${thresholdArt}
${isOwnImage(logoUrl) && tenantName !== undefined ? html`<img class="logo" src="${logoUrl}" alt="">` : logoMark}
<div class="house">
<p class="product">${texts.product}</p>
<p class="welcome">${tenantName === undefined ? texts.frame.welcomeAnywhere : texts.frame.welcome(tenantName)}</p>
</div>
</header>`;
}

/** @returns what the policy of an interactive page must let its forms reach. */
export function formTargetsOf(view: Pick<InteractionView, 'redirectUri'>): FormTargets {
  return view.redirectUri === undefined ? 'own' : { redirectUri: view.redirectUri };
}
