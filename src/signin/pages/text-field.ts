import { icons } from './artwork.ts';
import { type Attributes, attributes, type Html, html } from './html.ts';
import type { PageError } from './views.ts';

/** One line (or, with `rows`, several) that a person fills in. */
export interface TextField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: Html | string;
  /** Id of the element that shows the error; a page helper may look for it. */
  readonly errorId: string;
  readonly error?: PageError | undefined;
  readonly isFocused?: boolean;
  readonly inputMode?: 'email';
  readonly rows?: number;
}

/** Renders a field with its label, and what is wrong with it so that a screen reader says so when the field is reached. */
export function renderTextField(field: TextField): Html {
  const hintId = `${field.id}Hint`;
  const describedBy = [field.hint !== undefined && hintId, field.error !== undefined && field.errorId];
  const common = attributes({
    id: field.id,
    name: field.name,
    required: true,
    autocomplete: field.autocomplete,
    autocapitalize: field.rows === undefined ? 'none' : undefined,
    spellcheck: field.rows === undefined ? 'false' : undefined,
    autofocus: field.isFocused === true,
    'aria-invalid': field.error === undefined ? undefined : 'true',
    'aria-describedby': describedBy.filter((id) => id !== false).join(' ') || undefined,
  });
  return html`<div class="field">
<label for="${field.id}">${field.label}</label>
${field.hint !== undefined && html`<p class="hint" id="${hintId}">${field.hint}</p>`}
${renderControl(field, common)}
${field.error !== undefined && renderFieldError(field.errorId, field.error)}
</div>`;
}

function renderControl(field: TextField, common: Attributes): Html {
  if (field.rows !== undefined) return html`<textarea${common} rows="${field.rows}">${field.value}</textarea>`;
  return html`<input type="${field.type}"${common}${attributes({ value: field.value, inputmode: field.inputMode })}>`;
}

function renderFieldError(id: string, error: PageError): Html {
  return html`<p class="field-error" id="${id}">${icons.alert}<span>${renderErrorText(error)}</span></p>`;
}

/** Renders an error that belongs to the page and not to a field. */
export function renderAlert(error: PageError | undefined): Html | undefined {
  if (error === undefined) return undefined;
  return html`<p class="alert" role="alert">${icons.alert}<span>${renderErrorText(error)}</span></p>`;
}

function renderErrorText(error: PageError): Html {
  return html`${error.message}${error.code !== undefined && html` <span class="code">(AADSTS${error.code})</span>`}`;
}
