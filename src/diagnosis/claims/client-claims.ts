import { always, type ClaimTable, says } from './claim-explanation.ts';

const proofs: Readonly<Record<string, string>> = {
  0: 'not at all: it is a public client',
  1: 'with a client secret',
  2: 'with a certificate or an assertion of another issuer',
};

const proof = (value: unknown): string =>
  `How the client proved itself: ${proofs[String(value)] ?? 'in a way unknown'}.`;

/** Claims about the client that asked. @spec sts reference 5.3 */
export const clientClaims: ClaimTable = {
  appid: always('The client that asked for the token.', says('client application', 'appId')),
  azp: always('The client that asked for the token.', says('client application', 'appId')),
  appidacr: (_, value) => ({
    meaning: proof(value),
    origins: [says('request', 'client authentication'), says('client application', 'isFallbackPublicClient')],
  }),
  azpacr: (_, value) => ({
    meaning: proof(value),
    origins: [says('request', 'client authentication'), says('client application', 'isFallbackPublicClient')],
  }),
  app_displayname: always('Name of the client.', says('client application', 'displayName')),
  idtyp: (kind, value) => ({
    meaning: value === 'app' ? 'An application acts for itself.' : `Who acts: ${String(value)}.`,
    origins: [
      says('request', 'grant_type'),
      ...(kind.isForGraph
        ? []
        : [{ owner: 'resource application', property: 'optionalClaims.accessToken', decides: 'presence' } as const]),
    ],
  }),
  xms_mirid: always(
    'The Azure resource whose managed identity this is.',
    says('client servicePrincipal', 'alternativeNames'),
  ),
};
