import { inFile, type Threat } from './threat.ts';

const PEOPLE = 'attacks/people';

/** Who people are, what they grant, and which tenant they belong to. */
export const peopleThreats: readonly Threat[] = [
  {
    id: 'user-enumeration',
    name: 'Finding out who has an account: by words, by time, by hints, by the user realm, by Graph',
    source: 'CWE-204; CWE-208; OWASP ASVS 6.3.8',
    met: 'The same page, the same code and the same hash for a name that nobody has.',
    shown: [
      ...inFile(
        PEOPLE,
        'is told by no page: a name nobody has is answered as a wrong password, and costs as many hashes',
        'is not told before the password either: the page that asks for it is the same for everybody of a domain',
        'is not told by a hint that a client passes on, with or without a page',
        'is not told by the user realm',
      ),
      ...inFile('graph/rights-over-people', 'are reached by User.Read no further than oneself'),
    ],
  },
  {
    id: 'password-guessing',
    name: 'Guessing passwords, also many at once',
    source: 'RFC 6819 §4.4.3.6; CWE-307',
    met: 'Ten wrong ones lock a name, whichever way they came; one hash at a time.',
    shown: [
      ...inFile(
        'signin/guessing',
        'passwords sent all at once count as those sent one after the other: behind ten wrong ones the right one opens nothing (AADSTS50053)',
      ),
      ...inFile(
        'oauth/endpoints/password',
        'counts wrong ones together with those typed into the pages, and those into the pages with these (AADSTS50053)',
      ),
    ],
  },
  {
    id: 'lockout-abuse',
    name: 'Locking other people out, or learning from locks who is here',
    source: 'CWE-645',
    met: 'Names that nobody has lock as well; a lock ends no session and holds for minutes.',
    shown: inFile(
      PEOPLE,
      'a lock tells nothing: names that nobody has lock as well, and locking one keeps nobody else out (account lockout, CWE-645)',
      'whoever is locked out stays signed in where they are',
    ),
  },
  {
    id: 'noauth',
    name: 'A mail address of one’s own choice that an application takes for a proof',
    source: 'nOAuth (2023); OpenID Connect Core §5.7',
    met: 'Subjects and object ids are the server’s; a mail is never told as verified because somebody wrote it.',
    shown: inFile(PEOPLE, 'a mail address that its owner may change freely is in no token as a proof of anything'),
  },
  {
    id: 'issuer-tricks',
    name: 'One tenant taken for another: issuers, authorities, codes and applications of a neighbour',
    source: 'RFC 9700 §4.4; Entra multi-tenant guidance',
    met: 'Everything is looked up in the tenant it was issued in; issuers name their tenant.',
    shown: [
      ...inFile(
        PEOPLE,
        'what is signed in one tenant, for its own client, gives nothing in another',
        'an application of one tenant alone is unknown in every other',
      ),
      ...inFile('interop/endpoints-table', '$method $path: the wrong tenant is told “$wrongTenant.told”'),
      ...inFile('graph/authentication', 'is refused from the issuer of another tenant or platform'),
    ],
  },
  {
    id: 'foreign-people',
    name: 'People of another tenant, and guests, who are taken for members',
    source: 'Entra B2B; AADSTS50020',
    met: 'Only who was invited gets in, under an object id of this tenant and with the password of home.',
    shown: inFile(
      PEOPLE,
      'nobody signs in to a tenant that does not know them, whatever they call themselves there',
      'a guest is somebody of the tenant they are guest in, with an object id of its own, and has no password there',
    ),
  },
  {
    id: 'consent-bypass',
    name: 'A client that gets past consent, or gets more than was shown',
    source: 'RFC 6819 §4.4.1.4; OpenID Connect Core §3.1.2.4',
    met: 'Consent is judged anew before every answer; what is accepted is what was shown.',
    shown: [
      ...inFile(
        PEOPLE,
        'is not skipped: neither prompt nor a handle from before lets a client past it',
        'a person cannot give what only administrators may, for themselves or for all',
      ),
      ...inFile('signin/consent', 'a page that is out of date is shown again', 'is not whoever sends the form of one'),
    ],
  },
  {
    id: 'consent-phishing',
    name: 'An application that looks like somebody else’s (illicit consent grant)',
    source: 'RFC 6819 §4.4.1.4; MITRE ATT&CK T1528',
    met: 'The page says who publishes it, whether that is verified, and where the answer goes; nothing is installed before consent.',
    shown: inFile(
      PEOPLE,
      'a name and a publisher are shown as they are: an application that calls itself Microsoft is still not verified',
    ),
  },
];
