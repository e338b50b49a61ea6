import { type CreateFederatedCredentialInput, createFederatedCredential } from '../../../../src/directory/index.ts';
import type { Stage, TokenAnswer } from '../../../interop/stage.ts';
import { makeIssuerKey, signAsIssuer } from '../../../issuer-keys.ts';
import { jsonAnswer } from '../../../issuer-server.ts';
import { openFederatedScene } from '../federated-scene.ts';
import type { TokenRefusal } from './token-request.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EXCHANGE = 'api://AzureADTokenExchange';

type Members = Readonly<Record<string, unknown>>;

const key = makeIssuerKey('issuer-key');
const stranger = makeIssuerKey('stranger-key');
const issuer = 'https://issuer.test/cluster/';
const github = 'https://token.actions.githubusercontent.com';
const sibling = 'https://login.other.test/99999999-0000-4000-8000-000000000009/v2.0';

/** The issuers whose keys the platform of these tests is given, so that nobody is asked. */
export const pinnedIssuers: Readonly<Record<string, unknown>> = {
  [issuer]: { keys: [key.jwk] },
  [github]: { keys: [key.jwk] },
  [sibling]: { keys: [key.jwk] },
};

const subject = 'system:serviceaccount:orders:worker';
const cluster: CreateFederatedCredentialInput = { name: 'cluster', issuer, subject, audiences: [EXCHANGE] };

interface Deviation {
  /** What the application has registered besides or instead. */
  readonly registered?: readonly CreateFederatedCredentialInput[];
  readonly claims?: Members;
  readonly header?: Members;
  readonly signer?: typeof key;
  /** Sent in the place of a token that is made. */
  readonly token?: string;
}

/** A fresh application with federated credentials, and a token of the issuer that is right but for one thing. */
const deviating =
  ({ registered = [cluster], claims = {}, header = {}, signer = key, token }: Deviation) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    const app = await stage.platform.createApp({ displayName: 'Federated' });
    for (const one of registered) await createFederatedCredential(stage.commands(), app.id, one);
    const now = Math.floor(stage.platform.clock.now() / 1000);
    const usual = { iss: issuer, sub: subject, aud: EXCHANGE, iat: now, nbf: now, exp: now + 600 };
    return stage.token({
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_assertion_type: JWT_BEARER,
      client_assertion: token ?? signAsIssuer(signer, { ...usual, ...claims }, header),
      scope: `${stage.api.uri}/.default`,
    });
  };

/** A token that the web client got of this platform, and a credential for one of an issuer here. */
const ofThisPlatform =
  (path: (stage: Stage) => string) =>
  async (stage: Stage): Promise<TokenAnswer> => {
    const { body } = await stage.token({
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_secret: stage.web.clientSecret,
      scope: `${EXCHANGE}/.default`,
    });
    const iss = `${stage.platform.baseUrl}/${path(stage)}`;
    const registered = [{ ...cluster, issuer: iss, subject: stage.web.servicePrincipalId }];
    const isReal = iss === `${stage.platform.baseUrl}/${stage.platform.tenant.id}/v2.0`;
    return deviating({ registered, claims: { iss }, ...(isReal ? { token: String(body.access_token) } : {}) })(stage);
  };

const badClient = { error: 'invalid_client', status: 401 } as const;
const badRequest = { error: 'invalid_request' } as const;
const siblingClaims = { iss: sibling, sub: 'o', oid: 'o', tid: '99999999-0000-4000-8000-000000000009', ver: '2.0' };
const siblingCredential = { ...cluster, issuer: sibling, subject: 'o' };
const flexible = {
  ...cluster,
  issuer: github,
  subject: null,
  claimsMatchingExpression: { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 },
};

