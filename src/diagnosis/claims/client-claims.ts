import { always, type ClaimTable, type Explain, says } from './claim-explanation.ts';

interface Proof {
  readonly how: string;
  /** The property of the client's definition that let it do so. */
  readonly property: string;
}

const proofs: Readonly<Record<string, Proof>> = {
  0: { how: 'not at all, as a public client', property: 'publicClient, spa or isFallbackPublicClient' },
  1: { how: 'with a client secret', property: 'passwordCredentials' },
  2: {
    how: 'with a certificate or with an assertion of another issuer',
    property: 'keyCredentials or federatedIdentityCredentials',
  },
};

const proof: Explain = (_, value) => {
  const { how, property } = proofs[String(value)] ?? {
    how: 'in a way that is not known',
    property: 'passwordCredentials',
  };
  return {
    meaning: `How the client proved itself: ${how}.`,
    origins: [says('request', 'client authentication'), says('client application', property)],
  };
};

/** Claims about the client that asked. @spec sts reference 5.3 */
export const clientClaims: ClaimTable = {
  appid: always('The client that asked for the token.', says('client application', 'appId')),
  azp: always('The client that asked for the token.', says('client application', 'appId')),
  appidacr: proof,
  azpacr: proof,
  fic: always(
    'The client proved itself by a federated identity credential: this token cannot serve as one.',
    says('request', 'client authentication'),
    says('client application', 'federatedIdentityCredentials'),
  ),
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
