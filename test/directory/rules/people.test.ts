import { describe, expect, it } from 'vitest';
import type { Group, User } from '../../../src/directory/index.ts';
import {
  requireDomainName,
  requireGroup,
  requireMember,
  requireOwnerKind,
  requireOwnerQuota,
  requirePasswordComplexity,
  requireRemainingGroupOwner,
  requireUser,
} from '../../../src/directory/rules/index.ts';
import type { ObjectId } from '../../../src/kernel/index.ts';
import { objectId, otherId, refusal, sampleGroup, sampleUser } from '../samples.ts';

const judge = (members: Partial<User>) => refusal(() => requireUser(sampleUser(members), ['contoso.example']));

describe('a user (Graph resource user)', () => {
  it.each([
    'adele@contoso.example',
    'Adele.Vance@CONTOSO.example',
    "o'neil_x-y@contoso.example",
    'guest_fabrikam.example#EXT#@contoso.example',
    `${'x'.repeat(64)}@contoso.example`,
  ])('may be called %s', (userPrincipalName) => {
    expect(judge({ userPrincipalName })).toBeUndefined();
  });

  it.each([
    'adele',
    '@contoso.example',
    'adele@',
    'adele@fabrikam.example',
    'adele@sub.contoso.example',
    'adele vance@contoso.example',
    '.adele@contoso.example',
    'adele.@contoso.example',
    'ad..ele@contoso.example',
    'adèle@contoso.example',
    'a&b@contoso.example',
    'a@b@contoso.example',
    `${'x'.repeat(65)}@contoso.example`,
  ])('may not be called %s', (userPrincipalName) => {
    expect(judge({ userPrincipalName })).toEqual({ code: 'InvalidValue', target: 'userPrincipalName' });
  });

  it.each<[string, Partial<User>, string, string?]>([
    ['no display name', { displayName: '' }, 'displayName', 'MissingValue'],
    ['no mail nickname', { mailNickname: null }, 'mailNickname', 'MissingValue'],
    ['a mail nickname with a blank', { mailNickname: 'a b' }, 'mailNickname'],
    ['a mail nickname with an at sign', { mailNickname: 'a@b' }, 'mailNickname'],
    ['a mail nickname of 65 characters', { mailNickname: 'x'.repeat(65) }, 'mailNickname'],
    ['a surname of 65 characters', { surname: 'x'.repeat(65) }, 'surname'],
    ['two business phones', { businessPhones: ['1', '2'] }, 'businessPhones'],
    ['a usage location that is no country code', { usageLocation: 'Germany' }, 'usageLocation'],
  ])('has not %s', (_, members, target, code = 'InvalidValue') => {
    expect(judge(members)).toEqual({ code, target });
  });
});

describe('a password people choose (Entra password policies)', () => {
  const facts = { userPrincipalName: 'adele@contoso.example', passwordPolicies: null };
  const allows = (password: string, passwordPolicies: string | null = null) =>
    refusal(() => requirePasswordComplexity(password, { ...facts, passwordPolicies }, 'password')) === undefined;

  it.each([
    ['Summer26', true],
    ['summer-26', true],
    ['Sümmer26', true],
    ['SUMMER-26', true],
    ['Summer2', false],
    ['summer26', false],
    ['Summerrain', false],
    ['12345678-', false],
    [`aA1${'x'.repeat(253)}`, true],
    [`aA1${'x'.repeat(254)}`, false],
    ['xAdele26!', false],
    ['xADELE26!', false],
  ])('%s: %s', (password, allowed) => {
    expect(allows(password)).toBe(allowed);
  });

  it('needs only its length where the policy turns strength off', () => {
    expect(allows('summerrain', 'DisablePasswordExpiration, DisableStrongPassword')).toBe(true);
    expect(allows('summer', 'DisableStrongPassword')).toBe(false);
  });

  it.each(['Qx7', 'qqqqqqqqqq', 'XadeleX26-'])('is never repeated by the refusal: %s', (password) => {
    expect(allows(password)).toBe(false);
    expect(() => requirePasswordComplexity(password, facts, 'target')).not.toThrow(password);
  });
});

