import { describe, expect, it } from 'vitest';
import type { AppRole, PermissionScope } from '../../../src/directory/index.ts';
import {
  requireDisabledBeforeChange,
  requireEntitlements,
  requireEntitlementValue,
} from '../../../src/directory/rules/index.ts';
import { refusal, sampleRole, sampleScope } from '../samples.ts';

const SCOPES = 'api.oauth2PermissionScopes';
const ids = ['5d1f0f70-0000-4000-8000-0000000000b1', '5d1f0f70-0000-4000-8000-0000000000b2'] as const;

describe('the value of a scope or role (Graph permissionScope, appRole: value)', () => {
  it.each(['Orders.Read', 'a', "!#$%&'()*+,-./:;=?@[]^_{}~", 'x'.repeat(120)])('may be %s', (value) => {
    expect(refusal(() => requireEntitlementValue(value, 120, 'value'))).toBeUndefined();
  });

  it.each(['', ' ', 'Orders Read', '.Read', 'Bestellung.Prüfen', 'a"b', 'a<b', 'a\\b', 'a`b', 'a|b', 'x'.repeat(121)])(
    'may not be «%s»',
    (value) => {
      expect(refusal(() => requireEntitlementValue(value, 120, 'value'))).toEqual({
        code: 'InvalidValue',
        target: 'value',
      });
    },
  );
});

describe('the permissions an application defines', () => {
  const judge = (scopes: PermissionScope[], roles: AppRole[] = []) =>
    refusal(() => requireEntitlements(scopes, roles, 'AzureADMyOrg'))?.target;

  it('may be scopes and roles together', () => {
    expect(judge([sampleScope()], [sampleRole()])).toBeUndefined();
  });

  it.each([
    ['an id that is no GUID', [sampleScope({ id: 'one' })], [], `${SCOPES}.id`],
    ['the zero GUID', [], [sampleRole({ id: '00000000-0000-0000-0000-000000000000' })], 'appRoles.id'],
    ['two scopes with one id', [sampleScope(), sampleScope({ value: 'b' })], [], `${SCOPES}.id`],
    ['two scopes with one value', [sampleScope(), sampleScope({ id: ids[0] })], [], `${SCOPES}.value`],
    ['two roles with one id', [], [sampleRole(), sampleRole({ value: 'b' })], 'appRoles.id'],
    ['two roles with one value', [], [sampleRole(), sampleRole({ id: ids[0] })], 'appRoles.value'],
    ['a role with the value of a scope', [sampleScope()], [sampleRole({ value: 'Orders.Read' })], 'appRoles.value'],
    ['a role with the id of a scope', [sampleScope()], [sampleRole({ id: sampleScope().id })], 'appRoles.id'],
    ['a role for nobody', [], [sampleRole({ allowedMemberTypes: [] })], 'appRoles.allowedMemberTypes'],
    ['a role without a name', [], [sampleRole({ displayName: '' })], 'appRoles.displayName'],
    ['a role without a description', [], [sampleRole({ description: ' ' })], 'appRoles.description'],
    [
      'an enabled scope without a name',
      [sampleScope({ adminConsentDisplayName: null })],
      [],
      `${SCOPES}.adminConsentDisplayName`,
    ],
    [
      'an enabled scope without a description',
      [sampleScope({ adminConsentDescription: '' })],
      [],
      `${SCOPES}.adminConsentDescription`,
    ],
  ])('are not %s', (_, scopes, roles, target) => {
    expect(judge(scopes, roles)).toBe(target);
  });

  it('may be one permission in two kinds: one id, one value', () => {
    const { id, value } = sampleScope();
    expect(judge([sampleScope()], [sampleRole({ id, value })])).toBeUndefined();
  });

  it('may be several roles without a value', () => {
    expect(
      judge(
        [],
        ids.map((id) => sampleRole({ id, value: null })),
      ),
    ).toBeUndefined();
  });

  it.each([
    ['40 characters in a value', [sampleScope({ value: 'x'.repeat(41) })], [], `${SCOPES}.value`],
    [
      '100 scopes',
      Array.from({ length: 101 }, (_, index) =>
        sampleScope({ id: `5d1f0f70-0000-4000-8000-${String(index).padStart(12, '0')}`, value: `s${index}` }),
      ),
      [],
      SCOPES,
    ],
    ['no roles at all', [], [sampleRole()], 'appRoles'],
  ])('are limited to %s where personal accounts sign in', (_, scopes, roles, target) => {
    expect(refusal(() => requireEntitlements(scopes, roles, 'AzureADandPersonalMicrosoftAccount'))?.target).toBe(
      target,
    );
    expect(judge(scopes, roles)).toBeUndefined();
  });
});

describe('an enabled scope or role is disabled before it is changed or removed (Graph CannotDeleteOrUpdateEnabledEntitlement)', () => {
  const disabled = { isEnabled: false };
  const cases: [string, PermissionScope[], PermissionScope[], boolean][] = [
    ['keeping it', [sampleScope()], [sampleScope()], true],
    ['adding another', [sampleScope()], [sampleScope(), sampleScope({ id: ids[0], value: 'b' })], true],
    ['disabling it', [sampleScope()], [sampleScope(disabled)], true],
    ['enabling it', [sampleScope(disabled)], [sampleScope()], true],
    ['removing a disabled one', [sampleScope(disabled)], [], true],
    ['changing a disabled one, enabling it at once', [sampleScope(disabled)], [sampleScope({ value: 'b' })], true],
    ['writing its id in capitals', [sampleScope()], [sampleScope({ id: sampleScope().id.toUpperCase() })], true],
    ['sending an empty text for none', [sampleScope()], [sampleScope({ userConsentDescription: '' })], true],
    ['removing an enabled one', [sampleScope()], [], false],
    ['changing its value', [sampleScope()], [sampleScope({ value: 'b' })], false],
    ['changing its text', [sampleScope()], [sampleScope({ adminConsentDescription: 'b' })], false],
    ['changing and disabling it in one step', [sampleScope()], [sampleScope({ value: 'b', ...disabled })], false],
    ['giving it another id', [sampleScope()], [sampleScope({ id: ids[0] })], false],
  ];
  it.each(cases)('%s', (_, previous, next, allowed) => {
    const verdict = refusal(() => requireDisabledBeforeChange(previous, next, SCOPES));
    expect(verdict).toEqual(allowed ? undefined : { code: 'CannotDeleteEnabledEntitlement', target: SCOPES });
  });

  it('takes kinds of member in any order', () => {
    const one = sampleRole({ allowedMemberTypes: ['User', 'Application'] });
    const other = sampleRole({ allowedMemberTypes: ['Application', 'User'] });
    expect(refusal(() => requireDisabledBeforeChange([one], [other], 'appRoles'))).toBeUndefined();
    const fewer = sampleRole({ allowedMemberTypes: ['User'] });
    expect(refusal(() => requireDisabledBeforeChange([one], [fewer], 'appRoles'))?.target).toBe('appRoles');
  });
});
