import type { User } from '../../../../src/directory/index.ts';
import { Person } from '../../../interop/person.ts';
import { graphAppId, redirectUris, type Stage, scopeIds } from '../../../interop/stage.ts';
import { type AuthorizeRefusal, type Fields, open, redirect } from './authorize-request.ts';
import { ordersForOrganizations } from './orders-for-organizations.ts';

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

const USER_READ = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d';

/** An application for everybody that asks for an API which is for organizations alone. */
async function forOrdersOfOrganizations(stage: Stage): Promise<Fields> {
  const app = await anybodysApp(stage, 'AzureADandPersonalMicrosoftAccount');
  return { ...app, scope: `openid ${(await ordersForOrganizations(stage)).uri}/Orders.Read` };
}

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
    name: 'version 1 among personal accounts',
    code: 90027,
    told: 'page',
    async ask(stage) {
      const url = stage.authorizeUrl(await anybodysApp(stage, 'AzureADandPersonalMicrosoftAccount'), 'consumers');
      url.pathname = '/consumers/oauth2/authorize';
      return new Person(stage.platform).visit(url);
    },
  },
  {
    name: 'an API of organizations, where personal accounts may come',
    code: 90124,
    told: redirect('invalid_request'),
    ask: async (stage) => open(await forOrdersOfOrganizations(stage), 'common')(stage),
  },
  {
    name: 'the same among personal accounts',
    code: 90124,
    told: redirect('invalid_request'),
    ask: async (stage) => open(await forOrdersOfOrganizations(stage), 'consumers')(stage),
  },
  {
    name: 'a scope that needs an administrator, asked of a personal account',
    code: 70011,
    told: redirect('invalid_scope'),
    async ask(stage) {
      const person = await stage.platform.createPersonalAccount('no.administrator');
      const app = await anybodysApp(stage, 'AzureADandPersonalMicrosoftAccount');
      const parameters = { ...app, scope: 'openid User.Read.All' };
      return stage.arrive(new Person(stage.platform), person, parameters, { consent: 'accept' }, 'consumers');
    },
  },
  {
    name: 'a registration that requires an API which the tenant cannot have',
    code: 650052,
    told: 'page',
    async ask(stage) {
      const { tenant } = await stage.platform.createTenant({ domain: 'without.service.test' });
      const ines = await stage.platform.createUser({ userPrincipalName: `ines@${tenant.domain}` }, tenant.id);
      const app = await stage.platform.createApp({
        displayName: 'Needs Orders',
        signInAudience: 'AzureADMultipleOrgs',
        web: { redirectUris: [redirectUris.web] },
        requiredResourceAccess: [
          { resourceAppId: stage.api.appId, resourceAccess: [{ id: scopeIds.read, type: 'Scope' }] },
          { resourceAppId: graphAppId, resourceAccess: [{ id: USER_READ, type: 'Scope' }] },
        ],
      });
      const parameters = { client_id: app.appId, scope: 'https://graph.microsoft.com/.default' };
      return stage.arrive(new Person(stage.platform), ines, parameters, {}, 'organizations');
    },
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
