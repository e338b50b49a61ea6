import { deleteServicePrincipal, updateServicePrincipal, updateUser } from '../../../../src/directory/index.ts';
import { asDaemon, daemon, redeem, type TokenRefusal } from './token-request.ts';

/** Scopes, APIs, consent and people (sts reference 4.4, 4.9). */
export const accessRefusals: readonly TokenRefusal[] = [
  { name: 'a malformed scope', code: 70011, error: 'invalid_scope', ask: asDaemon({ scope: 'a"b' }) },
  { name: 'a daemon without a scope', code: 900144, error: 'invalid_request', ask: asDaemon({ scope: undefined }) },
  {
    name: 'a daemon that asks for a scope by name',
    code: 1002012,
    error: 'invalid_scope',
    ask: asDaemon({ scope: 'User.Read' }),
  },
  {
    name: 'a daemon that asks for OpenID scopes alone',
    code: 1002012,
    error: 'invalid_scope',
    ask: asDaemon({ scope: 'openid' }),
  },
  {
    name: 'a daemon for two APIs',
    code: 70011,
    error: 'invalid_scope',
    ask: (stage) => asDaemon({ scope: `${stage.api.uri}/.default https://graph.microsoft.com/.default` })(stage),
  },
  { name: 'a daemon on a shared authority', code: 50059, error: 'invalid_request', ask: asDaemon({}, {}, 'common') },
  {
    name: 'an API nobody knows',
    code: 500011,
    error: 'invalid_resource',
    ask: asDaemon({ scope: 'api://nowhere/.default' }),
  },
  {
    name: 'an API whose service principal is disabled',
    code: 500014,
    error: 'invalid_resource',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'API to be disabled' });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { accountEnabled: false });
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a daemon whose service principal was deleted, at once',
    code: 7000229,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'To be deleted' });
      await deleteServicePrincipal(stage.commands(), app.servicePrincipalId);
      return stage.token(daemon(stage, { client_id: app.appId, client_secret: app.clientSecret }));
    },
  },
  {
    name: 'a daemon that is not assigned to an API that demands it',
    code: 501051,
    error: 'invalid_grant',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Closed API' });
      await updateServicePrincipal(stage.commands(), app.servicePrincipalId, { appRoleAssignmentRequired: true });
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a code for two APIs at once',
    code: 28000,
    error: 'invalid_scope',
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Read User.Read` })(stage),
  },
  {
    name: 'a scope the API does not have',
    code: 650053,
    error: 'invalid_client',
    status: 401,
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Unheard` })(stage),
  },
  {
    name: 'a scope without consent',
    code: 65001,
    error: 'invalid_grant',
    ask: (stage) => redeem({ scope: `${stage.api.uri}/Orders.Admin` })(stage),
  },
  {
    name: '.default of an API that nothing is granted of',
    code: 65001,
    error: 'invalid_grant',
    async ask(stage) {
      const app = await stage.platform.createApp({ displayName: 'Unrelated API' });
      return redeem({ scope: `${app.appId}/.default` })(stage);
    },
  },
  {
    name: 'a person who is not assigned to a client that demands it',
    code: 50105,
    error: 'interaction_required',
    async ask(stage) {
      await stage.consent(stage.web.appId, { id: stage.bob.id }, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.bob));
      const require = (appRoleAssignmentRequired: boolean) =>
        updateServicePrincipal(stage.commands(), stage.web.servicePrincipalId, { appRoleAssignmentRequired });
      const context = stage.commands();
      const { items } = await stage.platform.foundation.storage.stores.appRoleAssignments.query(context.tenantId, {
        top: 10,
        predicate: { kind: 'compare', field: 'principalId', operator: 'eq', value: stage.bob.id },
      });
      for (const { id } of items)
        await stage.platform.foundation.storage.unitOfWork.run((stores) =>
          stores.appRoleAssignments.remove(context.tenantId, id),
        );
      await require(true);
      const refused = await stage.token(redemption);
      await require(false);
      return refused;
    },
  },
  {
    name: 'a person who is disabled',
    code: 50057,
    error: 'invalid_grant',
    async ask(stage) {
      await stage.consent(stage.web.appId, stage.bob, stage.api.appId, 'Orders.Read');
      const redemption = stage.redemption(await stage.code(stage.bob));
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: false });
      const refused = await stage.token(redemption);
      await updateUser(stage.commands(), stage.bob.id, { accountEnabled: true });
      return refused;
    },
  },
];
