import type { Redacted } from '../../kernel/index.ts';
import type { RemoteTenant } from '../connection.ts';
import type { Transport } from '../transport/transport.ts';
import { readTokenAnswer, type TokenAnswer } from './token-answer.ts';

/** An application that can prove itself. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: Redacted;
}

/** What is redeemed for the tokens of a person. */
export interface CodeRedemption {
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: Redacted | undefined;
  readonly code: Redacted;
  readonly redirectUri: string;
  readonly codeVerifier: Redacted;
  /** Space-separated. */
  readonly scope: string;
}

/** The token endpoint of a tenant, as a client sees it. Each call throws `TokenRefusal` and what the transport throws. */
export interface TokenClient {
  /** @param scope one `{resource}/.default` @spec RFC 6749 §4.4; sts reference 4.4 */
  requestForApplication(client: ClientCredentials, scope: string): Promise<TokenAnswer>;
  /** @spec RFC 6749 §4.1.3, RFC 7636 §4.5 */
  redeemCode(redemption: CodeRedemption): Promise<TokenAnswer>;
}

/** @returns the token endpoint of that tenant */
export function createTokenClient(tenant: RemoteTenant, transport: Transport): TokenClient {
  const address = `${tenant.authority}/${tenant.tenant}/oauth2/v2.0/token`;
  const post = async (form: Readonly<Record<string, string>>): Promise<TokenAnswer> => {
    const answer = await transport.send({
      method: 'POST',
      url: address,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    return readTokenAnswer(answer, address);
  };
  return {
    requestForApplication: (client, scope) =>
      post({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret.reveal(),
        scope,
      }),
    redeemCode: (redemption) =>
      post({
        grant_type: 'authorization_code',
        client_id: redemption.clientId,
        ...(redemption.clientSecret === undefined ? {} : { client_secret: redemption.clientSecret.reveal() }),
        code: redemption.code.reveal(),
        redirect_uri: redemption.redirectUri,
        code_verifier: redemption.codeVerifier.reveal(),
        scope: redemption.scope,
      }),
  };
}
