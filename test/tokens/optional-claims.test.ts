import { describe, expect, it } from 'vitest';
import { accessTokenClaims, idTokenClaims } from '../../src/tokens/index.ts';
import { sampleUser } from '../directory/samples.ts';
import { appFacts, idFacts, userFacts } from './facts.ts';

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
    ['upn', 'ada@contoso.example'],
    ['verified_primary_email', ['ada.lovelace@contoso.example']],
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
