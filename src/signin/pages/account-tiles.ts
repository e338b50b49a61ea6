import { renderWho } from './account-parts.ts';
import { icons } from './artwork.ts';
import { fieldNames } from './field-names.ts';
import { attributes, type Html, html } from './html.ts';
import { texts } from './texts.ts';
import type { Account } from './views.ts';

/** One account of this browser. */
export interface KnownAccount extends Account {
  /** What the tile posts: an opaque reference, never shown. */
  readonly value: string;
  readonly isSignedIn: boolean;
  /** The organization it belongs to, where accounts of several are shown. */
  readonly organization?: string;
}

/**
 * Renders the accounts as submit buttons. The first has the id that browser helpers press; all carry the user name in
 * `data-test-id`, by which helpers find one of several.
 */
export function renderAccountTiles(accounts: readonly KnownAccount[], further?: Html): Html {
  const tiles = accounts.map((account, index) => {
    const state = account.isSignedIn ? texts.picker.signedIn : texts.picker.signedOut;
    const organization =
      account.organization !== undefined && html`<bdi class="who-user">${account.organization}</bdi>`;
    const note = html`${organization}<span class="${account.isSignedIn ? 'state on' : 'state'}">${state}</span>`;
    return html`<li><button type="submit" class="tile" name="${fieldNames.account}" value="${account.value}" data-test-id="${account.username}"${attributes({ id: index === 0 ? 'aadTile' : `aadTile-${index + 1}` })}>${renderWho(account, note)}<span class="flip">${icons.forward}</span></button></li>`;
  });
  return html`<ul class="tiles">${tiles}${further !== undefined && html`<li>${further}</li>`}</ul>`;
}
