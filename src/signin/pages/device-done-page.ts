import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { texts } from './texts.ts';
import type { Branding } from './views.ts';

/** What became of a device. */
export interface DeviceDoneView {
  readonly branding: Branding;
  readonly appName: string;
  readonly isApproved: boolean;
}

/** Renders the end of the device flow in the browser. */
export function renderDeviceDonePage(view: DeviceDoneView): Page {
  const said = view.isApproved ? texts.deviceDone.approved : texts.deviceDone.declined;
  return layOut({
    title: said.title,
    branding: view.branding,
    forms: 'none',
    body: html`<h1 id="loginHeader">${said.title}</h1>
<p class="lead" id="message">${said.explanation(view.appName)}</p>`,
  });
}
