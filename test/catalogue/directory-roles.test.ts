import { describe, expect, it } from 'vitest';
import {
  actionsOfDirectoryRole,
  directoryRoleIds,
  directoryRoles,
  findDirectoryRole,
} from '../../src/catalogue/index.ts';
import { isGuid } from '../../src/kernel/index.ts';

describe('built-in directory roles', () => {
  it('names each role once, by a GUID in lower case', () => {
    const roles = directoryRoles();
    expect(roles.length).toBe(145);
    expect(new Set(roles.map((role) => role.id)).size).toBe(roles.length);
    expect(new Set(roles.map((role) => role.displayName)).size).toBe(roles.length);
    for (const { id } of roles) expect(isGuid(id) && id === id.toLowerCase()).toBe(true);
  });

  it('inherits only from roles that exist, and never from itself', () => {
    for (const role of directoryRoles()) {
      for (const parent of role.inheritsFrom) {
        expect(parent).not.toBe(role.id);
        expect(findDirectoryRole(parent)).toBeDefined();
      }
    }
  });

  it('writes every action in full', () => {
    for (const role of directoryRoles()) {
      for (const action of role.actions)
        expect(action).toMatch(/^microsoft\.directory\/[A-Za-z0-9.]+(\/[A-Za-z0-9.-]+)+$/);
      expect(role.description).toMatch(/\.$/);
    }
  });

  it.each([
    ['globalAdministrator', 'Global Administrator', true],
    ['privilegedRoleAdministrator', 'Privileged Role Administrator', true],
    ['applicationAdministrator', 'Application Administrator', true],
    ['cloudApplicationAdministrator', 'Cloud Application Administrator', true],
    ['applicationDeveloper', 'Application Developer', true],
    ['globalReader', 'Global Reader', true],
    ['securityReader', 'Security Reader', true],
    ['directoryWriters', 'Directory Writers', true],
    ['userAdministrator', 'User Administrator', true],
    ['directoryReaders', 'Directory Readers', false],
    ['groupsAdministrator', 'Groups Administrator', false],
    ['user', 'User', false],
    ['guestUser', 'Guest User', false],
    ['restrictedGuestUser', 'Restricted Guest User', false],
  ] as const)('%s is %s, privileged: %s', (name, displayName, isPrivileged) => {
    expect(findDirectoryRole(directoryRoleIds[name])).toMatchObject({ displayName, isPrivileged });
  });

  it('gives every name that code uses a role', () => {
    for (const id of Object.values(directoryRoleIds)) expect(findDirectoryRole(id)).toBeDefined();
  });

  it('cannot assign what people hold by being members or guests', () => {
    for (const name of ['user', 'guestUser', 'restrictedGuestUser'] as const) {
      expect(findDirectoryRole(directoryRoleIds[name])?.isAssignable).toBe(false);
    }
  });

  it('counts inherited actions: an Application Administrator reads what a Directory Reader reads', () => {
    const actions = actionsOfDirectoryRole(directoryRoleIds.applicationAdministrator);
    expect(actions).toContain('microsoft.directory/applications/credentials/update');
    expect(actions).toContain('microsoft.directory/applications/standard/read');
    expect(actionsOfDirectoryRole(directoryRoleIds.directoryReaders)).not.toContain(
      'microsoft.directory/applications/credentials/update',
    );
  });

  it('lets members create applications they will own, and guests not', () => {
    const create = 'microsoft.directory/applications/createAsOwner';
    expect(actionsOfDirectoryRole(directoryRoleIds.user)).toContain(create);
    expect(actionsOfDirectoryRole(directoryRoleIds.guestUser)).not.toContain(create);
  });

  it('finds a role in any letter case, and nothing for an unknown one', () => {
    expect(findDirectoryRole(directoryRoleIds.globalAdministrator.toUpperCase())?.tier).toBe(0);
    expect(findDirectoryRole('11111111-2222-4333-8444-555555555555')).toBeUndefined();
    expect(actionsOfDirectoryRole('11111111-2222-4333-8444-555555555555').size).toBe(0);
  });
});
