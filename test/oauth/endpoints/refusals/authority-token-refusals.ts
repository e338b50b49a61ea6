import { deleteUser, type User, updateUser } from '../../../../src/directory/index.ts';
import type { TestApp, TestUser } from '../../../../src/testing/index.ts';
import { answerTo, Person } from '../../../interop/person.ts';
import { redirectUris, type Stage } from '../../../interop/stage.ts';
import { ordersForOrganizations } from './orders-for-organizations.ts';
import type { Fields, TokenRefusal } from './token-request.ts';

const everybodysApp = (stage: Stage): Promise<TestApp> =>
  stage.platform.createApp({
    displayName: 'For everybody',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUris.web] },
  });

/** Signs somebody in and renews their token at an authority. */
async function renew(
  stage: Stage,
  person: TestUser,
  authorities: { readonly from: string; readonly at: string },
  between: () => Promise<unknown> = async () => undefined,
  more: (app: TestApp) => Promise<Fields> = async () => ({}),
) {
  const app = await everybodysApp(stage);
  const client = { client_id: app.appId, client_secret: app.clientSecret };
  const parameters = { client_id: app.appId, scope: 'openid profile offline_access User.Read' };
  const answers = { consent: 'accept', invitation: 'accept' } as const;
  const arrival = await stage.arrive(new Person(stage.platform), person, parameters, answers, authorities.from);
  const { code = '' } = answerTo(arrival);
  const { body } = await stage.token(stage.redemption(code, client), {}, authorities.from);
  await between();
  const refresh = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token), ...client };
  return stage.token({ ...refresh, ...(await more(app)) }, {}, authorities.at);
}

let made = 0;

/** Somebody of a tenant of their own. */
async function visitor(stage: Stage): Promise<TestUser> {
  made += 1;
  const { tenant } = await stage.platform.createTenant({ domain: `visitors-${made}.test` });
  return stage.platform.createUser({ userPrincipalName: `vera@${tenant.domain}` }, tenant.id);
}

/** Signs a guest in, changes something, and renews their token. */
const guestAfter =
  (change: (stage: Stage, guest: User, home: TestUser) => Promise<unknown>) =>
  async (stage: Stage): ReturnType<typeof renew> => {
    const home = await visitor(stage);
    const guest = await stage.platform.createGuest(home);
    const here = stage.platform.tenant.id;
    return renew(stage, home, { from: here, at: here }, () => change(stage, guest, home));
  };

/** The authority of a token request, and who is in its tenant (sts reference 1.1, 4.3). */
export const authorityTokenRefusals: readonly TokenRefusal[] = [
  {
    name: 'an application in its own name among personal accounts',
    code: 9001023,
    error: 'invalid_request',
    async ask(stage) {
      const { appId, clientSecret } = await everybodysApp(stage);
      const scope = 'https://graph.microsoft.com/.default';
      const request = { grant_type: 'client_credentials', client_id: appId, client_secret: clientSecret, scope };
      return stage.token(request, {}, 'consumers');
    },
  },
  {
    name: 'an API of organizations for a personal account',
    code: 500207,
    error: 'invalid_request',
    async ask(stage) {
      const person = await stage.platform.createPersonalAccount('wants.orders');
      const { uri } = await ordersForOrganizations(stage);
      const scope = async () => ({ scope: `${uri}/Orders.Read` });
      return renew(stage, person, { from: 'consumers', at: 'consumers' }, undefined, scope);
    },
  },
  {
    name: 'the token of a personal account among organizations',
    code: 500208,
    error: 'access_denied',
    async ask(stage) {
      const person = await stage.platform.createPersonalAccount('renews.elsewhere');
      return renew(stage, person, { from: 'common', at: 'organizations' });
    },
  },
  {
    name: 'the token of somebody who is not in the tenant',
    code: 50020,
    error: 'access_denied',
    ask: async (stage) => renew(stage, await visitor(stage), { from: 'common', at: stage.platform.tenant.id }),
  },
  {
    name: 'the token of somebody who has not accepted the invitation to the tenant',
    code: 50014,
    error: 'invalid_grant',
    async ask(stage) {
      const home = await visitor(stage);
      await stage.platform.createGuest(home, { isPending: true });
      return renew(stage, home, { from: 'common', at: stage.platform.tenant.id });
    },
  },
  {
    name: 'a guest whom the tenant disabled since',
    code: 500571,
    error: 'invalid_grant',
    ask: guestAfter((stage, { id }) => updateUser(stage.commands(), id, { accountEnabled: false })),
  },
  {
    name: 'a guest whom the tenant removed since',
    code: 50020,
    error: 'access_denied',
    ask: guestAfter((stage, { id }) => deleteUser(stage.commands(), id)),
  },
  {
    name: 'a guest who was disabled at home since',
    code: 50057,
    error: 'invalid_grant',
    ask: guestAfter((stage, _guest, home) =>
      updateUser(stage.commands(home.tenantId), home.id, { accountEnabled: false }),
    ),
  },
  {
    name: 'a guest who was deleted at home since',
    code: 500341,
    error: 'invalid_grant',
    ask: guestAfter((stage, _guest, home) => deleteUser(stage.commands(home.tenantId), home.id)),
  },
];
