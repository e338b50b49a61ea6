import {
  type CreateFederatedCredentialInput,
  createFederatedCredential,
  type FederatedIdentityCredential,
} from '../../../src/directory/index.ts';
import type { TestApp } from '../../../src/testing/index.ts';
import { openStage, type Stage, type TokenAnswer } from '../../interop/stage.ts';
import { makeIssuerKey, signAsIssuer, type TestIssuerKey } from '../../issuer-keys.ts';
import { type IssuerServer, startIssuerServer } from '../../issuer-server.ts';

export const EXCHANGE = 'api://AzureADTokenExchange';
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const key = makeIssuerKey('one');

/** Issuers of the world, whose keys the platform of these tests is given. */
export const issuers = {
  github: 'https://token.actions.githubusercontent.com',
  gitlab: 'https://gitlab.com',
  terraform: 'https://app.terraform.io',
  google: 'https://accounts.google.com',
} as const;

type Members = Readonly<Record<string, unknown>>;

/** A stage with an issuer of the test's own on this machine. */
export interface FederatedScene {
  readonly stage: Stage;
  readonly server: IssuerServer;
  /** An issuer of its own on the test's server. */
  newIssuer(...keys: readonly { readonly jwk: unknown }[]): string;
  /** A fresh application with these credentials; what one does not say is of GitHub and the subject `s`. */
  federated(...credentials: readonly Partial<CreateFederatedCredentialInput>[]): Promise<{
    readonly app: TestApp;
    readonly credentials: readonly FederatedIdentityCredential[];
  }>;
  /** A token of an issuer: of the subject `s`, for the exchange, and fresh, unless said otherwise. */
  tokenOf(claims: Members, header?: Members, signer?: TestIssuerKey): string;
  /** Presents a token for an application. */
  present(app: TestApp, assertion: string, more?: Readonly<Record<string, string>>): Promise<TokenAnswer>;
  stop(): Promise<void>;
}

export async function openFederatedScene(): Promise<FederatedScene> {
  const server = await startIssuerServer();
  const keys = Object.fromEntries(Object.values(issuers).map((name) => [name, { keys: [key.jwk] }]));
  const stage = await openStage({ federation: { allowLoopback: true, certificates: [server.caPem], keys } });
  let paths = 0;
  return {
    stage,
    server,
    newIssuer(...published) {
      paths += 1;
      return server.publish(`/issuer-${paths}`, ...published);
    },
    async federated(...credentials) {
      const app = await stage.platform.createApp({ displayName: 'Workload' });
      const made: FederatedIdentityCredential[] = [];
      for (const [index, one] of credentials.entries()) {
        const all = { name: `trust-${index}`, issuer: issuers.github, subject: 's', audiences: [EXCHANGE], ...one };
        made.push(await createFederatedCredential(stage.commands(), app.id, all));
      }
      return { app, credentials: made };
    },
    tokenOf(claims, header = {}, signer = key) {
      const now = Math.floor(stage.platform.clock.now() / 1000);
      return signAsIssuer(signer, { aud: EXCHANGE, sub: 's', iat: now, exp: now + 3600, ...claims }, header);
    },
    present: (app, assertion, more = {}) =>
      stage.token({
        grant_type: 'client_credentials',
        client_id: app.appId,
        client_assertion_type: JWT_BEARER,
        client_assertion: assertion,
        scope: `${stage.api.uri}/.default`,
        ...more,
      }),
    async stop() {
      await stage.stop();
      await server.stop();
    },
  };
}
