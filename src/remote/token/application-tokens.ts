import type { Clock, Redacted } from '../../kernel/index.ts';
import type { ClientCredentials, TokenClient } from './token-client.ts';

/** A token is renewed this long before it ends, so that no request arrives with one that just ended. */
const EARLY_MILLISECONDS = 60_000;

/**
 * Keeps one access token of an application for as long as it is good.
 * @returns a function that gives the present token
 */
export function keepApplicationToken(
  tokens: TokenClient,
  client: ClientCredentials,
  scope: string,
  clock: Clock,
): () => Promise<Redacted> {
  let kept: { readonly token: Redacted; readonly until: number } | undefined;
  return async () => {
    if (kept === undefined || kept.until <= clock.now()) {
      const answer = await tokens.requestForApplication(client, scope);
      const until = clock.now() + answer.expiresInSeconds * 1000 - EARLY_MILLISECONDS;
      kept = { token: answer.accessToken, until };
    }
    return kept.token;
  };
}
