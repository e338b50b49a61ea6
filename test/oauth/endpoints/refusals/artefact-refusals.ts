import { revokeSignInSessions } from '../../../../src/directory/index.ts';
import { pkce, redirectUris, type Stage, spaOrigin, type TokenAnswer } from '../../../interop/stage.ts';
import {
  daemon,
  day,
  inSpa,
  redeem,
  refresh,
  spaRefreshToken,
  type TokenRefusal,
  webRefreshToken,
  withPkce,
} from './token-request.ts';

/** What is presented (sts reference 4.2, 4.3). */
export const artefactRefusals: readonly TokenRefusal[] = [
  { name: 'no code', code: 900144, error: 'invalid_request', ask: redeem({ code: undefined }) },
  { name: 'a code nobody issued', code: 70000, error: 'invalid_grant', ask: redeem({ code: 'made-up' }) },
  {
    name: 'a code of another client',
    code: 70000,
    error: 'invalid_grant',
    ask: (stage) => redeem({ client_id: stage.api.appId, client_secret: stage.api.clientSecret })(stage),
  },
  { name: 'a code of another authority', code: 700005, error: 'invalid_grant', ask: codeOfAnotherAuthority },
  { name: 'no redirect_uri', code: 900144, error: 'invalid_request', ask: redeem({ redirect_uri: undefined }) },
  {
    name: 'another redirect_uri',
    code: 500112,
    error: 'invalid_client',
    status: 401,
    ask: redeem({ redirect_uri: `${redirectUris.web}/` }),
  },
  { name: 'no verifier', code: 50148, error: 'invalid_grant', ask: redeem({}, withPkce) },
  {
    name: 'a wrong verifier',
    code: 501481,
    error: 'invalid_grant',
    ask: redeem({ code_verifier: 'x'.repeat(50) }, withPkce),
  },
  {
    name: 'a verifier nobody asked for (RFC 9700 §4.8.2)',
    code: 501481,
    error: 'invalid_grant',
    ask: redeem({ code_verifier: pkce.verifier }),
  },
  {
    name: 'a single-page app without a challenge',
    code: 9002325,
    error: 'invalid_request',
    async ask(stage) {
      await stage.consent(stage.spa.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada, inSpa(stage));
      return stage.token({ grant_type: 'authorization_code', ...inSpa(stage), code }, { origin: spaOrigin });
    },
  },
  {
    name: 'a code a second time',
    code: 54005,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.ada));
      await stage.token(redemption);
      return stage.token(redemption);
    },
  },
  {
    name: 'a code after ten minutes',
    code: 70008,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada);
      stage.platform.clock.advance(10 * 60 * 1000);
      return stage.token(stage.redemption(code));
    },
  },
  {
    name: 'no refresh token',
    code: 900144,
    error: 'invalid_request',
    ask: (stage) => stage.token(daemon(stage, { grant_type: 'refresh_token' })),
  },
  {
    name: 'a refresh token nobody issued',
    code: 70000,
    error: 'invalid_grant',
    ask: (stage) => refresh(stage, '1.made-up'),
  },
  {
    name: 'a refresh token after 90 idle days',
    code: 700082,
    error: 'invalid_grant',
    async ask(stage) {
      const token = await webRefreshToken(stage);
      stage.platform.clock.advance(90 * day);
      return refresh(stage, token);
    },
  },
  {
    name: 'a single-page app’s refresh token after a day',
    code: 700084,
    error: 'invalid_grant',
    async ask(stage) {
      const token = await spaRefreshToken(stage);
      stage.platform.clock.advance(day);
      return stage.token(
        { grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token },
        { origin: spaOrigin },
      );
    },
  },
  {
    name: 'a refresh token of a person whose sign-ins were revoked',
    code: 50173,
    error: 'invalid_grant',
    async ask(stage) {
      const token = await webRefreshToken(stage);
      stage.platform.clock.advance(1);
      await revokeSignInSessions(stage.commands(), stage.ada.id);
      stage.platform.clock.advance(1);
      return refresh(stage, token);
    },
  },
  { name: 'a claims parameter that is no JSON', code: 90023, error: 'invalid_request', ask: redeem({ claims: '{' }) },
];

async function codeOfAnotherAuthority(stage: Stage): Promise<TokenAnswer> {
  const app = await stage.platform.createApp({
    displayName: 'For many tenants',
    signInAudience: 'AzureADMultipleOrgs',
    web: { redirectUris: [redirectUris.web] },
  });
  await stage.consent(app.appId, stage.ada, stage.api.appId, 'Orders.Read');
  const code = await stage.code(stage.ada, { client_id: app.appId }, 'common');
  return stage.token(stage.redemption(code, { client_id: app.appId, client_secret: app.clientSecret }));
}
