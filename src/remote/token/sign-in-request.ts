import { createHash, timingSafeEqual } from 'node:crypto';
import { type Entropy, Redacted } from '../../kernel/index.ts';
import type { RemoteTenant } from '../connection.ts';
import { RemoteFault } from '../fault.ts';
import { redirectRefusal } from './token-answer.ts';

/** A person's sign-in under way. */
export interface SignInRequest {
  /** Where to send the browser. */
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly codeVerifier: Redacted;
}

/** Whom to ask for what. */
export interface SignInWish {
  readonly clientId: string;
  readonly redirectUri: string;
  /** Space-separated. */
  readonly scope: string;
}

/**
 * Begins an authorization code flow with PKCE.
 * @spec RFC 6749 §4.1.1, RFC 7636 §4.1–4.3 (S256)
 */
export function beginSignIn(tenant: RemoteTenant, wish: SignInWish, entropy: Entropy): SignInRequest {
  const codeVerifier = entropy.bytes(32).toString('base64url');
  const state = entropy.bytes(16).toString('base64url');
  const url = new URL(`${tenant.authority}/${tenant.tenant}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: wish.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: wish.redirectUri,
    scope: wish.scope,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return { url: url.href, redirectUri: wish.redirectUri, state, codeVerifier: new Redacted(codeVerifier) };
}

/**
 * Reads what the browser brought back.
 * @param query the query of the address it was sent to
 * @returns the authorization code
 * @throws TokenRefusal when the token service refused; RemoteFault `SignInFailed` when it is the answer to another request
 * @spec RFC 6749 §4.1.2, §10.12
 */
export function readSignInAnswer(request: SignInRequest, query: URLSearchParams): Redacted {
  const state = query.getAll('state');
  if (state.length !== 1 || !isSame(state[0] ?? '', request.state)) {
    throw new RemoteFault('SignInFailed', 'The browser brought the answer to another sign-in: start again.');
  }
  if (query.has('error')) throw redirectRefusal(Object.fromEntries(query));
  const code = query.get('code');
  if (code === null || code === '') {
    throw new RemoteFault('SignInFailed', 'The browser came back without a code: start again.');
  }
  return new Redacted(code);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
