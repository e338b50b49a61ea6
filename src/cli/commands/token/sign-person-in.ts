import { systemEntropy } from '../../../kernel/index.ts';
import { environmentVariable } from '../../../platform/index.ts';
import { beginSignIn, readSignInAnswer, type TokenAnswer } from '../../../remote/index.ts';
import type { TenantConnection } from '../../connect-tenant.ts';
import type { Terminal } from '../../output/terminal.ts';
import { type LoopbackListener, listenOnLoopback } from './loopback-listener.ts';
import { openBrowser } from './open-browser.ts';

/** A public client that is in every tenant from its first day. */
const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** What a person signs in for. */
export interface SignInOfPerson {
  readonly scope: string;
  readonly clientId: string | undefined;
}

/**
 * Signs a person in with the browser of this machine: authorization code with PKCE over a loopback address.
 * @param wish without a client it is the Azure CLI
 * @throws TokenRefusal; RemoteFault `SignInFailed` when nobody comes back in time
 * @spec RFC 8252 §7.3
 */
export async function signPersonIn(
  notes: Terminal,
  connection: TenantConnection,
  wish: SignInOfPerson,
): Promise<TokenAnswer> {
  const listener = await listenOnLoopback();
  try {
    return await signInAt(listener, notes, connection, wish);
  } finally {
    await listener.close();
  }
}

async function signInAt(
  { redirectUri, receive }: LoopbackListener,
  notes: Terminal,
  { tenant, tokens, settings }: TenantConnection,
  wish: SignInOfPerson,
): Promise<TokenAnswer> {
  const clientId = wish.clientId ?? AZURE_CLI;
  const request = beginSignIn(tenant, { clientId, redirectUri, scope: wish.scope }, systemEntropy);
  notes.line('Sign in with your browser:');
  notes.line(`  ${notes.paint.accent(request.url)}`);
  // A browser at the other end of a remote shell could not come back to this machine by itself.
  if (notes.isInteractive && !environmentVariable('SSH_CONNECTION')) openBrowser(request.url);
  const code = await receive((query) => readSignInAnswer(request, query));
  // The credentials of the environment are another application's, unless it was named.
  const clientSecret = settings.client?.id === clientId ? settings.client.secret : undefined;
  return tokens.redeemCode({
    clientId,
    clientSecret,
    code,
    redirectUri,
    codeVerifier: request.codeVerifier,
    scope: wish.scope,
  });
}
