import { inFile, type Threat } from './threat.ts';

const ASSERTIONS = 'attacks/client-assertions';

/** How applications prove themselves. */
export const clientThreats: readonly Threat[] = [
  {
    id: 'assertion-forgery',
    name: 'An assertion signed by a key that the client did not register, or that another application did',
    source: 'RFC 7523 §3 (9), §5',
    met: 'The certificate itself must be registered on this application or its instance in the tenant.',
    shown: inFile(ASSERTIONS, 'the certificate of another application is not this one’s, though it is registered'),
  },
  {
    id: 'assertion-replay',
    name: 'An assertion used again',
    source: 'RFC 7523 §3 (7), §5; RFC 6819 §4.6.2',
    met: 'Times bound its use; a tenant may have each counted once, on all instances together.',
    shown: [
      ...inFile(
        'oauth/endpoints/assertion-reuse',
        'gets tokens for exactly one of many requests at once',
        'is known by its jti, however it is signed',
      ),
      ...inFile(ASSERTIONS, 'over, not yet begun, or without an end'),
    ],
  },
  {
    id: 'assertion-audience',
    name: 'An assertion meant for another server or another tenant (audience injection)',
    source: 'RFC 7523 §3 (3); CVE-2025-27370; CVE-2025-27371',
    met: 'The audience must be this tenant’s token service, to the letter.',
    shown: inFile(
      ASSERTIONS,
      'for another server, or for several that include us by a look-alike',
      'for another tenant that the client is in too',
    ),
  },
  {
    id: 'assertion-of-another-client',
    name: 'The assertion, or the token, of one client presented for another',
    source: 'RFC 7521 §4.2; RFC 7523 §3 (1, 2)',
    met: 'Issuer and subject must both be the client that asks.',
    shown: inFile(
      ASSERTIONS,
      'of another client, presented for this one',
      'an access token of the client itself is no assertion',
    ),
  },
  {
    id: 'two-proofs',
    name: 'Two proofs of two clients in one request',
    source: 'RFC 6749 §2.3',
    met: 'More than one is refused, and so are ids that differ.',
    shown: inFile('attacks/injection', 'proves the client in one way, not in two that may differ (RFC 6749 §2.3)'),
  },
  {
    id: 'federated-issuer-ssrf',
    name: 'A token that makes the server ask an address inside: private networks, redirects, rebinding, files',
    source: 'RFC 8725 §3.10; CWE-918; RFC 7521 §8.3',
    met: 'Only issuers that a credential of the application names are asked, over HTTPS, at addresses that are outside, without redirects.',
    shown: [
      ...inFile('oauth/endpoints/federated-issuers', 'is nobody, where the client does not trust the issuer'),
      ...inFile(
        'http/outbound/document-fetcher',
        'is not made to the address %s',
        'is not made to a name that means %s',
        'goes to the address that was judged, though the name means another one a moment later (DNS rebinding)',
        'is not made where a redirect leads to',
      ),
    ],
  },
  {
    id: 'federated-issuer-flood',
    name: 'Tokens that make the server ask an issuer without end',
    source: 'RFC 7521 §8; CWE-400',
    met: 'Answers are remembered, failures too; size, time and number of questions are bounded.',
    shown: [
      ...inFile('oauth/endpoints/federated-issuers', 'is the issuer once, however many unknown keys tokens name'),
      ...inFile(
        'http/outbound/document-fetcher',
        'is too large, announced or not',
        'comes too slowly, from the start or in the middle',
        'is compressed, for it could grow without bound',
      ),
    ],
  },
  {
    id: 'federated-issuer-tricks',
    name: 'An issuer that looks like a trusted one, or whose documents name another',
    source: 'OpenID Connect Discovery §4.3; RFC 9700 §4.4',
    met: 'Issuers are compared to the letter, and their documents must name them.',
    shown: [
      ...inFile('oauth/external-issuers/external-issuers', 'has %s', 'have %s'),
      ...inFile('oauth/endpoints/federated-issuers', 'has documents that name it and hold keys (AADSTS50166)'),
    ],
  },
  {
    id: 'platform-token-as-assertion',
    name: 'A token of this very platform, of a person or another application, as a federated assertion',
    source: 'RFC 8725 §2.8; sts reference 6.3',
    met: 'Only tokens of managed identities count, of the same tenant, for the exchange.',
    shown: inFile(
      'oauth/endpoints/federated-platform-tokens',
      'do not let in where another application got them',
      'do not let in where a person got them',
      'do not let in from another tenant',
    ),
  },
  {
    id: 'device-phishing',
    name: 'A device’s code that is sent to a victim',
    source: 'RFC 8628 §5.4; OAuth cross-device flows',
    met: 'Codes are typed, never taken from an address; the page says who asks, and asks even those who are signed in.',
    shown: [
      ...inFile(
        'attacks/devices',
        'is not let in by a page that another site sends, by another browser, or by an address',
        'says which application asks, and asks even those who are signed in',
      ),
      ...inFile(
        'oauth/endpoints/device-code',
        'takes no code from an address: somebody else could have made it (RFC 8628 §5.4)',
      ),
    ],
  },
  {
    id: 'device-code-guessing',
    name: 'Device codes that are guessed, shared or redeemed by somebody else',
    source: 'RFC 8628 §5.1, §5.2, §5.5',
    met: 'The code that is typed redeems nothing, guessing locks, and the other is 256 bits and good once.',
    shown: [
      ...inFile(
        'attacks/devices',
        'the one that is typed is not the one that is redeemed, and neither is a code or a refresh token',
      ),
      ...inFile(
        'oauth/endpoints/device-code',
        'locks an address out that guesses (RFC 8628 §5.1)',
        'of two polls at the same time exactly one gets the tokens',
      ),
    ],
  },
];