describe('a group (Graph resource group)', () => {
  const unified = { groupTypes: ['Unified'], mailEnabled: true };
  it.each<[string, Partial<Group>]>([
    ['security', {}],
    ['Microsoft 365', unified],
    ['Microsoft 365 without security', { ...unified, securityEnabled: false }],
    ['role-assignable', { isAssignableToRole: true }],
  ])('may be of the kind %s', (_, members) => {
    expect(refusal(() => requireGroup(sampleGroup(members)))).toBeUndefined();
  });

  it.each<[string, Partial<Group>, string]>([
    ['mail-enabled without being a Microsoft 365 group', { mailEnabled: true }, 'mailEnabled'],
    ['a Microsoft 365 group without mail', { groupTypes: ['Unified'] }, 'mailEnabled'],
    ['neither for mail nor for security', { securityEnabled: false }, 'securityEnabled'],
    ['dynamic', { groupTypes: ['DynamicMembership'] }, 'groupTypes'],
    ['of an unknown visibility', { visibility: 'Secret' }, 'visibility'],
    [
      'role-assignable without security',
      { ...unified, securityEnabled: false, isAssignableToRole: true },
      'isAssignableToRole',
    ],
    ['nameless', { displayName: '' }, 'displayName'],
    ['without a mail nickname', { mailNickname: '' }, 'mailNickname'],
  ])('is not %s', (_, members, target) => {
    expect(refusal(() => requireGroup(sampleGroup(members)))?.target).toBe(target);
  });

  const other = otherId as ObjectId;
  it.each([
    ['user', {}, true],
    ['group', {}, true],
    ['servicePrincipal', {}, true],
    ['application', {}, false],
    ['user', unified, true],
    ['group', unified, false],
    ['servicePrincipal', unified, false],
    ['user', { isAssignableToRole: true }, true],
    ['group', { isAssignableToRole: true }, false],
    ['servicePrincipal', { isAssignableToRole: true }, true],
  ] as const)('takes a %s as a member of %o: %s', (kind, members, allowed) => {
    const verdict = refusal(() => requireMember(sampleGroup(members), { id: other, kind }));
    expect(verdict?.code).toBe(allowed ? undefined : 'InvalidReference');
  });

  it('is no member of itself', () => {
    expect(refusal(() => requireMember(sampleGroup(), { id: objectId, kind: 'group' }))?.target).toBe('members');
  });
});

describe('owners', () => {
  const one = { id: objectId, kind: 'user' } as const;
  const application = { id: otherId as ObjectId, kind: 'servicePrincipal' } as const;

  it.each([
    ['user', true],
    ['servicePrincipal', true],
    ['group', false],
    ['application', false],
  ] as const)('may be of kind %s: %s', (kind, allowed) => {
    expect(refusal(() => requireOwnerKind({ id: objectId, kind }))?.code).toBe(
      allowed ? undefined : 'InvalidReference',
    );
  });

  it('number at most 100', () => {
    expect(refusal(() => requireOwnerQuota(100))).toBeUndefined();
    expect(refusal(() => requireOwnerQuota(101))).toEqual({ code: 'LimitExceeded', target: 'owners' });
  });

  it('of a group keep one user among them', () => {
    expect(refusal(() => requireRemainingGroupOwner([one, application], one.id))?.code).toBe('DependencyExists');
    expect(refusal(() => requireRemainingGroupOwner([one, application], application.id))).toBeUndefined();
    const two = [one, { id: otherId as ObjectId, kind: 'user' } as const];
    expect(refusal(() => requireRemainingGroupOwner(two, one.id))).toBeUndefined();
  });
});

describe('a domain name (RFC 1123 §2.1)', () => {
  it.each([
    ['contoso.example', true],
    ['a.b-c.example', true],
    ['contoso', false],
    ['-a.example', false],
    ['a..example', false],
    ['Contoso.example', false],
    ['a_b.example', false],
    [`${'x'.repeat(64)}.example`, false],
  ])('%s: %s', (name, allowed) => {
    expect(refusal(() => requireDomainName(name)) === undefined).toBe(allowed);
  });
});
