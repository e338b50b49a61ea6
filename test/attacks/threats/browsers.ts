import { inFile, type Threat } from './threat.ts';

const FORGERY = 'signin/forgery';

/** What other sites do with somebody’s browser. */
export const browserThreats: readonly Threat[] = [
  {
    id: 'client-csrf',
    name: 'An answer that the client did not ask for',
    source: 'RFC 9700 §4.7; RFC 6819 §4.4.1.8',
    met: 'state and nonce come back to the letter, and PKCE is offered to every client.',
    shown: inFile('oauth/endpoints/authorize-refusals', 'state comes back to the letter, and only what was sent'),
  },
  {
    id: 'login-csrf',
    name: 'Somebody signed in to the attacker’s account unawares',
    source: 'RFC 9700 §4.7; CWE-352',
    met: 'A sign-in is tied to the browser that began it, by a handle in the form and a cookie that does not travel.',
    shown: inFile(
      FORGERY,
      'a sign-in that one browser began is not finished in another',
      'nor are credentials sent along with a handle of somebody else’s making',
      'from %s they are refused',
    ),
  },
  {
    id: 'consent-csrf',
    name: 'Consent given by a form of another site',
    source: 'RFC 9700 §4.7; RFC 6819 §4.4.1.9',
    met: 'The same, and what is accepted must be what the page showed.',
    shown: inFile(
      'attacks/people',
      'is not given from another site, in another browser, by another person, for another client or for more',
    ),
  },
  {
    id: 'session-fixation',
    name: 'A session planted beforehand',
    source: 'CWE-384; OpenID Connect Core §16',
    met: 'A session gets a new name at each sign-in, and names are the server’s alone.',
    shown: inFile(
      FORGERY,
      'signing in gives the session a new name, and the old one opens nothing',
      'a name of the attacker’s choosing never becomes a session',
    ),
  },
  {
    id: 'clickjacking',
    name: 'A page of ours in a frame of theirs',
    source: 'RFC 9700 §4.16; RFC 6819 §4.4.1.9',
    met: 'frame-ancestors and X-Frame-Options forbid it; silent renewal needs no page.',
    shown: inFile(
      FORGERY,
      'no frame, no sniffing, no cache, no script but our own, no address given away',
      'the answer to a frame of another site is a bare redirect (silent sign-in)',
    ),
  },
  {
    id: 'in-browser-communication',
    name: 'Answers handed from window to window',
    source: 'RFC 9700 §4.17',
    met: 'web_message is not offered; the answers of the token endpoint are readable at the client’s own origins alone.',
    shown: [
      ...inFile(
        'attacks/redirects',
        'a response mode is not watered down: tokens never travel in a query, nor errors that could have been',
      ),
      ...inFile(
        'http/cors',
        'may not be read at %s by an app registered with %s',
        'a page may be read by no other origin',
      ),
    ],
  },
  {
    id: 'script-injection',
    name: 'Script in a page, from a request or a registration',
    source: 'CWE-79',
    met: 'The template escapes, the policy admits our own script by hash, and pages need none.',
    shown: [
      ...inFile(
        'signin/pages/html',
        'lets no < > " \' of a value through, between tags and inside quotes, and loses nothing',
      ),
      ...inFile(
        'attacks/people',
        'a name and a publisher are shown as they are: an application that calls itself Microsoft is still not verified',
      ),
    ],
  },
  {
    id: 'sign-out-csrf',
    name: 'Somebody signed out by another site, or the sign-out of other people',
    source: 'OpenID Connect RP-Initiated Logout §6; Front-Channel Logout §4',
    met: 'Without a hint of that session the person is asked; applications hear of their own sessions alone.',
    shown: [
      ...inFile(
        FORGERY,
        'signing out asks first, since any site can send a person there',
        'the page that asks counts in its own session only',
      ),
      ...inFile(
        'signin/logout',
        'a user name is no hint: it would let any site sign somebody out',
        'what anybody could make of an object id is no hint: colleagues know each other’s',
        'the ID token of another browser’s sign-in is no hint either',
        'tells nobody who did not take part',
      ),
    ],
  },
  {
    id: 'cache',
    name: 'Answers kept where others find them, or poisoned for others',
    source: 'CWE-525; RFC 6749 §5.1; web cache poisoning',
    met: 'Nothing personal may be kept; public documents are made of nothing that the caller chooses.',
    shown: inFile(
      'attacks/redirects',
      'no answer with a token, or about one, is kept by a cache (CWE-525; cache poisoning)',
    ),
  },
];
