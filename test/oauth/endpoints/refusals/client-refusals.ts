import { addApplicationPassword, addServicePrincipalPassword } from '../../../../src/directory/index.ts';
import { redirectUris } from '../../../interop/stage.ts';
import { asDaemon, basic, daemon, redeem, spaRefreshToken, type TokenRefusal } from './token-request.ts';

/** Client authentication (sts reference 3.3, 6.1). */
export const clientRefusals: readonly TokenRefusal[] = [
  {
    name: 'a single-tenant client on a shared authority',
    code: 50194,
    error: 'invalid_request',
    ask: (stage) => stage.token(stage.redemption('no-code'), {}, 'organizations'),
  },
  {
    name: 'a wrong secret',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: asDaemon({ client_secret: 'wrong' }),
  },
  {
    name: 'the id of a secret in place of its value',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const app = await stage.platform.foundation.storage.stores.applications.get(
        stage.platform.tenant.id,
        stage.web.id,
      );
      return stage.token(daemon(stage, { client_secret: app?.passwordCredentials[0]?.keyId }));
    },
  },
  {
    name: 'the id of a secret of the service principal in place of its value',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const { credential } = await addServicePrincipalPassword(stage.commands(), stage.web.servicePrincipalId);
      return stage.token(daemon(stage, { client_secret: credential.keyId }));
    },
  },
  {
    name: 'a secret with a blank behind it: values are taken literally',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: (stage) => stage.token(daemon(stage, { client_secret: `${stage.web.clientSecret} ` })),
  },
  {
    name: 'a secret beyond its end',
    code: 7000222,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const { clock } = stage.platform;
      const endDateTime = new Date(clock.now() + 1000).toISOString();
      const { secret } = await addApplicationPassword(stage.commands(), stage.web.id, { endDateTime });
      clock.advance(1000);
      return stage.token(daemon(stage, { client_secret: secret.reveal() }));
    },
  },
  {
    name: 'a secret by HTTP Basic that is wrong',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: (stage) => asDaemon({ client_secret: undefined }, basic(stage.web.appId, 'wrong'))(stage),
  },
  {
    name: 'a Basic header without a colon (RFC 7617 §2)',
    code: 9002313,
    error: 'invalid_request',
    ask: asDaemon(
      { client_secret: undefined },
      { authorization: `Basic ${Buffer.from('no colon').toString('base64')}` },
    ),
  },
  {
    name: 'a Basic header that is none',
    code: 9002313,
    error: 'invalid_request',
    ask: asDaemon({ client_secret: undefined }, { authorization: 'Basic !!!' }),
  },
  {
    name: 'two ways of authentication at once (RFC 6749 §2.3)',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) => asDaemon({}, basic(stage.web.appId, stage.web.clientSecret))(stage),
  },
  {
    name: 'a Basic header of another client than the body names',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) => asDaemon({ client_secret: undefined }, basic(stage.api.appId, stage.api.clientSecret))(stage),
  },
  {
    name: 'a daemon without a credential',
    code: 7000216,
    error: 'invalid_client',
    status: 401,
    ask: asDaemon({ client_secret: undefined }),
  },
  {
    name: 'a web client without a credential',
    code: 7000218,
    error: 'invalid_client',
    status: 401,
    ask: redeem({ client_secret: undefined }),
  },
  {
    name: 'a native client with a credential',
    code: 700025,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const client = { client_id: stage.native.appId, redirect_uri: redirectUris.native };
      await stage.consent(stage.native.appId, stage.ada, stage.api.appId, 'Orders.Read');
      const code = await stage.code(stage.ada, client);
      return stage.token(stage.redemption(code, { ...client, client_secret: 'whatever' }));
    },
  },
  {
    name: 'a web client from a browser',
    code: 9002326,
    error: 'invalid_request',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      return stage.token(stage.redemption(await stage.code(stage.ada)), { origin: 'https://web.example' });
    },
  },
  {
    name: 'a daemon in a browser',
    code: 9002326,
    error: 'invalid_request',
    ask: asDaemon({}, { origin: 'https://web.example' }),
  },
  {
    name: 'a single-page app outside a browser',
    code: 9002327,
    error: 'invalid_request',
    async ask(stage) {
      const token = await spaRefreshToken(stage);
      return stage.token({ grant_type: 'refresh_token', client_id: stage.spa.appId, refresh_token: token });
    },
  },
];
