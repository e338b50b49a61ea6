import { createHash } from 'node:crypto';
import { isLoopback, schemeOf } from './safe-url.ts';

/** What one page needs beyond a style sheet and pictures of its own. */
export interface CspNeeds {
  /** The inline style sheet, exactly as it stands between the tags. */
  readonly style: string;
  /** The one inline script, exactly as it stands between the tags. */
  readonly script?: string;
  /** Where the forms of the page may lead. */
  readonly forms: FormTargets;
  /** Addresses the page loads in frames (front-channel logout). Only their origins enter the policy. */
  readonly frames?: readonly string[];
  /** Whether another site may show this page in a frame. Only for pages with nothing to click. */
  readonly isFramable?: boolean;
}

/**
 * `none`: the page has no form. `own`: its forms stay on this server. `redirect`: they may end at an application's redirect
 * URI. `any`: the form belongs to the application.
 */
export type FormTargets = 'none' | 'own' | 'any' | { readonly redirectUri: string };

/** @returns the CSP source expression that admits exactly this inline text. @spec CSP Level 3 §2.3.1 */
function hashSource(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline, 'utf8').digest('base64')}'`;
}

/**
 * Writes the Content-Security-Policy of a page. Never contains `upgrade-insecure-requests`: native applications listen on
 * plain http at a loopback address (RFC 8252 §7.3).
 */
export function contentSecurityPolicy(needs: CspNeeds): string {
  const frames = [...new Set((needs.frames ?? []).map((address) => new URL(address).origin))];
  return [
    "default-src 'none'",
    `style-src ${hashSource(needs.style)}`,
    needs.script !== undefined && `script-src ${hashSource(needs.script)}`,
    "img-src 'self' data:",
    frames.length > 0 && `frame-src ${frames.join(' ')}`,
    formAction(needs.forms),
    needs.isFramable !== true && "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
    .filter((directive) => directive !== false)
    .join('; ');
}

/**
 * Chromium and WebKit hold `form-action` against every redirect that follows a submission, also against those the
 * application makes after it got its answer (an API's callback that sends the person on to its front end, a proxy that
 * returns to the host first asked for). Naming the redirect URI's origin alone would therefore break sign-ins that are
 * right, so the web at large is admitted, plain http only at loopback, and other schemes only if this redirect URI has it.
 */
function formAction(forms: FormTargets): string | false {
  if (forms === 'any') return false;
  if (forms === 'none') return "form-action 'none'";
  if (forms === 'own') return "form-action 'self'";
  return `form-action 'self' https: http://localhost:* http://127.0.0.1:*${extraSource(forms.redirectUri)}`;
}

function extraSource(redirectUri: string): string {
  const url = URL.parse(redirectUri);
  const scheme = schemeOf(redirectUri);
  if (url === null || scheme === undefined || scheme === 'https') return '';
  if (scheme !== 'http') return ` ${scheme}:`;
  // A source expression can hold no IPv6 literal: the whole scheme is the only way to admit http://[::1].
  return isLoopback(url) && url.hostname !== '[::1]' ? '' : ' http:';
}
