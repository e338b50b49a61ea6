import { fieldNames } from './field-names.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { Page } from './page.ts';
import { renderPostForm } from './post-form.ts';
import { renderTextField } from './text-field.ts';
import { texts } from './texts.ts';
import type { Branding, PageError, PostForm } from './views.ts';

/** Where a person types the code that a device shows. */
export interface DeviceCodeView {
  readonly branding: Branding;
  readonly form: PostForm;
  /** What was typed before. */
  readonly userCode?: string;
  readonly error?: PageError;
}

/** Renders the page that asks for the code of a device. It posts `otc`. @spec RFC 8628 §3.3 */
export function renderDeviceCodePage(view: DeviceCodeView): Page {
  const field = renderTextField({
    id: 'otc',
    name: fieldNames.userCode,
    label: texts.deviceCode.label,
    type: 'text',
    autocomplete: 'off',
    errorId: 'otcError',
    error: view.error,
    isFocused: true,
    ...(view.userCode !== undefined && { value: view.userCode }),
  });
  return layOut({
    title: texts.deviceCode.title,
    branding: view.branding,
    forms: 'own',
    hasError: view.error !== undefined,
    body: html`<h1 id="loginHeader">${texts.deviceCode.title}</h1>
<p class="lead">${texts.deviceCode.explanation}</p>
${renderPostForm(
  view.form,
  html`${field}
<button type="submit" class="button primary" id="idSIButton9">${texts.deviceCode.next}</button>`,
  { class: 'form' },
)}`,
  });
}
