import { type Html, html } from './html.ts';
import { renderPostForm } from './post-form.ts';
import { texts } from './texts.ts';
import type { Account, AppSummary, PostForm } from './views.ts';

/** @returns up to two capital letters that stand for a name: first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const first = words[0] ?? name.trim();
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map((word) => ([...(word ?? '')][0] ?? '').toUpperCase()).join('');
}

/** Lets a long user name break before its domain rather than anywhere. The text stays what it was. */
export function breakable(username: string): Html {
  const at = username.lastIndexOf('@');
  return at < 1 ? html`${username}` : html`${username.slice(0, at)}<wbr>${username.slice(at)}`;
}

/** Renders a person: initials, name, user name. */
export function renderWho(account: Account, further?: Html): Html {
  const isNamed = account.displayName !== undefined && account.displayName !== account.username;
  const initials = initialsOf(account.displayName ?? account.username.split('@')[0] ?? '');
  return html`<span class="initials" aria-hidden="true">${initials}</span>
<span class="who-text">${isNamed && html`<bdi class="who-name">${account.displayName}</bdi>`}<bdi class="${isNamed ? 'who-user' : 'who-name'}">${breakable(account.username)}</bdi>${further}</span>`;
}

/**
 * Renders the bar that says in whose name the page speaks, with the way to be somebody else where there is one. That button
 * has a form of its own, so that Enter in the page's main form never presses it.
 */
export function renderAccountBar(account: Account, switchAccount?: PostForm): Html {
  return html`<div class="account-bar">
<p class="who"><span class="unseen">${texts.frame.signedInAs}</span>${renderWho(account)}</p>
${
  switchAccount !== undefined &&
  renderPostForm(
    switchAccount,
    html`<button type="submit" class="link-button" id="idBtn_Back">${texts.password.back}<span class="unseen">${texts.password.backMeaning}</span></button>`,
  )
}
</div>`;
}

/** Renders the sentence that names the application, under a heading. */
export function renderPurpose(app: AppSummary | undefined): Html | undefined {
  return app === undefined ? undefined : html`<p class="lead">${texts.frame.toContinue(app.displayName)}</p>`;
}

/** Renders the other ways on from a page, under its form; at the end of them, out without an answer. */
export function renderWays(
  cancel: PostForm | undefined,
  app: AppSummary | undefined,
  further?: Html,
): Html | undefined {
  if (cancel === undefined && further === undefined) return undefined;
  const label = app === undefined ? texts.frame.cancel : texts.frame.cancelTo(app.displayName);
  return html`<div class="ways">${further}
${cancel !== undefined && renderPostForm(cancel, html`<button type="submit" class="link-button">${label}</button>`)}
</div>`;
}
