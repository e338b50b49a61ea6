import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessTokenClaims, idTokenClaims } from '../../src/tokens/index.ts';
import { ada, appFacts, elsewhere, idFacts, userFacts } from './facts.ts';

/** What no registration asks for and no policy adds, as far as there is anything to tell. */
const everything = { roles: ['R'], tenantCreatedAt: 1_000 };
const known = { identityProvider: 'https://home.example/' };
const guest = { ...ada, userType: 'Guest' as const, home: elsewhere };
const forGraph = { ...everything, isForGraph: true, version: 1 as const };

const tokens = {
  '1U': accessTokenClaims(userFacts({ ...everything, version: 1 })),
  '1A': accessTokenClaims(appFacts({ ...everything, version: 1 })),
  '2U': accessTokenClaims(userFacts({ ...everything, version: 2 })),
  '2A': accessTokenClaims(appFacts({ ...everything, version: 2 })),
  GU: accessTokenClaims(userFacts(forGraph)),
  GA: accessTokenClaims(appFacts(forGraph)),
  I1: idTokenClaims(idFacts({ ...everything, version: 1 })),
  I2: idTokenClaims(idFacts({ ...everything, version: 2 })),
  guest1: accessTokenClaims(userFacts({ ...known, version: 1, person: guest }, { user: guest })),
  guest2: accessTokenClaims(userFacts({ ...known, version: 2, person: guest }, { user: guest })),
} as const;
type Token = keyof typeof tokens;

const ALL = '1U 1A 2U 2A GU GA I1 I2 guest1 guest2';
const PEOPLE = '1U 2U GU I1 I2 guest1 guest2';
const ACCESS = '1U 1A 2U 2A GU GA guest1 guest2';

/**
 * Which token has which claim by itself. U is of a person, A an application’s own, G for Microsoft Graph, I an ID token; the figure is
 * the version. @spec sts reference 5.3, 5.4
 */
const rows: readonly (readonly [claim: string, tokens: string, why: string])[] = [
  ['aud', ALL, 'every token is for somebody'],
  ['iss', ALL, 'and from somebody'],
  ['iat', ALL, 'some minutes before it was made'],
  ['nbf', ALL, 'the same moment'],
  ['exp', ALL, 'and it ends'],
  ['tid', ALL, 'the tenant'],
  ['sub', ALL, 'pairwise for a person, oid for an application'],
  ['uti', ALL, 'the name of the token'],
  ['ver', ALL, 'which of the two forms this is'],
  ['oid', ALL, 'with profile in ID tokens of version 2'],
  ['appid', '1U 1A GU GA guest1', 'the client, in version 1'],
  ['appidacr', '1U 1A GU GA guest1', 'and how it proved itself'],
  ['azp', '2U 2A guest2', 'the client, in version 2'],
  ['azpacr', '2U 2A guest2', 'and how it proved itself'],
  ['scp', '1U 2U GU guest1 guest2', 'what the client may do for a person'],
  ['roles', '1U 1A 2U 2A GU GA I1 I2', 'where there are any'],
  ['acr', '1U GU guest1', 'how strongly the person was known, in version 1'],
  ['amr', '1U GU I1 guest1', 'and by what'],
  ['name', PEOPLE, 'with profile in version 2'],
  ['preferred_username', '2U I2 guest2', 'with profile, in version 2'],
  ['unique_name', '1U GU I1 guest1', 'the same in version 1'],
  ['upn', '1U GU I1', 'in version 1, of who signs in by it'],
  ['family_name', '1U GU I1 guest1', 'in version 1'],
  ['given_name', '1U GU I1 guest1', 'in version 1'],
  ['nickname', '1U GU guest1', 'in access tokens of version 1'],
  ['ipaddr', '1U GU I1 guest1', 'in version 1'],
  ['email', 'guest1 guest2', 'of guests'],
  ['idp', '1A GA guest1 guest2', 'of applications in version 1; of people where it is not the issuer'],
  ['sid', 'GU I1 I2', 'in ID tokens, and to Graph'],
  ['nonce', 'I1 I2', 'where one was sent'],
  ['app_displayname', 'GU GA', 'to Graph'],
  ['idtyp', 'GU GA', 'to Graph'],
  ['acct', 'GU', 'to Graph'],
  ['wids', 'GU GA', 'to Graph'],
  ['tenant_region_scope', 'GU GA', 'to Graph'],
  ['xms_tcdt', 'GU GA', 'to Graph'],
];

describe.each(rows)('%s is in %s', (claim, expected, why) => {
  it(why, () => {
    const having = (Object.keys(tokens) as Token[]).filter((token) => Object.hasOwn(tokens[token], claim));
    expect(having).toEqual(expected.split(' '));
  });
});

it('no token has a claim that the table does not know', () => {
  const listed = new Set(rows.map(([claim]) => claim));
  const issued = Object.values(tokens).flatMap((claims) => Object.keys(claims));
  expect([...new Set(issued)].filter((claim) => !listed.has(claim))).toEqual([]);
});

it('what applications and people are told apart by is in every access token (sts reference 5.3: scp)', () => {
  for (const token of ACCESS.split(' ') as Token[])
    expect(Object.hasOwn(tokens[token], 'scp'), token).toBe(!token.endsWith('A'));
});

it('nothing internal is in a token: nobody reads it (aio, rh, xms_ftd)', () => {
  for (const claims of Object.values(tokens))
    for (const claim of ['aio', 'rh', 'xms_ftd', 'puid']) expect(claims).not.toHaveProperty(claim);
});

it('the reference page names each of them', () => {
  const page = readFileSync(new URL('../../docs/reference/claims.md', import.meta.url), 'utf8');
  expect(rows.map(([claim]) => claim).filter((claim) => !page.includes(`\`${claim}\``))).toEqual([]);
});
