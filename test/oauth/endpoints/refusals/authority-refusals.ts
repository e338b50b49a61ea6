import type { User } from '../../../../src/directory/index.ts';
import { Person } from '../../../interop/person.ts';
import { redirectUris, type Stage } from '../../../interop/stage.ts';
import { type AuthorizeRefusal, type Fields, open, redirect } from './authorize-request.ts';

const personalApp = async (stage: Stage): Promise<Fields> => {
  const { appId } = await stage.platform.createApp({
    displayName: 'For persons',
    signInAudience: 'PersonalMicrosoftAccount',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUris.web] },
  });
  return { client_id: appId };
};

const anybodysApp = async (stage: Stage, signInAudience: string): Promise<Fields> => {
  const { appId } = await stage.platform.createApp({
    displayName: `For ${signInAudience}`,
    signInAudience: signInAudience as 'AzureADMultipleOrgs',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUris.web] },
  });
  return { client_id: appId, scope: 'openid profile' };
};

/** Somebody of another tenant who was invited to the first one. */
async function visitor(stage: Stage, name: string, options: Parameters<Stage['platform']['createGuest']>[1]) {
  const { tenant } = await stage.platform.createTenant({ domain: `${name}.test` });
  const home = await stage.platform.createUser({ userPrincipalName: `${name}@${tenant.domain}` }, tenant.id);
  const guest: User = await stage.platform.createGuest(home, options);
  return { home, guest };
}

/** The authority, and whose accounts it admits (sts reference 1.1, 2.2 steps 1, 4 and 13). */
export const authorityRefusals: readonly AuthorizeRefusal[] = [
  {
    name: 'an application for personal accounts in a directory',
    code: 9002331,
    told: 'page',
    ask: async (stage) => open(await personalApp(stage))(stage),
  },
  {
    name: 'the same among organizations',
    code: 9002331,
    told: 'page',
    ask: async (stage) => open(await personalApp(stage), 'organizations')(stage),
  },
  {
    name: 'an application of organizations among personal accounts',
    code: 9002332,
    told: 'page',
    ask: open({}, 'consumers'),
  },
  {
    name: 'the same by the id of the tenant of personal accounts',
    code: 9002332,
    told: 'page',
    ask: open({}, '9188040d-6c67-4c5b-b112-36a304b66dad'),
  },
  {
    name: 'a domain of personal accounts, which is no directory',
    code: 90002,
    told: 'page',
    ask: open({}, 'outlook.com'),
  },
  {
    name: 'a personal account among organizations',
    code: 500208,
    told: 'form',
    async ask(stage) {
      const person = await stage.platform.createPersonalAccount('at.organizations');
      const app = await anybodysApp(stage, 'AzureADandPersonalMicrosoftAccount');
      return stage.arrive(new Person(stage.platform), person, app, {}, 'organizations');
    },
  },
  {
    name: 'a personal account for an application of organizations',
    code: 500208,
    told: 'form',
    async ask(stage) {
      const person = await stage.platform.createPersonalAccount('at.common');
      const app = await anybodysApp(stage, 'AzureADMultipleOrgs');
      return stage.arrive(new Person(stage.platform), person, app, {}, 'common');
    },
  },
  {
    name: 'an account of an organization among personal accounts',
    code: 500208,
    told: 'form',
    async ask(stage) {
      const app = await anybodysApp(stage, 'AzureADandPersonalMicrosoftAccount');
      return stage.arrive(new Person(stage.platform), stage.ada, app, {}, 'consumers');
    },
  },
  {
    name: 'an invitation that was not accepted, and no page may be shown',
    code: 50014,
    told: redirect('interaction_required'),
    async ask(stage) {
      const { home } = await visitor(stage, 'invited', { isPending: true });
      const browser = new Person(stage.platform);
      await stage.arrive(browser, home);
      return browser.visit(stage.authorizeUrl({ prompt: 'none' }));
    },
  },
  {
    name: 'a guest whom the tenant has disabled',
    code: 500571,
    told: 'page',
    async ask(stage) {
      const { home } = await visitor(stage, 'unwelcome', { accountEnabled: false });
      return stage.arrive(new Person(stage.platform), home);
    },
  },
  {
    name: 'the name of a guest, who signs in with the one they have at home',
    code: 50126,
    told: 'form',
    async ask(stage) {
      const { home, guest } = await visitor(stage, 'by.guest.name', {});
      return stage.arrive(new Person(stage.platform), { ...home, userPrincipalName: guest.userPrincipalName });
    },
  },
];
