import { updateApplication, updateServicePrincipal, updateUser } from '../../../../src/directory/index.ts';
import { Person } from '../../../interop/person.ts';
import { redirectUris, type Stage } from '../../../interop/stage.ts';
import {
  type AuthorizeRefusal,
  arriveAsAda,
  type Fields,
  nobody,
  open,
  openAsAda,
  redirect,
} from './authorize-request.ts';

const appWith = async (stage: Stage, displayName: string, more: object = {}): Promise<Fields> => {
  const web = { redirectUris: [redirectUris.web] };
  const { appId } = await stage.platform.createApp({ displayName, web, ...more });
  return { client_id: appId };
};

/** The person (sts reference 2.2 steps 13–17). */
export const personRefusals: readonly AuthorizeRefusal[] = [
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
    name: 'an ID token that is none of ours names nobody, and no page may be shown',
    code: 50058,
    told: redirect('login_required'),
    ask: openAsAda({ prompt: 'none', id_token_hint: 'e30.e30.e30' }),
  },
  {
    name: 'somebody signs in who is not the one the claims name (OIDC Core §3.1.2.2)',
    code: 90023,
    told: redirect('login_required'),
    ask: arriveAsAda({ claims: '{"id_token":{"sub":{"value":"somebody else"}}}' }),
  },
  {
    name: 'the same request fifteen times in five minutes',
    code: 50196,
    told: 'page',
    async ask(stage) {
      const browser = new Person(stage.platform);
      await stage.consent(stage.web.appId, stage.ada, stage.api.appId, 'Orders.Read');
      await stage.arrive(browser, stage.ada);
      for (let count = 0; count < 14; count += 1) await browser.visit(stage.authorizeUrl());
      return browser.visit(stage.authorizeUrl());
    },
  },
  {
    name: 'the same, where no page may be shown',
    code: 50196,
    told: redirect('invalid_grant'),
    async ask(stage) {
      const browser = new Person(stage.platform);
      for (let count = 0; count < 14; count += 1) await browser.visit(stage.authorizeUrl({ prompt: 'none' }));
      return browser.visit(stage.authorizeUrl({ prompt: 'none' }));
    },
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
