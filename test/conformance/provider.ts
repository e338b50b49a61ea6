import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { startPlatform, type TestApp, type TestPlatform, type TestUser } from '../../src/testing/index.ts';

/** The addresses of the relying party. Nothing listens there: browsers of the tests stop before them. */
export const rp = {
  callback: 'https://rp.example/test/a/callback',
  /** A query that is registered, as the suite's second client has one. */
  callbackWithQuery: 'https://rp.example/test/a/callback?dummy1=lorem&dummy2=ipsum',
  postLogout: 'https://rp.example/test/a/post_logout_redirect',
  frontchannelLogout: 'https://rp.example/test/a/frontchannel_logout',
} as const;

/** What a provider says of itself. */
export type Metadata = Readonly<Record<string, unknown>> & {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly userinfo_endpoint: string;
  readonly end_session_endpoint: string;
  readonly jwks_uri: string;
};

/** A provider under test, with two clients that were registered by hand and a person. */
export interface Provider {
  readonly platform: TestPlatform<import('../../src/testing/index.ts').ManualClock>;
  readonly metadata: Metadata;
  readonly client: TestApp;
  readonly secondClient: TestApp;
  readonly user: TestUser;
  /** The keys as they are published now. */
  keys(): Promise<JSONWebKeySet>;
  stop(): Promise<void>;
}

/** Starts a tenant of its own. The providers of the suite's plans differ in nothing. */
export async function startProvider(): Promise<Provider> {
  const platform = await startPlatform();
  const register = (displayName: string, redirectUris: readonly string[]) =>
    platform.createApp({
      displayName,
      web: {
        redirectUris: [...redirectUris, rp.postLogout],
        logoutUrl: rp.frontchannelLogout,
        implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: true },
      },
    });
  const [client, secondClient, user] = await Promise.all([
    register('First client', [rp.callback]),
    register('Second client', [rp.callbackWithQuery]),
    platform.createUser({
      userPrincipalName: 'buffy@entrada.test',
      displayName: 'Buffy Summers',
      givenName: 'Buffy',
      surname: 'Summers',
      mail: 'buffy@entrada.test',
    }),
  ]);
  const discovery = `${platform.baseUrl}/${platform.tenant.id}/v2.0/.well-known/openid-configuration`;
  const metadata = (await (await platform.fetch(discovery)).json()) as Metadata;
  return {
    platform,
    metadata,
    client,
    secondClient,
    user,
    keys: async () => (await (await platform.fetch(metadata.jwks_uri)).json()) as JSONWebKeySet,
    stop: () => platform.stop(),
  };
}

/** Finds the key of a token among those that are published. */
export async function keyFinder(provider: Provider) {
  return createLocalJWKSet(await provider.keys());
}
