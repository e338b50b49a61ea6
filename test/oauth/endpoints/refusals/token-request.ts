import { pkce, redirectUris, type Stage, spaOrigin, type TokenAnswer } from '../../../interop/stage.ts';

/** One way to be refused by the token endpoint, and how Entra says it. */
export interface TokenRefusal {
  readonly name: string;
  readonly code: number;
  readonly error: string;
  /** Default: 400. */
  readonly status?: number;
  readonly ask: (stage: Stage) => Promise<TokenAnswer>;
}

export const day = 24 * 60 * 60 * 1000;
export const nobody = '99999999-0000-4000-8000-000000000009';
export type Fields = Readonly<Record<string, string | undefined>>;

export const daemon = (stage: Stage, more: Fields = {}): Fields => ({
  grant_type: 'client_credentials',
  client_id: stage.web.appId,
  client_secret: stage.web.clientSecret,
  scope: `${stage.api.uri}/.default`,
  ...more,
});

/** Redeems a fresh code with something changed. */
export const redeem =
  (more: Fields = {}, authorize: Fields = {}) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    return stage.token(stage.redemption(await stage.code(stage.ada, authorize), more));
  };

export const asDaemon =
  (more: Fields = {}, headers: Readonly<Record<string, string>> = {}, segment?: string) =>
  (stage: Stage): Promise<TokenAnswer> =>
    stage.token(daemon(stage, more), headers, segment);

export const inSpa = (stage: Stage): Fields => ({ client_id: stage.spa.appId, redirect_uri: redirectUris.spa });
export const withPkce = { code_challenge: pkce.challenge, code_challenge_method: 'S256' };

export async function spaRefreshToken(stage: Stage): Promise<string> {
  await stage.consent(stage.spa.appId, stage.ada, stage.api.appId, 'Orders.Read');
  const code = await stage.code(stage.ada, { ...inSpa(stage), ...withPkce });
  const { body } = await stage.token(
    { grant_type: 'authorization_code', ...inSpa(stage), code, code_verifier: pkce.verifier },
    { origin: spaOrigin },
  );
  return String(body.refresh_token);
}

export async function webRefreshToken(stage: Stage): Promise<string> {
  return String((await redeem()(stage)).body.refresh_token);
}

export const refresh = (stage: Stage, token: string): Promise<TokenAnswer> =>
  stage.token({
    grant_type: 'refresh_token',
    client_id: stage.web.appId,
    client_secret: stage.web.clientSecret,
    refresh_token: token,
  });

export const basic = (id: string, secret: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** Asks with a method or body of its own. */
export async function raw(
  { platform }: Stage,
  init: RequestInit,
  path = 'oauth2/v2.0/token',
  segment: string = platform.tenant.id,
): Promise<TokenAnswer> {
  const response = await platform.fetch(`${platform.baseUrl}/${segment}/${path}`, init);
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] };
}
