import { updateApplication, updateServicePrincipal, updateUser } from '../../../src/directory/index.ts';
import { type Answers, type Arrival, Person } from '../../interop/person.ts';
import { pkce, redirectUris, type Stage } from '../../interop/stage.ts';

/** One way for an authorize request to fail, and where it is told. */
export interface AuthorizeRefusal {
  readonly name: string;
  readonly code: number;
  /**
   * `page`: our error page. `redirect`: the client, with this `error`. `form`: beside the field in which the person erred.
   */
  readonly told: 'page' | 'form' | { readonly redirect: string };
  readonly ask: (stage: Stage) => Promise<Arrival>;
}

type Fields = Readonly<Record<string, string | undefined>>;
const nobody = '99999999-0000-4000-8000-000000000009';

/** Opens an authorize request in a new browser. */
const open =
  (parameters: Fields = {}, segment?: string) =>
  (stage: Stage): Promise<Arrival> =>
    new Person(stage.platform).visit(stage.authorizeUrl(parameters, segment));

/** Opens one with the query as it stands. */
const openQuery =
  (change: (query: string, stage: Stage) => string) =>
  (stage: Stage): Promise<Arrival> => {
    const url = stage.authorizeUrl();
    url.search = change(url.search, stage);
    return new Person(stage.platform).visit(url);
  };

/** Signs Ada in, then opens a request in the same browser. */
const openAsAda =
  (parameters: Fields) =>
  async (stage: Stage): Promise<Arrival> => {
    const person = new Person(stage.platform);
    await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
    await stage.arrive(person, stage.ada);
    return person.visit(stage.authorizeUrl(parameters));
  };

/** Signs Ada in on the way of a request. */
const arriveAsAda =
  (parameters: Fields, answers?: Answers) =>
  (stage: Stage): Promise<Arrival> =>
    stage.arrive(new Person(stage.platform), stage.ada, parameters, answers);

const appWith = async (stage: Stage, displayName: string, more: object = {}): Promise<Fields> => {
  const web = { redirectUris: [redirectUris.web] };
  const { appId } = await stage.platform.createApp({ displayName, web, ...more });
  return { client_id: appId };
};

/** Before the redirect URI is known to be the client's: never a redirect (RFC 9700 §4.11, sts reference 2.2 steps 1–5). */
const beforeRedirect: readonly AuthorizeRefusal[] = [
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
  { name: 'no redirect_uri', code: 900971, told: 'page', ask: open({ redirect_uri: undefined }) },
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

const redirect = (error: string) => ({ redirect: error });

/** Once it is: to the client (RFC 6749 §4.1.2.1, sts reference 2.2 steps 6–12). */
const malformed: readonly AuthorizeRefusal[] = [
  {
    name: 'no response_type',
    code: 900144,
    told: redirect('invalid_request'),
    ask: open({ response_type: undefined }),
  },
  {
    name: 'an unknown response_type',
    code: 70005,
    told: redirect('unsupported_response_type'),
    ask: open({ response_type: 'x' }),
  },
  {
    name: 'an access token asked for here',
    code: 700051,
    told: redirect('unsupported_response_type'),
    ask: open({ response_type: 'token' }),
  },
  {
    name: 'an ID token that is not enabled',
    code: 700054,
    told: redirect('unsupported_response_type'),
    ask: open({ response_type: 'id_token' }),
  },
  {
    name: 'an unknown response_mode',
    code: 70007,
    told: redirect('unsupported_response_mode'),
    ask: open({ response_mode: 'jwt' }),
  },
  {
    name: 'an ID token without a nonce',
    code: 90014,
    told: redirect('invalid_request'),
    ask: async (stage) => open({ ...(await hybrid(stage)), nonce: undefined })(stage),
  },
  {
    name: 'an ID token without openid',
    code: 70005,
    told: redirect('unsupported_response_type'),
    ask: async (stage) => open({ ...(await hybrid(stage)), scope: 'User.Read' })(stage),
  },
  {
    name: 'a code challenge that is too short',
    code: 50147,
    told: redirect('invalid_request'),
    ask: open({ code_challenge: 'short' }),
  },
  {
    name: 'an unknown challenge method',
    code: 501491,
    told: redirect('invalid_request'),
    ask: open({ code_challenge: pkce.challenge, code_challenge_method: 'S512' }),
  },
  { name: 'an unknown prompt', code: 90023, told: redirect('invalid_request'), ask: open({ prompt: 'create' }) },
  { name: 'two prompts', code: 90023, told: redirect('invalid_request'), ask: open({ prompt: 'login consent' }) },
  {
    name: 'a request object (OIDC Core §6)',
    code: 90023,
    told: redirect('invalid_request'),
    ask: open({ request: 'e30.e30.' }),
  },
  {
    name: 'a request object by address',
    code: 90023,
    told: redirect('invalid_request'),
    ask: open({ request_uri: 'https://a.example' }),
  },
  { name: 'a max_age that is no number', code: 90023, told: redirect('invalid_request'), ask: open({ max_age: '-1' }) },
  { name: 'claims that are no JSON', code: 90023, told: redirect('invalid_request'), ask: open({ claims: 'x' }) },
  { name: 'no scope', code: 900144, told: redirect('invalid_request'), ask: open({ scope: undefined }) },
  { name: 'a malformed scope', code: 70011, told: redirect('invalid_scope'), ask: open({ scope: 'a\\b' }) },
  {
    name: '.default beside a named scope',
    code: 70011,
    told: redirect('invalid_scope'),
    ask: open({ scope: 'api://x/.default api://x/y' }),
  },
  {
    name: 'an API nobody knows',
    code: 500011,
    told: redirect('invalid_resource'),
    ask: open({ scope: 'api://nowhere/x' }),
  },
  {
    name: 'a scope the API does not have',
    code: 650053,
    told: redirect('invalid_client'),
    ask: (stage) => open({ scope: `${stage.api.uri}/Orders.Unheard` })(stage),
  },
  {
    name: 'an API whose service principal is disabled',
    code: 500014,
    told: redirect('invalid_resource'),
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'API off' });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return open({ scope: `${app.appId}/.default` })(stage);
    },
  },
];

