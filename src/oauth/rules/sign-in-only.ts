import { MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import type { AppId } from '../../kernel/index.ts';
import type { Dialect } from '../dialect.ts';

/**
 * Whether a token may be issued though no scope of the API is granted, because it says who signed in and no more. The OpenID scopes are
 * Graph's own: with them, its token is good for UserInfo. And in version 1 a client may ask for a token for itself.
 * @param openid OpenID scopes asked for
 * @spec sts reference 4.9, 4.10
 */
export function isSignInOnly(dialect: Dialect, client: AppId, resource: AppId, openid: readonly string[]): boolean {
  return openid.length > 0 && (resource === MICROSOFT_GRAPH_APP_ID || (dialect === 1 && resource === client));
}