/** A token of somebody else, for which there is no credential, or that is not good enough for the one there is (sts reference 6.3). */
export const federatedRefusals: readonly TokenRefusal[] = [
  {
    name: 'a token for an application without credentials',
    code: 70021,
    ...badRequest,
    ask: deviating({ registered: [] }),
  },
  ...(
    [
      ['another issuer', 'https://evil.test/cluster/'],
      ['the issuer without its slash', issuer.slice(0, -1)],
      ['the issuer with a slash more', `${issuer}/`],
      ['the issuer in other letter case', issuer.toUpperCase()],
      ['the issuer behind a blank', ` ${issuer}`],
      ['the issuer before a line break', `${issuer}\n`],
      ['the issuer in another scheme', issuer.replace('https', 'http')],
    ] as const
  ).map(
    ([what, iss]): TokenRefusal => ({
      name: `a token of ${what}`,
      code: 700211,
      ...badClient,
      ask: deviating({ claims: { iss } }),
    }),
  ),
  ...(
    [
      ['another audience', 'api://other'],
      ['the audience in other letter case', EXCHANGE.toLowerCase()],
      ['the audience with a blank', `${EXCHANGE} `],
      ['the audience among others', [EXCHANGE, 'api://other']],
      ['the audience twice', [EXCHANGE, EXCHANGE]],
    ] as const
  ).map(
    ([what, aud]): TokenRefusal => ({
      name: `a token for ${what}`,
      code: 700212,
      ...badClient,
      ask: deviating({ claims: { aud } }),
    }),
  ),
  ...(
    [
      ['another subject', 'system:serviceaccount:orders:admin'],
      ['a subject that begins like it', `${subject}-2`],
      ['a subject with a blank', `${subject} `],
      ['a pattern for a subject', 'system:serviceaccount:*'],
    ] as const
  ).map(
    ([what, sub]): TokenRefusal => ({
      name: `a token for ${what}`,
      code: 700213,
      ...badClient,
      ask: deviating({ claims: { sub } }),
    }),
  ),
  {
    name: 'a token for a subject that only a fixed one with a star would match',
    code: 700213,
    ...badClient,
    ask: deviating({ registered: [{ ...cluster, subject: 'system:*' }] }),
  },
  {
    name: 'a token for the subject in other letter case',
    code: 7002138,
    ...badClient,
    ask: deviating({ claims: { sub: subject.toUpperCase() } }),
  },
  {
    name: 'a token for which an expression does not hold',
    code: 700213,
    ...badClient,
    ask: deviating({ registered: [flexible], claims: { iss: github, sub: 'repo:contoso-evil/orders' } }),
  },
  {
    name: 'a token for a subject that another issuer may name',
    code: 700213,
    ...badClient,
    ask: deviating({
      registered: [cluster, { ...cluster, name: 'github', issuer: github, subject: 'repo:contoso/orders' }],
      claims: { iss: github },
    }),
  },
  {
    name: 'a token that its issuer did not sign',
    code: 50027,
    ...badRequest,
    ask: deviating({ signer: { ...stranger, kid: key.kid } }),
  },
  {
    name: 'a token by a key that its issuer does not publish',
    code: 50027,
    ...badRequest,
    ask: deviating({ signer: stranger }),
  },
  {
    name: 'a token that brings its key along',
    code: 50027,
    ...badRequest,
    ask: deviating({ signer: stranger, header: { jwk: stranger.jwk } }),
  },
  {
    name: 'a token signed by another algorithm',
    code: 50027,
    ...badRequest,
    ask: deviating({ header: { alg: 'RS1' } }),
  },
  {
    name: 'a token of somebody else whose claims would not match either: its signature comes first',
    code: 50027,
    ...badRequest,
    ask: deviating({ signer: stranger, claims: { sub: 'probe', aud: 'probe' } }),
  },
  {
    name: 'a token that expired',
    code: 700024,
    ...badClient,
    ask: (stage) => deviating({ claims: { exp: Math.floor(stage.platform.clock.now() / 1000) - 300 } })(stage),
  },
  {
    name: 'a token from the future',
    code: 700024,
    ...badClient,
    ask: (stage) => deviating({ claims: { nbf: Math.floor(stage.platform.clock.now() / 1000) + 301 } })(stage),
  },
  {
    name: 'a token of an issuer in a network that is not open',
    code: 90061,
    ...badRequest,
    ask: deviating({
      registered: [{ ...cluster, issuer: 'https://169.254.169.254' }],
      claims: { iss: 'https://169.254.169.254' },
    }),
  },
  {
    name: 'a token of an issuer over plain HTTP',
    code: 90061,
    ...badRequest,
    ask: deviating({
      registered: [{ ...cluster, issuer: 'http://issuer.test' }],
      claims: { iss: 'http://issuer.test' },
    }),
  },
  {
    name: 'a token of an issuer whose document names another',
    code: 50166,
    ...badRequest,
    async ask() {
      const scene = await openFederatedScene();
      try {
        const registered = scene.newIssuer(key);
        const document = jsonAnswer({ issuer: `${registered}/`, jwks_uri: `${registered}/keys` });
        scene.server.answer(`${new URL(registered).pathname}/.well-known/openid-configuration`, document);
        const { app } = await scene.federated({ issuer: registered });
        return await scene.present(app, scene.tokenOf({ iss: registered }));
      } finally {
        await scene.stop();
      }
    },
  },
  {
    name: 'a token of this platform of version 1',
    code: 700222,
    ...badClient,
    ask: ofThisPlatform(({ platform }) => `${platform.tenant.id}/`),
  },
  {
    name: 'a token of another tenant of this platform',
    code: 700236,
    ...badClient,
    ask: ofThisPlatform(() => '99999999-0000-4000-8000-000000000009/v2.0'),
  },
  {
    name: 'a token of this platform that no managed identity got',
    code: 700226,
    ...badClient,
    ask: ofThisPlatform(({ platform }) => `${platform.tenant.id}/v2.0`),
  },
  {
    name: 'a token of a person of another platform of this kind',
    code: 700229,
    ...badClient,
    ask: deviating({
      registered: [siblingCredential],
      claims: { ...siblingClaims, oid: 'somebody', scp: 'User.Read' },
    }),
  },
  {
    name: 'a token of another platform that was itself got by a federated credential',
    code: 700231,
    ...badClient,
    ask: deviating({ registered: [siblingCredential], claims: { ...siblingClaims, fic: true } }),
  },
];
