import { describe, expect, it } from 'vitest';
import { accessTokenClaims, idTokenClaims } from '../../src/tokens/index.ts';
import { sampleUser } from '../directory/samples.ts';
import { ada, appFacts, elsewhere, idFacts, userFacts } from './facts.ts';

const asked = (name: string, ...additionalProperties: string[]) => ({
  requestedClaims: [{ name, source: null, essential: false, additionalProperties }],
});

describe('optional claims of a person’s tokens (sts reference 5.5)', () => {
  it.each([
    ['acct', 0],
    ['auth_time', Math.floor(Date.UTC(2026, 0, 15, 11, 59) / 1000)],
    ['ctry', 'GB'],
    ['email', 'ada.lovelace@contoso.example'],
    ['family_name', 'Lovelace'],
    ['given_name', 'Ada'],
    ['ipaddr', '127.0.0.1'],
    ['login_hint', 'O.hint'],
    ['preferred_username', 'ada@contoso.example'],
    ['sid', 'f0000000-0000-4000-8000-00000000000f'],
    ['tenant_ctry', 'DE'],
    ['tenant_region_scope', 'WW'],
    ['upn', 'ada@contoso.example'],
    ['verified_primary_email', ['ada.lovelace@contoso.example']],
    ['xms_edov', true],
    ['xms_pl', 'en-GB'],
  ])('%s', (name, value) => {
    expect(accessTokenClaims(userFacts(asked(name)))).toHaveProperty(name, value);
    expect(idTokenClaims(idFacts(asked(name)))).toHaveProperty(name, value);
  });

  it('idtyp says “user” only where the registration wants it of people too', () => {
    expect(accessTokenClaims(userFacts(asked('idtyp')))).not.toHaveProperty('idtyp');
    expect(accessTokenClaims(userFacts(asked('idtyp', 'include_user_token')))).toHaveProperty('idtyp', 'user');
    expect(accessTokenClaims(appFacts(asked('idtyp')))).toHaveProperty('idtyp', 'app');
  });

  it('xms_cc needs the client to say what it can', () => {
    expect(accessTokenClaims(userFacts(asked('xms_cc')))).not.toHaveProperty('xms_cc');
    const capable = { ...asked('xms_cc'), clientCapabilities: ['cp1'] };
    expect(accessTokenClaims(userFacts(capable))).toHaveProperty('xms_cc', ['cp1']);
  });

  it.each(['ctry', 'email', 'family_name', 'xms_pl', 'verified_primary_email'])(
    '%s is left out of the token of somebody who has none',
    (name) => {
      const user = sampleUser();
      expect(idTokenClaims(idFacts({ ...asked(name), user, person: user }))).not.toHaveProperty(name);
    },
  );

  it.each(['upn', 'email', 'sid', 'login_hint', 'auth_time', 'acct'])(
    '%s is of people: an application’s own token has none',
    (name) => {
      expect(accessTokenClaims(appFacts(asked(name)))).not.toHaveProperty(name);
    },
  );

  it.each(['unheard_of', 'constructor', '__proto__', 'toString'])(
    'the claim %s, which there is not, is ignored',
    (name) => {
      const plain = accessTokenClaims(userFacts());
      expect(accessTokenClaims(userFacts(asked(name)))).toEqual(plain);
    },
  );

  it('xms_cc repeats nothing but what is known', () => {
    const capable = { ...asked('xms_cc'), clientCapabilities: ['CP1', 'admin', 'cp1'] };
    expect(accessTokenClaims(userFacts(capable))).toHaveProperty('xms_cc', ['cp1']);
    expect(accessTokenClaims(appFacts({ ...capable, clientCapabilities: ['x'] }))).not.toHaveProperty('xms_cc');
  });

  it.each(['family_name', 'given_name', 'upn'])('version 2 tells %s only with profile', (name) => {
    expect(accessTokenClaims(userFacts(asked(name), { hasProfile: false }))).not.toHaveProperty(name);
    expect(idTokenClaims(idFacts({ ...asked(name), scopes: ['openid'] }))).not.toHaveProperty(name);
    expect(accessTokenClaims(userFacts({ ...asked(name), version: 1 }, { hasProfile: false }))).toHaveProperty(name);
  });

  it.each([
    [[], undefined],
    [['include_externally_authenticated_upn'], 'ada_home.example#EXT#@contoso.example'],
    [['include_externally_authenticated_upn_without_hash'], 'ada_home.example_EXT_@contoso.example'],
  ])('upn of a guest with %j is %s', (properties, expected) => {
    const guest = {
      ...ada,
      userType: 'Guest' as const,
      home: elsewhere,
      mail: 'chief@home.example',
      userPrincipalName: 'ada_home.example#EXT#@contoso.example',
    };
    const facts = { ...asked('upn', ...properties), person: guest, signInName: 'ada@home.example' };
    expect(accessTokenClaims(userFacts(facts, { user: guest })).upn).toBe(expected);
    expect(accessTokenClaims(userFacts({ ...facts, version: 1 }, { user: guest })).unique_name).toBe(
      'ada@home.example',
    );
    expect(idTokenClaims(idFacts({ ...facts, user: guest })).preferred_username).toBe('ada@home.example');
  });

  it.each([
    ['a verified domain', ['ada.lovelace@contoso.example'], false, 'ada.lovelace@contoso.example', true],
    ['another domain, to one tenant', [], true, 'ada.lovelace@contoso.example', false],
    ['another domain, to any tenant', [], false, undefined, undefined],
  ])('email in %s', (_, verifiedMails, tellsUnverifiedMail, email, verified) => {
    const facts = { ...asked('email'), verifiedMails, tellsUnverifiedMail };
    expect(accessTokenClaims(userFacts(facts)).email).toBe(email);
    expect(idTokenClaims(idFacts({ verifiedMails, tellsUnverifiedMail, scopes: ['openid', 'email'] })).email).toBe(
      email,
    );
    expect(idTokenClaims(idFacts({ ...asked('xms_edov'), verifiedMails, tellsUnverifiedMail })).xms_edov).toBe(
      verified,
    );
    expect(
      accessTokenClaims(userFacts({ ...facts, ...asked('verified_primary_email') })).verified_primary_email,
    ).toEqual(verified ? ['ada.lovelace@contoso.example'] : undefined);
  });

  it('other addresses are told where their domain is verified', () => {
    const person = { ...ada, otherMails: ['ada@second.example', 'ada@elsewhere.example'] };
    const facts = { ...asked('verified_secondary_email'), person, verifiedMails: ['ada@second.example'] };
    expect(accessTokenClaims(userFacts(facts)).verified_secondary_email).toEqual(['ada@second.example']);
  });

  it('a directory extension is told by its short name, where the person has it (sts reference 5.5)', () => {
    const name = 'extension_0123456789abcdef0123456789abcdef_costCentre';
    const requestedClaims = [{ name, source: 'user', essential: true, additionalProperties: [] }];
    const person = { ...ada, extra: { [name]: '4711' } };
    expect(accessTokenClaims(userFacts({ requestedClaims, person }))).toHaveProperty(['extn.costCentre'], '4711');
    expect(idTokenClaims(idFacts({ requestedClaims, person }))).toHaveProperty(['extn.costCentre'], '4711');
    expect(Object.keys(accessTokenClaims(userFacts({ requestedClaims })))).not.toContain('extn.costCentre');
  });

  it('a directory extension is no claim of that name', () => {
    const extension = { name: 'upn', source: 'user', essential: false, additionalProperties: [] };
    expect(accessTokenClaims(userFacts({ requestedClaims: [extension] }))).not.toHaveProperty('upn');
  });

  it.each(['iss', 'aud', 'sub', 'oid', 'tid', 'exp', 'nbf', 'azp', 'scp', 'roles', 'ver'])(
    'asking for %s changes nothing',
    (name) => {
      expect(accessTokenClaims(userFacts(asked(name)))).toEqual(accessTokenClaims(userFacts()));
    },
  );
});
