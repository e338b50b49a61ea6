import { attributes, type Html, html } from './html.ts';
import type { PostForm } from './views.ts';

/** How a form looks, apart from what it posts. */
export interface FormLook {
  readonly class?: string;
  readonly id?: string;
}

/**
 * Renders a form. It posts, carries its hidden fields, and leaves checking to the server, whose sentences are better than
 * the browser's bubbles and reach people without JavaScript.
 */
export function renderPostForm(form: PostForm, body: Html, look: FormLook = {}): Html {
  return html`<form method="post" action="${form.action}" novalidate${attributes({ id: look.id, class: look.class })}>
${Object.entries(form.hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${body}
</form>`;
}
