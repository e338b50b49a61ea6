import { type CspNeeds, contentSecurityPolicy } from './csp.ts';
import type { Html } from './html.ts';

/** A finished page: what the HTTP face sends as it stands. Header names are in lower case. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/**
 * Puts the headers to a document.
 * @param status HTTP status
 * @param document the whole document, from the doctype on
 * @param needs what the document's policy must admit
 */
export function makePage(status: number, document: Html, needs: CspNeeds): Page {
  return { status, headers: pageHeaders(needs), html: document.toString() };
}

/**
 * The headers every page is sent with. There is no Cross-Origin-Opener-Policy: clients that sign in through a popup watch
 * their window from outside. `strict-origin` and not `no-referrer`, because under the latter browsers send `Origin: null`
 * with our own forms, and the check of that header is part of the defence against forged posts.
 */
function pageHeaders(needs: CspNeeds): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(needs),
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'referrer-policy': 'strict-origin',
    'x-content-type-options': 'nosniff',
    ...(needs.isFramable === true ? {} : { 'x-frame-options': 'DENY' }),
  };
}
