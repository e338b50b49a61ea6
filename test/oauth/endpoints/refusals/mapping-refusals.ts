import { updateApplication, updateServicePrincipal } from '../../../../src/directory/index.ts';
import { graphAppId } from '../../../interop/stage.ts';
import { mappedApp, signInTo } from '../link-policy.ts';
import { type AuthorizeRefusal, arriveAsAda } from './authorize-request.ts';
import { daemon, type TokenRefusal } from './token-request.ts';

const BLUE = { ClaimsSchema: [{ Value: 'blue', JwtClaimType: 'colour' }] };

/** A mapping whose one claim is a property of the client, in lower case. */
const lowered = (property: string) => ({
  ClaimsSchema: [
    { Source: 'application', ID: property },
    { Source: 'transformation', ID: 'out', TransformationId: 'Lower"', JwtClaimType: 'mine' },
  ],
  ClaimsTransformation: [
    {
      ID: 'Lower"',
      TransformationMethod: 'ToLowercase',
      InputClaims: [{ ClaimTypeReferenceId: property, TransformationClaimType: 'string1' }],
      OutputClaims: [{ ClaimTypeReferenceId: 'out', TransformationClaimType: 'outputClaim' }],
    },
  ],
});

/** Mappings that have no effect on a token but to keep it from being issued (sts reference 5.6). */
export const mappingRefusals: readonly TokenRefusal[] = [
  {
    name: 'an API with a mapping that does not take mapped claims',
    code: 50146,
    error: 'invalid_request',
    async ask(stage) {
      const app = await mappedApp(stage, BLUE, { acceptMappedClaims: false });
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a client with a mapping that does not take mapped claims, for its ID token',
    code: 50146,
    error: 'invalid_request',
    async ask(stage) {
      return signInTo(stage, await mappedApp(stage, BLUE, { acceptMappedClaims: false }));
    },
  },
  {
    name: 'mapped claims under a name that anybody may take',
    code: 501461,
    error: 'invalid_request',
    async ask(stage) {
      const uri = `api://${stage.platform.tenant.id}/mapped`;
      await mappedApp(stage, BLUE, { identifierUris: [uri], version: 1 });
      return stage.token(daemon(stage, { scope: `${uri}/.default` }));
    },
  },
  {
    name: 'a transformation whose input has no value',
    code: 501241,
    error: 'invalid_request',
    async ask(stage) {
      const app = await mappedApp(stage, lowered('tags'));
      return stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
    },
  },
  {
    name: 'a transformation whose input is no text',
    code: 50124,
    error: 'invalid_request',
    async ask(stage) {
      const app = await mappedApp(stage, lowered('tags'));
      await updateServicePrincipal(stage.commands(), stage.web.servicePrincipalId, { tags: ['a'] });
      const answer = await stage.token(daemon(stage, { scope: `${app.appId}/.default` }));
      await updateServicePrincipal(stage.commands(), stage.web.servicePrincipalId, { tags: [] });
      return answer;
    },
  },
];

/** The same where the ID token leaves the authorize endpoint: the client is told. */
export const mappingAuthorizeRefusals: readonly AuthorizeRefusal[] = [
  {
    name: 'an ID token straight from the authorize endpoint, for a client with a mapping that takes no mapped claims',
    code: 50146,
    told: { redirect: 'invalid_request' },
    async ask(stage) {
      const app = await mappedApp(stage, BLUE, { acceptMappedClaims: false });
      const implicitGrantSettings = { enableIdTokenIssuance: true, enableAccessTokenIssuance: false };
      await updateApplication(stage.commands(), app.id, { web: { implicitGrantSettings } });
      await stage.consent(app.appId, null, graphAppId, 'openid', 'profile');
      return arriveAsAda({ client_id: app.appId, response_type: 'code id_token', scope: 'openid profile' })(stage);
    },
  },
];
