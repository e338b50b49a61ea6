import { inFile, type Threat } from './threat.ts';

const REDIRECTS = 'attacks/redirects';
const CODES = 'attacks/codes';

/** What happens on the way of a code, and where browsers are sent. */
export const codeAndRedirectThreats: readonly Threat[] = [
  {
    id: 'redirect-tricks',
    name: 'A redirect URI that looks like a registered one: other hosts, paths, ports, encodings, look-alike letters',
    source: 'RFC 9700 §4.1; RFC 6819 §4.4.1.7',
    met: 'Redirect URIs are compared to the letter; until one has matched, everything stays on our own page.',
    shown: [
      ...inFile(REDIRECTS, '%s: the browser stays here, with and without a page'),
      ...inFile('oauth/rules/redirect-uri', 'whatever matches leads, for a browser, to the registered host and scheme'),
    ],
  },
  {
    id: 'redirect-pollution',
    name: 'Two redirect URIs in one request, of which two readers take different ones',
    source: 'RFC 6749 §3.1; CWE-235',
    met: 'A parameter that is repeated is refused; query and body are never mixed.',
    shown: inFile(REDIRECTS, 'sent twice, once good and once bad, in one place or two'),
  },
  {
    id: 'regular-expression-denial',
    name: 'A redirect URI that keeps the server busy for minutes',
    source: 'CWE-1333',
    met: 'What it costs to compare grows with the length alone, and lengths are bounded.',
    shown: inFile(
      'oauth/rules/redirect-uri',
      'one of any length is judged at once: what it costs grows with its length alone (CWE-1333)',
    ),
  },
  {
    id: 'referer-leak',
    name: 'Codes and state given away by the Referer header',
    source: 'RFC 9700 §4.2',
    met: 'Pages load nothing from elsewhere and forbid the header; redirects to clients carry no-referrer.',
    shown: inFile(REDIRECTS, 'no page of ours loads anything from elsewhere, names its address to others, or is kept'),
  },
  {
    id: 'history-leak',
    name: 'Tokens left behind in the history of a browser, or taken from a query',
    source: 'RFC 9700 §4.3',
    met: 'Tokens travel in fragments and forms, never in a query, and no endpoint reads one from a query.',
    shown: [
      ...inFile('attacks/token-substitution', 'a token in a query is not read (RFC 9700 §4.3.2)'),
      ...inFile(
        REDIRECTS,
        'a response mode is not watered down: tokens never travel in a query, nor errors that could have been',
      ),
    ],
  },
  {
    id: 'response-mode-downgrade',
    name: 'A response mode that shows tokens to more readers than the client meant',
    source: 'OAuth 2.0 Multiple Response Types §5; RFC 9700 §4.3.2',
    met: 'query is refused where tokens may be in the answer, and for refusals of such requests.',
    shown: inFile(
      REDIRECTS,
      'a response mode is not watered down: tokens never travel in a query, nor errors that could have been',
    ),
  },
  {
    id: 'mix-up',
    name: 'One authorization server taken for another',
    source: 'RFC 9700 §4.4; RFC 9207',
    met: 'ID tokens and, where the tenant wants it, every answer name the issuer; a code counts at the authority it was asked of.',
    shown: [
      ...inFile(
        CODES,
        'every answer can name its issuer, and names the one of the metadata',
        'what one authority began, no other goes on with',
      ),
      ...inFile(
        'oauth/endpoints/issuer-in-response',
        'is that of the metadata, in answers and refusals, and announced there',
      ),
    ],
  },
  {
    id: 'code-injection',
    name: 'A stolen code put into the attacker’s own session, or the attacker’s into the victim’s',
    source: 'RFC 9700 §4.5; RFC 6819 §4.4.1.1',
    met: 'A code is tied to its client, redirect URI, authority and challenge, and the client proves itself.',
    shown: inFile(
      CODES,
      'of the attacker’s own sign-in is not redeemed with the verifier of the victim’s (code injection)',
      'is not redeemed by another client, with that client’s own proof',
      'is not redeemed for another redirect URI of the same client',
      'is not redeemed in another tenant',
      'of a page is not redeemed by a server, or from the page of somebody else',
    ),
  },
  {
    id: 'code-theft',
    name: 'A code redeemed by who found it, without the client’s proof',
    source: 'RFC 6819 §4.4.1.2, §5.2.4.4',
    met: 'Confidential clients prove themselves, others need the verifier.',
    shown: inFile(CODES, 'is not redeemed without the client’s proof, nor with the proof of another'),
  },
  {
    id: 'code-guessing',
    name: 'Codes that are guessed or altered',
    source: 'RFC 6819 §4.4.1.3',
    met: 'A code is 256 random bits and compared by a keyed hash.',
    shown: inFile(CODES, 'is not guessed: codes are long, and one that is off by a letter is none'),
  },
  {
    id: 'code-replay',
    name: 'A code used twice, also at the same moment',
    source: 'RFC 6749 §4.1.2; RFC 6819 §4.4.1.1',
    met: 'Redemption is one atomic step; the second one ends what the first led to.',
    shown: inFile(
      'oauth/endpoints/codes',
      'the second redemption is refused and ends what the first one led to',
      'of many redemptions at the same moment exactly one succeeds',
      'a replay by somebody who cannot prove to be the client ends nothing',
    ),
  },
  {
    id: 'pkce-downgrade',
    name: 'A code challenge cut out of the request, or S256 taken for plain',
    source: 'RFC 9700 §4.8; RFC 7636 §7.2',
    met: 'A verifier without a challenge is refused, and so is a challenge without its verifier; the method is that of the request.',
    shown: [
      ...inFile(
        CODES,
        'a verifier where there was no challenge is refused: the challenge was cut out on the way',
        'a code with a challenge needs its verifier, also of a client that proves itself',
        'S256 is not taken for plain: the challenge, which others saw, is no verifier',
      ),
      ...inFile('oauth/endpoints/codes', 'need a code challenge (AADSTS9002325)'),
    ],
  },
  {
    id: 'open-redirect',
    name: 'The server as an open redirector',
    source: 'RFC 9700 §4.11',
    met: 'No answer, no error and no sign-out goes to an address that the client did not register.',
    shown: [
      ...inFile(REDIRECTS, '%s: the browser stays here, with and without a page'),
      ...inFile('signin/forgery', 'after signing out not to %s'),
    ],
  },
  {
    id: 'covert-redirect',
    name: 'An open redirector behind post_logout_redirect_uri',
    source: 'OpenID Connect RP-Initiated Logout §3, §6',
    met: 'The address must be one of the client’s own, to the letter.',
    shown: [
      ...inFile('signin/forgery', 'after signing out not to %s'),
      ...inFile('signin/logout', 'an address %s is not gone to'),
    ],
  },
  {
    id: 'redirect-307',
    name: 'A password that a redirect sends on to the client',
    source: 'RFC 9700 §4.12',
    met: 'Forms are answered with 303.',
    shown: inFile(REDIRECTS, 'the answer to a form is 303, so that a password is never sent on (RFC 9700 §4.12)'),
  },
  {
    id: 'response-splitting',
    name: 'state, nonce or another value that becomes a header, an address or markup',
    source: 'CWE-113; CWE-79',
    met: 'What comes back is encoded for the place it stands in, and pages escape by themselves.',
    shown: [
      ...inFile(REDIRECTS, 'state is sent back as text: no header, no address and no markup comes of it'),
      ...inFile('oauth/endpoints/authorize-refusals', 'what a request holds is shown as text and never as markup'),
    ],
  },
];
