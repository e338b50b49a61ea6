import { inFile, type Threat } from './threat.ts';

const FORGED = [
  ...inFile(
    'attacks/forged-tokens',
    'opens nothing at $name: neither none, nor a public key taken for a secret, nor a key it brings along',
    'signs nobody out as a hint at sign-out (OpenID Connect RP-Initiated Logout §6)',
  ),
];
const SUBSTITUTION = 'attacks/token-substitution';

/** What is done with tokens. */
export const tokenThreats: readonly Threat[] = [
  {
    id: 'alg-none',
    name: 'A token whose algorithm is none, in every spelling',
    source: 'RFC 8725 §2.1, §3.1; CVE-2015-9235',
    met: 'Our own tokens are RS256 and nothing else; assertions have a list of algorithms in which none does not stand.',
    shown: [...FORGED, ...inFile('attacks/client-assertions', 'alg %j')],
  },
  {
    id: 'algorithm-confusion',
    name: 'A public key, or a certificate, taken for a shared secret (RS256 to HS256)',
    source: 'RFC 8725 §2.1; CVE-2016-5431',
    met: 'No HMAC algorithm is accepted anywhere, and a key fits the algorithms of its kind alone.',
    shown: [
      ...FORGED,
      ...inFile(
        'attacks/client-assertions',
        'the certificate, which is public, is no secret (RS256 to HS256 confusion)',
      ),
    ],
  },
  {
    id: 'key-confusion',
    name: 'A token that brings its key along or says where to get it: jwk, jku, x5u, x5c',
    source: 'RFC 8725 §3.10; RFC 7515 §10; CVE-2018-0114',
    met: 'These members are never looked at; keys are those that were registered, found by name.',
    shown: [
      ...FORGED,
      ...inFile(
        'attacks/client-assertions',
        'a key that it brings along counts for nothing: jwk, jku, x5u, x5c (CVE-2018-0114)',
      ),
    ],
  },
  {
    id: 'kid-injection',
    name: 'A key id that is a path, SQL or the name of an inherited member',
    source: 'RFC 8725 §3.10; CWE-22; CWE-89',
    met: 'The key id is compared with those of the keys, and never used to look anything up.',
    shown: [
      ...FORGED,
      ...inFile('attacks/client-assertions', 'a key id is compared and never looked up: no file, no SQL, no prototype'),
    ],
  },
  {
    id: 'psychic-signatures',
    name: 'An ECDSA signature of zeros',
    source: 'CVE-2022-21449',
    met: 'Signatures are verified by OpenSSL, in the one form that JOSE knows.',
    shown: [
      ...FORGED,
      ...inFile(
        'attacks/client-assertions',
        'zeros sign nothing (psychic signatures, CVE-2022-21449), nor do short, long or DER ones',
      ),
    ],
  },
  {
    id: 'jwt-bombs',
    name: 'Headers that are huge or deep, compression, byte order marks, members named twice',
    source: 'RFC 8725 §2.4, §2.6, §3.12; CVE-2024-28176',
    met: 'Size is bounded first; a repeated member at any depth, an extension and compression are refused.',
    shown: [
      ...FORGED,
      ...inFile(
        'attacks/client-assertions',
        'members named twice, byte order marks, depth, size, compression and extensions are refused, and quickly',
      ),
    ],
  },
  {
    id: 'token-substitution',
    name: 'One token in the place of another: an ID token as an access token, a token of one API at the next',
    source: 'RFC 9700 §4.6, §4.9; RFC 8725 §2.8',
    met: 'Audience, issuer and kind are checked wherever a token is taken.',
    shown: [
      ...inFile(
        SUBSTITUTION,
        'only an access token of Graph opens Graph and userinfo: no ID token, refresh token, code, or token of another API',
      ),
      ...inFile('signin/logout', 'an access token is no ID token, not even one of the client for itself'),
    ],
  },
  {
    id: 'id-token-of-another-client',
    name: 'The ID token of one client replayed at another',
    source: 'OpenID Connect Core §3.1.3.7, §16.9',
    met: 'It names its audience, repeats the nonce, and binds the code and token it came with.',
    shown: [
      ...inFile(
        SUBSTITUTION,
        'the ID token of one client says so to another: audience, nonce and the halves of what came with it',
      ),
      ...inFile('oauth/endpoints/implicit', 'an ID token names what came with it, and nothing else (at_hash, c_hash)'),
    ],
  },
  {
    id: 'resource-server-leak',
    name: 'A token that an API received, used by that API at another one',
    source: 'RFC 9700 §4.9',
    met: 'Each token is for one API; exchanges need the API’s own proof and its own audience.',
    shown: inFile(
      SUBSTITUTION,
      'an API gets nothing for a token that another API received, though it was for the same person',
      'nobody exchanges without proving to be the API, with its secret or somebody else’s',
    ),
  },
  {
    id: 'stolen-access-token',
    name: 'An access token that was stolen',
    source: 'RFC 9700 §4.10',
    met: 'It holds for about an hour, for one API; revocation, and disabling either object, counts at our own APIs at once.',
    shown: inFile(
      'graph/authentication',
      'when the sessions of the user are revoked, and a newer token does',
      'when the service principal of the client is switched off',
    ),
  },
  {
    id: 'client-as-resource-owner',
    name: 'A client that takes the name of a person; an application’s token taken for a user’s, and the reverse',
    source: 'RFC 9700 §4.15',
    met: 'Ids are given by the server; tokens of applications have no scopes and name the service principal.',
    shown: [
      ...inFile(
        SUBSTITUTION,
        'the token of an application is no user’s, and a user’s is no application’s (RFC 9700 §4.15)',
        'no client can take the name of a person for its own subject (RFC 9700 §4.15)',
      ),
      ...inFile('graph/authentication', 'of a user cannot be made one of an application by leaving out the scopes'),
    ],
  },
  {
    id: 'on-behalf-of-misuse',
    name: 'An exchange on behalf of somebody who never came: an ID token, a foreign token, a token for another audience',
    source: 'RFC 7523 §3; RFC 9700 §4.9.2',
    met: 'The assertion must be an unexpired access token of a person, of this tenant, for the API that presents it.',
    shown: [
      ...inFile(SUBSTITUTION, 'an API gets nothing for %s', 'nobody exchanges in another tenant'),
      ...inFile(
        'attacks/policies',
        'nor does it make an ID token into something that an API exchanges for its caller (RFC 8725 §2.8)',
      ),
    ],
  },
  {
    id: 'refresh-theft',
    name: 'A refresh token that was stolen',
    source: 'RFC 9700 §4.14; RFC 6819 §4.1.2, §5.1.5',
    met: 'It is tied to client, tenant, person and origin; tenants may have those of public clients be good once.',
    shown: [
      ...inFile(
        SUBSTITUTION,
        'is worth nothing without the client’s proof, to another client, in another tenant, or as another kind of thing',
        'of a client without a redirect URI in play is no code: a code of somebody else is refused in its place',
      ),
      ...inFile(
        'oauth/endpoints/refresh-reuse',
        'a stolen one that is used after its owner’s ends the sign-in for both',
        'one that is used before its owner’s ends it as well',
      ),
    ],
  },
  {
    id: 'scope-upgrade',
    name: 'More scopes on refresh than were granted',
    source: 'RFC 6749 §6; RFC 6819 §4.6.4',
    met: 'Each token is made from what is granted at that moment.',
    shown: [
      ...inFile(SUBSTITUTION, 'gives no more than was consented to (RFC 6749 §6)'),
      ...inFile('oauth/endpoints/refresh', 'consent that was withdrawn is not in the next token (P5)'),
    ],
  },
  {
    id: 'forged-claims',
    name: 'A claims mapping that says who somebody is, or what they may',
    source: 'Entra: restricted claim set',
    met: 'Claims that identify or permit are out of reach of mappings.',
    shown: inFile(
      'attacks/policies',
      'a claims mapping says of nobody who they are, where they are from or what they may (Entra restricted claims; nOAuth)',
    ),
  },
];
