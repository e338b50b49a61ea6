import { always, audience, type ClaimTable, says, shows } from './claim-explanation.ts';

const lifetime = 'tokenLifetimePolicies (AccessTokenLifetime)';

/** Claims about the token itself: from whom, for whom, how long. @spec sts reference 5.1, 5.3, 5.4 */
export const tokenClaims: ClaimTable = {
  aud: (kind, value) => {
    if (kind.use === 'id') {
      return {
        meaning: 'Whom the token is for: the client itself. An API must refuse it.',
        origins: [says('client application', 'appId')],
      };
    }
    if (typeof value === 'string' && value.includes(':')) {
      return {
        meaning: 'The API that the token is for, by the identifier URI the client asked with.',
        origins: [says('resource application', 'identifierUris'), says('request', 'scope')],
      };
    }
    return {
      meaning: 'The API that the token is for. Every other API must refuse it.',
      origins: [says('resource application', 'appId'), says('request', 'scope')],
    };
  },
  iss: (kind) => ({
    meaning: 'Who issued it: this tenant, at the address that goes with the version of the token.',
    origins: [
      says('tenant', 'id'),
      ...(kind.use === 'id' ? [] : [says('resource application', 'api.requestedAccessTokenVersion')]),
    ],
  }),
  iat: always('When it was issued, dated back a few minutes for clocks that lag.', says('token service', 'clock')),
  nbf: always('Not good before this moment.', says('token service', 'clock')),
  exp: (kind) => ({
    meaning: 'Not good after this moment.',
    origins: [says('token service', 'clock'), says(`${audience(kind)} servicePrincipal`, lifetime)],
  }),
  ver: (kind) => ({
    meaning:
      kind.use === 'id'
        ? 'Version of the token. Of ID tokens the endpoint decides.'
        : 'Version of the token. The API decides, not the endpoint: unset or 1 gives 1.0, 2 gives 2.0.',
    origins: [
      kind.use === 'id'
        ? says('request', 'endpoint (/oauth2 or /oauth2/v2.0)')
        : says('resource application', 'api.requestedAccessTokenVersion'),
    ],
  }),
  tid: always('The tenant that issued it; for guests the one they visit.', says('tenant', 'id')),
  uti: always(
    'Names this one token; the sign-in record has it as uniqueTokenIdentifier.',
    says('token service', 'random'),
  ),
  nonce: always('What the client sent, so that it can tell a replay.', says('request', 'nonce')),
  c_hash: always('Binds the token to the authorization code that came with it.', says('token service', 'code')),
  at_hash: always('Binds the token to the access token that came with it.', says('token service', 'access token')),
  cnf: always('The key that a caller must prove to hold besides the token.', says('request', 'req_cnf or certificate')),
  xms_cc: (kind) => ({
    meaning: 'What the client can do; cp1: it understands claims challenges (CAE).',
    origins: [
      says('request', 'claims (xms_cc)'),
      shows(`${audience(kind)} application`, `optionalClaims.${kind.use === 'id' ? 'idToken' : 'accessToken'}`),
    ],
  }),
};
