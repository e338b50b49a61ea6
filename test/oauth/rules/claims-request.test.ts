import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaimsRequest, withAcrValues } from '../../../src/oauth/rules/claims-request.ts';
import { refusalOf } from '../refusal-of.ts';

const nothing = {
  clientCapabilities: [],
  authTimeRequested: false,
  acrRequested: false,
  essentialAcr: undefined,
  subject: undefined,
  scopes: [],
};

describe('the claims parameter (OIDC Core §5.5)', () => {
  it.each([
    ['absent', undefined, nothing],
    ['empty object', '{}', nothing],
    [
      'what MSAL for JavaScript always sends',
      '{"id_token":{"login_hint":{"essential":false},"signin_state":{"essential":false}},"access_token":{"xms_cc":{"values":["CP1"]}}}',
      { ...nothing, clientCapabilities: ['CP1'] },
    ],
    ['auth_time asked for as it comes', '{"id_token":{"auth_time":null}}', { ...nothing, authTimeRequested: true }],
    [
      'claims of the person, by the scopes that give them (§5.4)',
      '{"userinfo":{"name":{"essential":true},"given_name":null},"id_token":{"email":null,"address":null}}',
      { ...nothing, scopes: ['email', 'profile'] },
    ],
    ['acr as it comes', '{"id_token":{"acr":null}}', { ...nothing, acrRequested: true }],
    ['acr as a wish', '{"id_token":{"acr":{"values":["c1"]}}}', { ...nothing, acrRequested: true }],
    [
      'acr that has to be met',
      '{"id_token":{"acr":{"essential":true,"values":["c1","1"]}}}',
      { ...nothing, acrRequested: true, essentialAcr: ['c1', '1'] },
    ],
    ['a certain person (§5.5.1)', '{"id_token":{"sub":{"value":"x"}}}', { ...nothing, subject: 'x' }],
    ['a certain person, for userinfo', '{"userinfo":{"sub":{"value":"y"}}}', { ...nothing, subject: 'y' }],
    ['members nobody knows', '{"userinfo":{"x":1},"vp_token":[]}', nothing],
    ['members of another form', '{"id_token":7,"access_token":{"xms_cc":[]}}', nothing],
    [
      'values of another form',
      '{"access_token":{"xms_cc":{"values":[1,"cp1",null]}}}',
      { ...nothing, clientCapabilities: ['cp1'] },
    ],
    ['a name every object inherits', '{"id_token":{}}', nothing],
  ])('%s', (_, text, expected) => {
    expect(parseClaimsRequest(text)).toEqual(expected);
  });

  it.each(['', 'x', '[]', 'null', '"a"', '{', `{"a":"${'x'.repeat(9000)}"}`])('refuses %.20s', (text) => {
    expect(refusalOf(() => parseClaimsRequest(text))).toBe(90023);
  });

  it.each([
    [null, 'c1 c2', '{"id_token":{"acr":{"values":["c1","c2"]}}}'],
    [null, undefined, null],
    [null, ' ', null],
    ['{"id_token":{"auth_time":null}}', 'c1', '{"id_token":{"auth_time":null,"acr":{"values":["c1"]}}}'],
    ['{"id_token":{"acr":null}}', 'c1', '{"id_token":{"acr":null}}'],
  ])('%s with acr_values %s is %s (§5.5.1.1)', (claims, acrValues, expected) => {
    expect(withAcrValues(claims, acrValues)).toBe(expected);
  });

  it('throws nothing but refusals', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        // Anything but a refusal is thrown on.
        expect(refusalOf(() => parseClaimsRequest(text)) ?? 0).toBeTypeOf('number');
      }),
    );
  });
});
