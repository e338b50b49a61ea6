import { updateServicePrincipal } from '../../../../src/directory/index.ts';
import { redirectUris } from '../../../interop/stage.ts';
import { type AuthorizeRefusal, nobody, open, openQuery } from './authorize-request.ts';

/** Before the redirect URI is known to be the client's: never a redirect (RFC 9700 §4.11, sts reference 2.2 steps 1–5). */
export const unredirectedRefusals: readonly AuthorizeRefusal[] = [
  { name: 'a tenant that is neither id nor domain', code: 900023, told: 'page', ask: open({}, 'x_y') },
  { name: 'an unknown tenant', code: 90002, told: 'page', ask: open({}, 'nowhere.test') },
  { name: 'no client_id', code: 900144, told: 'page', ask: open({ client_id: undefined }) },
  {
    name: 'a client_id of zeros',
    code: 700038,
    told: 'page',
    ask: open({ client_id: '00000000-0000-0000-0000-000000000000' }),
  },
  { name: 'an unknown client', code: 700016, told: 'page', ask: open({ client_id: nobody }) },
  { name: 'a single-tenant client on a shared authority', code: 50194, told: 'page', ask: open({}, 'common') },
  {
    name: 'a single-tenant client in another tenant',
    code: 700016,
    told: 'page',
    async ask(stage) {
      const { tenant } = await stage.platform.createTenant({ domain: 'foreign.test' });
      return open({}, tenant.id)(stage);
    },
  },
  {
    name: 'a disabled service principal',
    code: 7000112,
    told: 'page',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Off', web: { redirectUris: [redirectUris.web] } });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return open({ client_id: app.appId })(stage);
    },
  },
  {
    name: 'a client without redirect URIs',
    code: 500113,
    told: 'page',
    ask: (stage) => open({ client_id: stage.api.appId })(stage),
  },
  { name: 'no redirect_uri (OIDC Core §3.1.2.1)', code: 900971, told: 'page', ask: open({ redirect_uri: undefined }) },
  {
    name: 'no redirect_uri though several are registered',
    code: 900971,
    told: 'page',
    async ask(stage) {
      const web = { redirectUris: [redirectUris.web, `${redirectUris.web}/2`] };
      const { appId } = await stage.platform.createApp({ displayName: 'Two ways back', web });
      return open({ client_id: appId, redirect_uri: undefined, scope: 'User.Read' })(stage);
    },
  },
  {
    name: 'a query that is too long',
    code: 90015,
    told: 'page',
    ask: openQuery((query) => `${query}&x=${'y'.repeat(17_000)}`),
  },
  { name: 'a relative redirect_uri', code: 90102, told: 'page', ask: open({ redirect_uri: '/signin-oidc' }) },
  {
    name: 'a redirect_uri nobody registered',
    code: 50011,
    told: 'page',
    ask: open({ redirect_uri: 'https://evil.example/' }),
  },
  {
    name: 'one that starts like a registered one',
    code: 50011,
    told: 'page',
    ask: open({ redirect_uri: `${redirectUris.web}.evil.example` }),
  },
  {
    name: 'one that hides another host',
    code: 50011,
    told: 'page',
    ask: open({ redirect_uri: 'https://web.example@evil.example/signin-oidc' }),
  },
  { name: 'script for a redirect_uri', code: 50011, told: 'page', ask: open({ redirect_uri: 'javascript:alert(1)' }) },
  { name: 'a client_id twice', code: 90023, told: 'page', ask: openQuery((query) => `${query}&client_id=${nobody}`) },
  {
    name: 'a redirect_uri twice',
    code: 90023,
    told: 'page',
    ask: openQuery((query) => `${query}&redirect_uri=https://evil.example/`),
  },
  { name: 'an escape that is none', code: 9002313, told: 'page', ask: openQuery((query) => `${query}&x=%zz`) },
];