async function hybrid(stage: Stage): Promise<Fields> {
  const app = await stage.platform.createApp({
    displayName: 'Hybrid',
    web: { redirectUris: [redirectUris.web], implicitGrantSettings: { enableIdTokenIssuance: true } },
  });
  return { client_id: app.appId, response_type: 'code id_token' };
}

/** The person (sts reference 2.2 steps 13–17). */
const person: readonly AuthorizeRefusal[] = [
  {
    name: 'nobody is signed in and no page may be shown',
    code: 50058,
    told: redirect('login_required'),
    ask: open({ prompt: 'none' }),
  },
  {
    name: 'somebody else is signed in and no page may be shown',
    code: 50058,
    told: redirect('login_required'),
    ask: (stage) => openAsAda({ prompt: 'none', login_hint: stage.bob.userPrincipalName })(stage),
  },
  {
    name: 'the sign-in is too old and no page may be shown',
    code: 50058,
    told: redirect('login_required'),
    ask: openAsAda({ prompt: 'none', max_age: '0' }),
  },
  {
    name: 'two are signed in and no page may be shown',
    code: 16000,
    told: redirect('interaction_required'),
    async ask(stage) {
      const browser = new Person(stage.platform);
      await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
      await stage.arrive(browser, stage.ada);
      await stage.arrive(browser, stage.bob, { prompt: 'login' });
      return browser.visit(stage.authorizeUrl({ prompt: 'none' }));
    },
  },
  {
    name: 'a session is named that is not here',
    code: 160021,
    told: redirect('interaction_required'),
    ask: openAsAda({ prompt: 'none', sid: nobody }),
  },
  {
    name: 'consent is missing and no page may be shown',
    code: 65001,
    told: redirect('interaction_required'),
    ask: (stage) => openAsAda({ prompt: 'none', scope: `${stage.api.uri}/Orders.Write` })(stage),
  },
  {
    name: 'the password must be changed and no page may be shown',
    code: 50055,
    told: redirect('interaction_required'),
    async ask(stage) {
      const browser = new Person(stage.platform);
      await stage.arrive(browser, stage.bob);
      await updateUser(stage.commands(), stage.bob.id, { passwordProfile: { forceChangePasswordNextSignIn: true } });
      const arrival = await browser.visit(stage.authorizeUrl({ prompt: 'none' }));
      await updateUser(stage.commands(), stage.bob.id, { passwordProfile: { forceChangePasswordNextSignIn: false } });
      return arrival;
    },
  },
  {
    name: 'a wrong password',
    code: 50126,
    told: 'form',
    ask: (stage) => stage.arrive(new Person(stage.platform), { ...stage.ada, password: 'wrong' }),
  },
  {
    name: 'somebody who does not exist, told apart by nothing',
    code: 50126,
    told: 'form',
    ask: (stage) =>
      stage.arrive(new Person(stage.platform), { ...stage.ada, userPrincipalName: 'nobody@entrada.test' }),
  },
  {
    name: 'a domain that does not exist, told apart by nothing',
    code: 50126,
    told: 'form',
    ask: (stage) =>
      stage.arrive(new Person(stage.platform), { ...stage.ada, userPrincipalName: 'nobody@nowhere.test' }),
  },
  {
    name: 'too many wrong passwords, the right one included',
    code: 50053,
    told: 'form',
    async ask(stage) {
      const user = await stage.platform.createUser({ userPrincipalName: 'locked.out@entrada.test' });
      for (let count = 0; count < 10; count += 1)
        await stage.arrive(new Person(stage.platform), { ...user, password: 'wrong' });
      return stage.arrive(new Person(stage.platform), user);
    },
  },
  {
    name: 'a disabled person with the right password',
    code: 50057,
    told: 'form',
    async ask(stage) {
      const user = await stage.platform.createUser({
        userPrincipalName: 'disabled.person@entrada.test',
        accountEnabled: false,
      });
      return stage.arrive(new Person(stage.platform), user);
    },
  },
  {
    name: 'a person of another tenant',
    code: 50020,
    told: 'page',
    async ask(stage) {
      const { tenant, admin } = await stage.platform.createTenant({ domain: 'guests.test' });
      const guest = { ...stage.ada, tenantId: tenant.id, userPrincipalName: admin.upn, password: admin.password };
      return stage.arrive(new Person(stage.platform), guest);
    },
  },
  {
    name: 'a person who is not assigned to a client that demands it',
    code: 50105,
    told: 'page',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Closed', web: { redirectUris: [redirectUris.web] } });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { appRoleAssignmentRequired: true });
      return arriveAsAda({ client_id: app.appId })(stage);
    },
  },
  {
    name: 'the same where no page may be shown',
    code: 50105,
    told: redirect('interaction_required'),
    async ask(stage) {
      const app = await stage.platform.createApp({
        displayName: 'Closed too',
        web: { redirectUris: [redirectUris.web] },
      });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { appRoleAssignmentRequired: true });
      return openAsAda({ client_id: app.appId, prompt: 'none' })(stage);
    },
  },
  {
    name: '.default of an API that the registration declares nothing of',
    code: 650056,
    told: 'page',
    ask: async (stage) =>
      arriveAsAda({ ...(await appWith(stage, 'Undeclared')), scope: `${stage.api.uri}/.default` })(stage),
  },
  {
    name: 'consent that only an administrator can give',
    code: 90094,
    told: 'form',
    ask: (stage) => arriveAsAda({ scope: `openid ${stage.api.uri}/Orders.Admin` })(stage),
  },
  {
    name: 'a person who declines',
    code: 65004,
    told: redirect('access_denied'),
    ask: async (stage) => arriveAsAda(await appWith(stage, 'Unwanted'), { consent: 'decline' })(stage),
  },
  {
    name: 'a form that comes too late',
    code: 50089,
    told: 'page',
    async ask(stage) {
      const browser = new Person(stage.platform);
      const page = await browser.visit(stage.authorizeUrl());
      stage.platform.clock.advance(60 * 60 * 1000);
      return browser.press(page, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    },
  },
  {
    name: 'a client that is switched off while the person signs in',
    code: 7000112,
    told: 'page',
    async ask(stage) {
      const app = await stage.platform.createApp({
        displayName: 'Switched off',
        web: { redirectUris: [redirectUris.web] },
      });
      const browser = new Person(stage.platform);
      const page = await browser.visit(stage.authorizeUrl({ client_id: app.appId }));
      await updateApplication(stage.commands(), app.id, { isDisabled: true });
      return browser.press(page, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    },
  },
];

export const authorizeRefusals: readonly AuthorizeRefusal[] = [...beforeRedirect, ...malformed, ...person];
