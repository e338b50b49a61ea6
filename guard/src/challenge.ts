import type { GuardRefusal } from './refusal.ts';

/** An answer as plain data; each adapter writes it in its framework's way. */
export interface RenderedRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the challenge tells besides the error. */
export interface ChallengeFacts {
  /** Where a client finds the authorization server. @spec Entra claims challenge: `authorization_uri` */
  readonly authorizationUri: string;
  /** @spec RFC 9728 §5.1 */
  readonly resourceMetadata: string | undefined;
}

const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7e]/g, '?')}"`;

/** A missing role is no matter of the token asked for: a challenge would send the client round in circles. */
const challenged = (refusal: GuardRefusal): boolean =>
  refusal.status === 400 || refusal.status === 401 || refusal.error === 'insufficient_scope';

/**
 * Renders a refusal: status, `WWW-Authenticate` and a small JSON body.
 * @spec RFC 6750 §3 (the challenge), §3.1 (no error code where no credentials were sent)
 */
export function renderRefusal(refusal: GuardRefusal, facts: ChallengeFacts): RenderedRefusal {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (challenged(refusal)) {
    const parameters = ['realm=""', `authorization_uri=${quoted(facts.authorizationUri)}`];
    if (facts.resourceMetadata !== undefined) parameters.push(`resource_metadata=${quoted(facts.resourceMetadata)}`);
    if (refusal.code !== 'no_credentials') {
      parameters.push(`error=${quoted(refusal.error)}`, `error_description=${quoted(refusal.message)}`);
    }
    if (refusal.scopes.length > 0) parameters.push(`scope=${quoted(refusal.scopes.join(' '))}`);
    headers['www-authenticate'] = `Bearer ${parameters.join(', ')}`;
  }
  if (refusal.status === 503) headers['retry-after'] = '5';
  return {
    status: refusal.status,
    headers,
    body: JSON.stringify({ error: refusal.error, error_description: refusal.message }),
  };
}
