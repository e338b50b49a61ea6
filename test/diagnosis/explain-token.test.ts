import { describe, expect, it } from 'vitest';
import { claimExplanations } from '../../src/diagnosis/claim-explanations.ts';
import { decodeToken, type ExplainedClaim, explainToken } from '../../src/diagnosis/index.ts';
import { ManualClock } from '../../src/kernel/index.ts';
import { applicationToken, graphToken, idToken, issuedAt, tokenOf, userToken } from './sample-tokens.ts';

const explain = (claims: object, seconds = issuedAt + 60) =>
  explainToken(decodeToken(tokenOf(claims)), new ManualClock(seconds * 1000));

const claimOf = (claims: object, name: string): ExplainedClaim | undefined =>
  explain(claims).claims.find(({ claim }) => claim === name);

const settings = (claims: object, name: string): string[] | undefined =>
  claimOf(claims, name)?.origins.map(({ owner, property, decides }) => `${decides} ${owner}: ${property}`);

describe('the kind of a token is told by its claims (sts reference 5.3, 5.4)', () => {
  it.each([
    ['an application’s access token, version 2', applicationToken, 'access', 2, 'application', false],
    ['a user’s access token, version 1', userToken, 'access', 1, 'user', false],
    ['an ID token', idToken, 'id', 2, 'user', false],
    ['an ID token that names nobody', { ...idToken, oid: undefined, name: undefined }, 'id', 2, 'user', false],
    ['a token for Graph by its id', graphToken, 'access', 1, 'user', true],
    [
      'a token for Graph by its address',
      { ...graphToken, aud: 'https://graph.microsoft.com/' },
      'access',
      1,
      'user',
      true,
    ],
    ['an application’s token that says so', { ...applicationToken, idtyp: 'app' }, 'access', 2, 'application', false],
  ] as const)('%s', (_, claims, use, version, subject, isForGraph) => {
    expect(explain(claims).kind).toEqual({ use, version, subject, isForGraph });
  });
});

describe('a claim is traced to the setting that put it there', () => {
  it.each([
    // The version of an access token is a property of the API, never of the endpoint (sts reference 5.1).
    [userToken, 'ver', ['value resource application: api.requestedAccessTokenVersion']],
    [idToken, 'ver', ['value request: endpoint (/oauth2 or /oauth2/v2.0)']],
    [userToken, 'aud', ['value resource application: identifierUris', 'value request: scope']],
    [applicationToken, 'aud', ['value resource application: appId', 'value request: scope']],
    [idToken, 'aud', ['value client application: appId']],
    [
      applicationToken,
      'roles',
      ['value client servicePrincipal: appRoleAssignments', 'value resource application: appRoles'],
    ],
    [
      { ...userToken, roles: ['Admin'] },
      'roles',
      ['value user: appRoleAssignments (on the resource servicePrincipal)', 'value resource application: appRoles'],
    ],
    [
      { ...idToken, roles: ['Admin'] },
      'roles',
      ['value user: appRoleAssignments (on the client servicePrincipal)', 'value client application: appRoles'],
    ],
    [applicationToken, 'oid', ['value client servicePrincipal: id']],
    [userToken, 'oid', ['value user: id']],
    [idToken, 'oid', ['value user: id', 'presence request: scope (profile)']],
    [
      applicationToken,
      'azpacr',
      ['value request: client authentication', 'value client application: passwordCredentials'],
    ],
    // Optional claims come from the registration of whom the token is for (sts reference 5.4).
    [userToken, 'upn', ['value user: userPrincipalName']],
    [
      { ...userToken, ver: '2.0' },
      'upn',
      ['value user: userPrincipalName', 'presence resource application: optionalClaims.accessToken'],
    ],
    [
      { ...idToken, upn: 'x' },
      'upn',
      ['value user: userPrincipalName', 'presence client application: optionalClaims.idToken'],
    ],
    [
      { ...userToken, groups: ['g'] },
      'groups',
      ['value user: transitiveMemberOf', 'presence resource application: groupMembershipClaims'],
    ],
    [
      userToken,
      'scp',
      [
        'value client servicePrincipal: oauth2PermissionGrants.scope',
        'value resource application: api.oauth2PermissionScopes',
        'value request: scope',
      ],
    ],
    [
      { ...userToken, 'extn.skype': 'x' },
      'extn.skype',
      ['value user: extension_{appId}_skype', 'presence resource application: optionalClaims.accessToken'],
    ],
    [{ ...userToken, unheard: 1 }, 'unheard', ['value resource servicePrincipal: claimsMappingPolicies']],
  ] as const)('%#: %2$j', (claims, name, expected) => {
    expect(settings(claims, name)).toEqual(expected);
  });

  it('every known claim has a sentence and at least one setting, in every kind of token', () => {
    const kinds = [applicationToken, userToken, idToken, graphToken].map((claims) => explain(claims).kind);
    for (const [claim, explainOne] of Object.entries(claimExplanations)) {
      for (const kind of kinds) {
        const { meaning, origins } = explainOne(kind, 'value');
        expect(meaning, claim).toMatch(/^[A-Z0-9].*[.]$/);
        expect(origins.length, claim).toBeGreaterThan(0);
      }
    }
  });
});

describe('a token is judged by the clock', () => {
  it.each([
    ['current', issuedAt, 'current'],
    ['current in its last second', issuedAt + 3_899, 'current'],
    ['expired at its end', issuedAt + 3_900, 'expired'],
    ['too early', issuedAt - 1, 'early'],
  ])('it is %s', (_, seconds, state) => {
    expect(explain(applicationToken, seconds).lifetime.state).toBe(state);
  });

  it('one without an end is told apart', () => {
    expect(explain({ iss: 'x' }).lifetime.state).toBe('unlimited');
  });
});

describe('its holder is warned', () => {
  it.each([
    ['that a token for Graph is opaque', graphToken, 'opaque to you'],
    ['never to send an ID token to an API', idToken, 'Never send it to an API'],
    ['that nothing was granted', { ...applicationToken, roles: undefined }, 'It has no roles'],
    ['that groups have to be read elsewhere', { ...userToken, _claim_names: { groups: 'src1' } }, 'too many groups'],
  ])('%s', (_, claims, says) => {
    expect(explain(claims).warnings.join('\n')).toContain(says);
  });

  it('of nothing where all is well', () => {
    expect(explain(applicationToken).warnings).toEqual([]);
    expect(explain(userToken).warnings).toEqual([]);
  });
});
