import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaimsRequest } from '../../../src/oauth/rules/claims-request.ts';
import { refusalOf } from '../refusal-of.ts';

const nothing = { clientCapabilities: [], authTimeRequested: false };

describe('the claims parameter (OIDC Core §5.5)', () => {
  it.each([
    ['absent', undefined, nothing],
    ['empty object', '{}', nothing],
    [
      'what MSAL for JavaScript always sends',
      '{"id_token":{"login_hint":{"essential":false},"signin_state":{"essential":false}},"access_token":{"xms_cc":{"values":["CP1"]}}}',
      { clientCapabilities: ['CP1'], authTimeRequested: false },
    ],
    ['auth_time asked for as it comes', '{"id_token":{"auth_time":null}}', { ...nothing, authTimeRequested: true }],
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

  it('throws nothing but refusals', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        // Anything but a refusal is thrown on.
        expect(refusalOf(() => parseClaimsRequest(text)) ?? 0).toBeTypeOf('number');
      }),
    );
  });
});
