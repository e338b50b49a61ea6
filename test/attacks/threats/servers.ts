import { inFile, type Threat } from './threat.ts';

const INJECTION = 'attacks/injection';
const FORGERY = 'signin/forgery';

/** What the server and its surroundings are made to do. */
export const serverThreats: readonly Threat[] = [
  {
    id: 'parameter-pollution',
    name: 'Parameters sent twice, in the query, as lists, in another case or another encoding',
    source: 'RFC 6749 §3.1, §3.2; CWE-235',
    met: 'Each counts once, from one place, under one name.',
    shown: inFile(
      INJECTION,
      'sent twice is refused, whichever comes first and however its name is written',
      'is read from the body alone: what the query says counts for nothing',
      'is not one of a list, an object, another case, or another encoding of a form',
      'asks for a method by no other way than the method',
    ),
  },
  {
    id: 'text-injection',
    name: 'Text that means something to the database, a template or a terminal',
    source: 'CWE-89; CWE-158; CWE-93',
    met: 'Statements are prepared, and texts that a database cannot hold are found nowhere rather than failing.',
    shown: inFile(
      INJECTION,
      'is text in every parameter of the token endpoint, on a database that does not take all of it',
      'is text in every parameter of the pages, and in the tenant’s place',
    ),
  },
  {
    id: 'log-injection',
    name: 'Lines that somebody else writes into the log, and secrets in it',
    source: 'CWE-117; CWE-532',
    met: 'The log is JSON, names what it writes, and holds no address, body or header.',
    shown: [
      ...inFile(INJECTION, 'has written no line of its own into the log, and none of it tells of a bug'),
      ...inFile(
        'platform/log/canary',
        'no secret reaches the log, whatever is logged (every secret of a sign-in is searched for)',
      ),
    ],
  },
  {
    id: 'host-header',
    name: 'Addresses made of a Host header, or of one that proxies add',
    source: 'CWE-644; RFC 9700 §4.13',
    met: 'Addresses are made of the configured one alone.',
    shown: [
      ...inFile(
        'attacks/redirects',
        'an address that the server makes of the request is ours, whatever host the request names (CWE-644)',
      ),
      ...inFile(FORGERY, 'not by a Host header of the caller’s choice'),
    ],
  },
  {
    id: 'proxy-headers',
    name: 'Headers that only a proxy should send, sent by a stranger',
    source: 'RFC 9700 §4.13',
    met: 'They count from trusted proxies alone, as far back as those vouch.',
    shown: inFile(
      'http/requests',
      'is the last address that no trusted proxy vouches for, not one the caller wrote in front',
      'is not what somebody else says',
    ),
  },
  {
    id: 'hostile-input',
    name: 'Input that breaks, hangs or grows a parser; malformed HTTP',
    source: 'CWE-20; CWE-400; CWE-444',
    met: 'Sizes are bounded, parsers throw refusals and nothing else, and a million inputs are tried by command.',
    shown: [
      ...inFile('fuzz/fuzz', 'with a seed that is %s', 'on PostgreSQL, which takes not every text'),
      ...inFile('http/limits', 'of a form may have 64 KiB and not a byte more'),
    ],
  },
];
