import type { AppId } from '../../src/kernel/index.ts';
import type { TestApp, TestUser } from '../../src/testing/index.ts';
import type { Stage, TokenAnswer } from '../interop/stage.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** Behind the stage's API stands another one, that the first calls for whoever called it. */
export interface ThreeTiers {
  readonly stage: Stage;
  /** Behind `stage.api`: scopes `Stock.Read` and `Stock.Count`, and a role for people. */
  readonly stock: TestApp & { readonly uri: string };
  /** An access token for `stage.api`, of the web client, for somebody. */
  userToken(who: TestUser, more?: Fields): Promise<string>;
  /** `stage.api` exchanges an assertion. */
  exchange(assertion: string, more?: Fields, segment?: string): Promise<TokenAnswer>;
}

export const stockScopeIds = {
  read: '33333333-0000-4000-8000-000000000001',
  count: '33333333-0000-4000-8000-000000000002',
} as const;
export const clerkRoleId = '44444444-0000-4000-8000-000000000001';

/** The parameters of an exchange. */
export const exchangeFields = (app: Pick<TestApp, 'appId' | 'clientSecret'>, assertion: string, scope: string) => ({
  grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  requested_token_use: 'on_behalf_of',
  client_id: app.appId as string,
  client_secret: app.clientSecret,
  assertion,
  scope,
});

/** Puts the second API on the stage. Its tokens are of version 1, so that both versions are met on the way. */
export async function addThirdTier(stage: Stage): Promise<ThreeTiers> {
  const { platform, api, web } = stage;
  const uri = `api://${platform.tenant.id}/stock-${stage.api.appId.slice(0, 8)}`;
  const scope = (id: string, value: string) => ({
    id,
    value,
    type: 'User' as const,
    isEnabled: true,
    adminConsentDisplayName: `${value}, for everybody`,
    adminConsentDescription: `Does ${value} for everybody.`,
    userConsentDisplayName: `${value}, for you`,
    userConsentDescription: `Does ${value} for you.`,
  });
  const app = await platform.createApp({
    displayName: 'Stock API',
    identifierUris: [uri],
    api: {
      requestedAccessTokenVersion: 1,
      oauth2PermissionScopes: [scope(stockScopeIds.read, 'Stock.Read'), scope(stockScopeIds.count, 'Stock.Count')],
    },
    appRoles: [
      {
        id: clerkRoleId,
        value: 'Clerk',
        displayName: 'Clerk',
        description: 'Counts.',
        isEnabled: true,
        allowedMemberTypes: ['User'],
      },
    ],
  });
  const stock = { ...app, uri };
  return {
    stage,
    stock,
    async userToken(who, more) {
      const client = (more?.client_id ?? web.appId) as AppId;
      await stage.consent(client, who, api.appId, 'Orders.Read');
      const code = await stage.code(who, more);
      const { body } = await stage.token(stage.redemption(code, more));
      return String(body.access_token);
    },
    exchange: (assertion, more, segment) =>
      stage.token({ ...exchangeFields(api, assertion, `${uri}/Stock.Read`), ...more }, {}, segment),
  };
}
