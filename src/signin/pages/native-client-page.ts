import { icons } from './artwork.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';

/**
 * Renders the landing page of embedded browsers (`/common/oauth2/nativeclient`). The application reads the response from the
 * address and closes the window, so the page reads nothing and says the same to everyone.
 */
export function renderNativeClientPage(): Page {
  return layOut({
    title: texts.nativeClient.title,
    branding: {},
    forms: 'none',
    body: html`<div class="sign">${icons.check}</div>
<h1 id="loginHeader">${texts.nativeClient.title}</h1>
<p class="lead">${texts.nativeClient.explanation}</p>`,
  });
}
