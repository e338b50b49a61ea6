import { deleteUser, updateUser } from '../../../../src/directory/index.ts';
import type { Stage, TokenAnswer } from '../../../interop/stage.ts';
import { pkce, spaOrigin } from '../../../interop/stage.ts';
import { exchangeFields } from '../../three-tiers.ts';
import { daemon, type Fields, inSpa, redeem, type TokenRefusal, withPkce } from './token-request.ts';

/** An access token for the stage's API, of the web client. */
async function userToken(stage: Stage, more: Fields = {}): Promise<string> {
  return String((await redeem(more)(stage)).body.access_token);
}

/** The stage's API exchanges an assertion for a token for Graph. */
const exchange =
  (assertionOf: (stage: Stage) => Promise<string>, more: Fields = {}, headers = {}, segment?: string) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    const assertion = await assertionOf(stage);
    return stage.token({ ...exchangeFields(stage.api, assertion, 'User.Read'), ...more }, headers, segment);
  };

const madeUp = async (): Promise<string> => 'no-token';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Somebody's token, and what then happens to them. */
async function tokenOf(stage: Stage, name: string, happen: (id: never) => Promise<unknown>): Promise<string> {
  const user = await stage.platform.createUser({ userPrincipalName: `${name}@entrada.test` });
  await stage.consent(stage.web.appId, user, stage.api.appId, 'Orders.Read');
  const { body } = await stage.token(stage.redemption(await stage.code(user)));
  await happen(user.id as never);
  return String(body.access_token);
}

/** On behalf of a person (sts reference 4.5). */
export const onBehalfOfRefusals: readonly TokenRefusal[] = [
  {
    name: 'on behalf of nobody',
    code: 900144,
    error: 'invalid_request',
    ask: exchange(userToken, { assertion: undefined }),
  },
  {
    name: 'an assertion for no use',
    code: 900144,
    error: 'invalid_request',
    ask: exchange(userToken, { requested_token_use: undefined }),
  },
  {
    name: 'an assertion for another use',
    code: 90023,
    error: 'invalid_request',
    ask: exchange(userToken, { requested_token_use: 'delegation' }),
  },
  {
    name: 'on behalf of somebody for a SAML assertion',
    code: 90023,
    error: 'invalid_request',
    ask: exchange(userToken, { requested_token_type: 'urn:ietf:params:oauth:token-type:saml2' }),
  },
  {
    name: 'on behalf of somebody without a credential',
    code: 7000218,
    error: 'invalid_client',
    status: 401,
    ask: exchange(userToken, { client_secret: undefined }),
  },
  {
    name: 'on behalf of somebody with the wrong secret, before the assertion is looked at',
    code: 7000215,
    error: 'invalid_client',
    status: 401,
    ask: exchange(madeUp, { client_secret: 'wrong' }),
  },
  {
    name: 'on behalf of somebody from a page',
    code: 9002326,
    error: 'invalid_request',
    ask: exchange(userToken, {}, { origin: spaOrigin }),
  },
  {
    name: 'on behalf of somebody without a scope',
    code: 900144,
    error: 'invalid_request',
    ask: exchange(userToken, { scope: undefined }),
  },
  {
    name: 'on behalf of somebody at two APIs',
    code: 28000,
    error: 'invalid_scope',
    ask: (stage) => exchange(userToken, { scope: `User.Read ${stage.api.uri}/Orders.Read` })(stage),
  },
  { name: 'an assertion that is no token', code: 50013, error: 'invalid_grant', ask: exchange(madeUp) },
  {
    name: 'an assertion without a signature (alg none)',
    code: 50013,
    error: 'invalid_grant',
    ask: exchange(async (stage) => {
      const [, payload = ''] = (await userToken(stage)).split('.');
      return `${part({ alg: 'none', typ: 'JWT' })}.${payload}.AA`;
    }),
  },
  {
    name: 'an assertion that was altered',
    code: 50013,
    error: 'invalid_grant',
    ask: exchange(async (stage) => {
      const [head = '', payload = '', signature = ''] = (await userToken(stage)).split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object;
      return `${head}.${part({ ...claims, oid: stage.bob.id })}.${signature}`;
    }),
  },
  {
    name: 'an assertion whose key is not ours (RFC 8725 §3.1)',
    code: 50013,
    error: 'invalid_grant',
    ask: exchange(async (stage) => {
      const [, payload = '', signature = ''] = (await userToken(stage)).split('.');
      return `${part({ alg: 'RS256', kid: 'made-up', jku: 'https://evil.example/keys' })}.${payload}.${signature}`;
    }),
  },
  {
    name: 'an assertion of another tenant',
    code: 50013,
    error: 'invalid_grant',
    async ask(stage) {
      const { tenant } = await stage.platform.createTenant({ domain: 'assertions.test' });
      const middle = await stage.platform.createApp(
        { displayName: 'Middle elsewhere', signInAudience: 'AzureADMultipleOrgs' },
        tenant.id,
      );
      const fields = exchangeFields(middle, await userToken(stage), 'User.Read');
      return stage.token(fields, {}, tenant.id);
    },
  },
  {
    name: 'an ID token as the assertion',
    code: 240002,
    error: 'invalid_grant',
    ask: async (stage) => {
      const { body } = await redeem()(stage);
      return stage.token(exchangeFields(stage.web, String(body.id_token), 'User.Read'));
    },
  },
  {
    name: 'the token of an application as the assertion',
    code: 7000114,
    error: 'unauthorized_client',
    ask: exchange(async (stage) => String((await stage.token(daemon(stage))).body.access_token)),
  },
  {
    name: 'an assertion for another API',
    code: 500131,
    error: 'invalid_grant',
    ask: async (stage) => stage.token(exchangeFields(stage.web, await userToken(stage), 'User.Read')),
  },
  {
    name: 'an assertion for Graph, which is nobody’s to pass on',
    code: 500131,
    error: 'invalid_grant',
    ask: exchange(async (stage) => {
      const client = { ...inSpa(stage), scope: 'openid profile' };
      const code = await stage.code(stage.ada, { ...client, ...withPkce });
      const redemption = { grant_type: 'authorization_code', ...client, code, code_verifier: pkce.verifier };
      return String((await stage.token(redemption, { origin: spaOrigin })).body.access_token);
    }),
  },
  {
    name: 'an assertion that has expired, to the second',
    code: 500133,
    error: 'invalid_grant',
    ask: exchange(async (stage) => {
      const { body } = await redeem()(stage);
      stage.platform.clock.advance(Number(body.expires_in) * 1000);
      return String(body.access_token);
    }),
  },
  {
    name: 'on behalf of somebody who did not consent to what lies behind',
    code: 65001,
    error: 'invalid_grant',
    ask: exchange(userToken, { scope: 'Mail.Read' }),
  },
  {
    name: 'on behalf of somebody who was disabled since',
    code: 50057,
    error: 'invalid_grant',
    ask: exchange((stage) =>
      tokenOf(stage, 'disabled.since', (id) => updateUser(stage.commands(), id, { accountEnabled: false })),
    ),
  },
  {
    name: 'on behalf of somebody who was deleted since',
    code: 500341,
    error: 'invalid_grant',
    ask: exchange((stage) => tokenOf(stage, 'deleted.since', (id) => deleteUser(stage.commands(), id))),
  },
];
