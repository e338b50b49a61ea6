import { updateServicePrincipal, updateTenant, updateUser } from '../../../../src/directory/index.ts';
import { newObjectId } from '../../../../src/kernel/index.ts';
import type { TestApp } from '../../../../src/testing/index.ts';
import { type Stage, spaOrigin, type TokenAnswer } from '../../../interop/stage.ts';
import type { Fields, TokenRefusal } from './token-request.ts';

/** A command-line program: no redirect URI is in play, its registration says that it is public. */
async function program(stage: Stage, more: object = {}): Promise<TestApp> {
  const app = await stage.platform.createApp({ displayName: 'Program', isFallbackPublicClient: true, ...more });
  await stage.consent(app.appId, null, stage.api.appId, 'Orders.Read');
  return app;
}

async function withPassword(
  stage: Stage,
  fields: Fields,
  options: {
    readonly allowed?: boolean;
    readonly segment?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<TokenAnswer> {
  const { allowed = true, segment, headers } = options;
  await updateTenant(stage.commands(), { tokenService: { allowPasswordGrant: allowed } });
  const all = {
    grant_type: 'password',
    username: stage.ada.userPrincipalName,
    password: stage.ada.password,
    scope: `${stage.api.uri}/Orders.Read`,
    ...fields,
  };
  return stage.token(all, headers, segment);
}

/** A public program asks, with something changed. */
const ask =
  (more: Fields = {}, options: Parameters<typeof withPassword>[2] = {}) =>
  async (stage: Stage): Promise<TokenAnswer> =>
    withPassword(stage, { client_id: (await program(stage)).appId, ...more }, options);

/** Somebody new, who then asks. */
const askAs =
  (name: string, prepare: (stage: Stage, id: Stage['ada']['id']) => Promise<unknown>, more: Fields = {}) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    const user = await stage.platform.createUser({ userPrincipalName: `${name}@entrada.test` });
    await prepare(stage, user.id);
    return ask({ username: user.userPrincipalName, password: user.password, ...more })(stage);
  };

/** Nobody has given them a password: guests are like that. */
const askWithoutPassword =
  (name: string, more: Fields = {}) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    const userPrincipalName = `${name}@entrada.test`;
    await stage.platform.foundation.storage.unitOfWork.run(({ users }) =>
      users.insert({
        ...withoutPassword(stage.ada),
        id: newObjectId(stage.platform.foundation.entropy),
        userPrincipalName,
      }),
    );
    return ask({ username: userPrincipalName, password: 'any', ...more })(stage);
  };

const withoutPassword = ({ password: _password, ...user }: Stage['ada']) => user;

/** A person's password, given to an application (sts reference 4.7). */
export const passwordRefusals: readonly TokenRefusal[] = [
  {
    name: 'a password where the tenant has not allowed it',
    code: 51000,
    error: 'invalid_request',
    ask: ask({}, { allowed: false }),
  },
  { name: 'a password on /common', code: 9001023, error: 'invalid_request', ask: ask({}, { segment: 'common' }) },
  { name: 'a password of nobody', code: 900144, error: 'invalid_request', ask: ask({ username: undefined }) },
  { name: 'a user name alone', code: 900144, error: 'invalid_request', ask: ask({ password: undefined }) },
  { name: 'a password for no API', code: 900144, error: 'invalid_request', ask: ask({ scope: undefined }) },
  { name: 'a wrong password for an application', code: 50126, error: 'invalid_grant', ask: ask({ password: 'wrong' }) },
  {
    name: 'the password of nobody here',
    code: 50126,
    error: 'invalid_grant',
    ask: ask({ username: 'nobody@entrada.test' }),
  },
  {
    name: 'the password of nobody anywhere',
    code: 50126,
    error: 'invalid_grant',
    ask: ask({ username: 'nobody@nowhere.test' }),
  },
  {
    name: 'the password of somebody of another tenant, right as it may be',
    code: 50034,
    error: 'invalid_grant',
    async ask(stage) {
      const { admin } = await stage.platform.createTenant({ domain: 'passwords.test' });
      return ask({ username: admin.upn, password: admin.password })(stage);
    },
  },
  {
    name: 'ten wrong passwords, then the right one',
    code: 50053,
    error: 'invalid_grant',
    async ask(stage) {
      const user = await stage.platform.createUser({ userPrincipalName: 'guessed.by.program@entrada.test' });
      const as = { username: user.userPrincipalName };
      for (let count = 0; count < 10; count += 1) await ask({ ...as, password: 'wrong' })(stage);
      return ask({ ...as, password: user.password })(stage);
    },
  },
  {
    name: 'a password that has to be changed first',
    code: 50055,
    error: 'invalid_grant',
    ask: askAs('must.change', (stage, id) =>
      updateUser(stage.commands(), id, { passwordProfile: { forceChangePasswordNextSignIn: true } }),
    ),
  },
  {
    name: 'the right password of somebody disabled',
    code: 50057,
    error: 'invalid_grant',
    ask: askAs('disabled.program', (stage, id) => updateUser(stage.commands(), id, { accountEnabled: false })),
  },
  {
    name: 'any password of an account without one, for a public client',
    code: 50126,
    error: 'invalid_grant',
    ask: askWithoutPassword('without.password'),
  },
  {
    name: 'any password of an account without one, for a client that proved itself',
    code: 50056,
    error: 'invalid_grant',
    async ask(stage) {
      const app = await program(stage, { isFallbackPublicClient: false });
      const proof = { client_id: app.appId, client_secret: app.clientSecret };
      return askWithoutPassword('without.any', proof)(stage);
    },
  },
  {
    name: 'a password for a client that is not public and does not prove itself',
    code: 7000218,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      return ask({ client_id: (await program(stage, { isFallbackPublicClient: null })).appId })(stage);
    },
  },
  {
    name: 'a password for a public client that sends a secret',
    code: 700025,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const app = await program(stage);
      return ask({ client_id: app.appId, client_secret: app.clientSecret })(stage);
    },
  },
  {
    name: 'a password from a page',
    code: 90023,
    error: 'invalid_request',
    ask: ask({}, { headers: { origin: spaOrigin } }),
  },
  {
    name: 'a password for what was not consented to',
    code: 65001,
    error: 'invalid_grant',
    ask: ask({ scope: 'Mail.Read' }),
  },
  {
    name: 'a password for an application that the person is not assigned to',
    code: 50105,
    error: 'interaction_required',
    async ask(stage) {
      const app = await program(stage);
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { appRoleAssignmentRequired: true });
      return ask({ client_id: app.appId })(stage);
    },
  },
];
