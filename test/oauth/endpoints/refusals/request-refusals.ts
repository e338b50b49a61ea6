import { updateApplication, updateServicePrincipal } from '../../../../src/directory/index.ts';
import { asDaemon, daemon, nobody, raw, type TokenRefusal } from './token-request.ts';

/** The request itself: form, tenant, grant and client, in the order in which they are judged (sts reference 4.1). */
export const requestRefusals: readonly TokenRefusal[] = [
  { name: 'GET', code: 900561, error: 'invalid_request', ask: (stage) => raw(stage, { method: 'GET' }) },
  { name: 'DELETE', code: 900561, error: 'invalid_request', ask: (stage) => raw(stage, { method: 'DELETE' }) },
  {
    name: 'JSON in place of a form',
    code: 9002313,
    error: 'invalid_request',
    ask: (stage) => raw(stage, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  },
  {
    name: 'an escape that is none',
    code: 9002313,
    error: 'invalid_request',
    ask: (stage) =>
      raw(stage, { method: 'POST', body: 'a=%zz', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  },
  {
    name: 'a parameter twice (RFC 6749 §3.2)',
    code: 90023,
    error: 'invalid_request',
    ask: (stage) =>
      raw(stage, {
        method: 'POST',
        body: new URLSearchParams([
          ['scope', 'a'],
          ['scope', 'b'],
        ]),
      }),
  },
  {
    name: 'a tenant that is neither id nor domain',
    code: 900023,
    error: 'invalid_request',
    ask: asDaemon({}, {}, 'x_y'),
  },
  { name: 'an unknown tenant id', code: 90002, error: 'invalid_request', ask: asDaemon({}, {}, nobody) },
  { name: 'an unknown domain', code: 90002, error: 'invalid_request', ask: asDaemon({}, {}, 'nowhere.test') },
  {
    name: 'an application of organizations among personal accounts',
    code: 9002332,
    error: 'invalid_request',
    ask: asDaemon({}, {}, 'consumers'),
  },
  { name: 'no grant_type', code: 900144, error: 'invalid_request', ask: asDaemon({ grant_type: undefined }) },
  {
    name: 'an unknown grant',
    code: 70003,
    error: 'unsupported_grant_type',
    ask: asDaemon({ grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }),
  },
  {
    name: 'a grant every object has',
    code: 70003,
    error: 'unsupported_grant_type',
    ask: asDaemon({ grant_type: 'toString' }),
  },
  { name: 'no client_id', code: 900144, error: 'invalid_request', ask: asDaemon({ client_id: undefined }) },
  {
    name: 'a client_id that is no GUID',
    code: 700016,
    error: 'unauthorized_client',
    ask: asDaemon({ client_id: 'shop' }),
  },
  {
    name: 'a client_id of zeros',
    code: 700038,
    error: 'unauthorized_client',
    ask: asDaemon({ client_id: '00000000-0000-0000-0000-000000000000' }),
  },
  { name: 'an unknown client', code: 700016, error: 'unauthorized_client', ask: asDaemon({ client_id: nobody }) },
  {
    name: 'an unknown client on a shared authority',
    code: 700016,
    error: 'unauthorized_client',
    ask: (stage) => stage.token(stage.redemption('no-code', { client_id: nobody }), {}, 'common'),
  },
  {
    name: 'a single-tenant client in another tenant',
    code: 700016,
    error: 'unauthorized_client',
    async ask(stage) {
      const { tenant } = await stage.platform.createTenant({ domain: 'elsewhere.test' });
      return stage.token(daemon(stage), {}, tenant.id);
    },
  },
  {
    name: 'a disabled service principal, at once',
    code: 7000112,
    error: 'unauthorized_client',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be disabled' });
      const proof = { client_id: app.appId, client_secret: app.clientSecret };
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return stage.token(daemon(stage, proof));
    },
  },
  {
    name: 'a disabled application object, at once',
    code: 7000112,
    error: 'unauthorized_client',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be disabled altogether' });
      await updateApplication(stage.commands(), app.id, { isDisabled: true });
      return stage.token(daemon(stage, { client_id: app.appId, client_secret: app.clientSecret }));
    },
  },
];
