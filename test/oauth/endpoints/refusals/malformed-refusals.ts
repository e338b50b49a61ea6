import { updateServicePrincipal } from '../../../../src/directory/index.ts';
import { pkce, redirectUris, type Stage } from '../../../interop/stage.ts';
import { type AuthorizeRefusal, type Fields, open, redirect } from './authorize-request.ts';

/** Once it is: to the client (RFC 6749 §4.1.2.1, sts reference 2.2 steps 6–12). */
export const malformedRefusals: readonly AuthorizeRefusal[] = [
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
    name: 'an access token that is not enabled',
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
    name: 'tokens in a query',
    code: 70007,
    told: redirect('unsupported_response_mode'),
    ask: async (stage) => open({ ...(await hybrid(stage)), response_mode: 'query' })(stage),
  },
  {
    name: 'an access token for two APIs at once',
    code: 28000,
    told: redirect('invalid_scope'),
    ask: async (stage) =>
      open({ ...(await hybrid(stage)), response_type: 'token', scope: `User.Read ${stage.api.uri}/Orders.Read` })(
        stage,
      ),
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
    told: redirect('request_not_supported'),
    ask: open({ request: 'e30.e30.' }),
  },
  {
    name: 'a request object by address',
    code: 90023,
    told: redirect('request_uri_not_supported'),
    ask: open({ request_uri: 'https://a.example' }),
  },
  {
    name: 'an essential acr that nothing here reaches (OIDC Core §5.5.1.1)',
    code: 90023,
    told: redirect('unmet_authentication_requirements'),
    ask: open({ claims: '{"id_token":{"acr":{"essential":true,"values":["urn:mace:incommon:iap:gold"]}}}' }),
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
    web: {
      redirectUris: [redirectUris.web],
      implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
    },
  });
  return { client_id: app.appId, response_type: 'code id_token' };
}
