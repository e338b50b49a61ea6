import { describe, expect, it } from 'vitest';
import { directoryRoleIds } from '../../src/catalogue/index.ts';
import { type ConsentQuestion, consentRights, USER_CONSENT_TO_USER_SCOPES } from '../../src/consent/index.ts';

const user = { type: 'User' } as const;
const admin = { type: 'Admin' } as const;
const ask = (members: Partial<ConsentQuestion>): ConsentQuestion => ({
  scopes: [user],
  assignmentRequired: false,
  roleTemplateIds: [],
  userConsentPolicies: [USER_CONSENT_TO_USER_SCOPES],
  ...members,
});
const nobody = { self: false, organization: false };
const self = { self: true, organization: false };
const all = { self: true, organization: true };

describe('who may say yes (sts reference 7.2, 7.3, 7.8, 7.10)', () => {
  it.each([
    ['a member, to what users may consent to', {}, self],
    ['a member, to what only an administrator may', { scopes: [user, admin] }, nobody],
    ['a member, where user consent is off', { userConsentPolicies: [] }, nobody],
    ['a member, under a policy nobody knows', { userConsentPolicies: ['contoso-own-policy'] }, nobody],
    ['a member, where assignment is required', { assignmentRequired: true }, nobody],
    [
      'a global administrator, to anything',
      { scopes: [admin], roleTemplateIds: [directoryRoleIds.globalAdministrator] },
      all,
    ],
    [
      'a privileged role administrator',
      { scopes: [admin], roleTemplateIds: [directoryRoleIds.privilegedRoleAdministrator] },
      all,
    ],
    [
      'an application administrator',
      { scopes: [admin], roleTemplateIds: [directoryRoleIds.applicationAdministrator] },
      all,
    ],
    [
      'a cloud application administrator',
      { scopes: [admin], roleTemplateIds: [directoryRoleIds.cloudApplicationAdministrator] },
      all,
    ],
    [
      'an administrator where user consent is off',
      { userConsentPolicies: [], roleTemplateIds: [directoryRoleIds.globalAdministrator] },
      all,
    ],
    [
      'an administrator where assignment is required',
      { assignmentRequired: true, roleTemplateIds: [directoryRoleIds.globalAdministrator] },
      all,
    ],
    [
      'somebody with a role of another kind',
      { scopes: [admin], roleTemplateIds: [directoryRoleIds.userAdministrator] },
      nobody,
    ],
    [
      'somebody with a role nobody knows',
      { scopes: [admin], roleTemplateIds: ['00000000-0000-0000-0000-000000000000'] },
      nobody,
    ],
  ] as const)('%s', (_, question, expected) => {
    expect(consentRights(ask(question))).toEqual(expected);
  });
});
