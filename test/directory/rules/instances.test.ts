import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCESS_ROLE_ID } from '../../../src/directory/index.ts';
import {
  followIdentifierUris,
  hasDefaultAccess,
  requireAssignableRole,
  servicePrincipalNames,
} from '../../../src/directory/rules/index.ts';
import { appId, otherId, refusal, sampleRole } from '../samples.ts';

describe('the names of an instance (Graph servicePrincipal: servicePrincipalNames)', () => {
  it('are the appId, the identifier URIs of the definition, and its own', () => {
    const definition = { appId, identifierUris: ['api://a', 'https://b.example'] };
    expect(servicePrincipalNames(definition, ['HTTP/host', 'API://A'])).toEqual([
      appId,
      'api://a',
      'https://b.example',
      'HTTP/host',
    ]);
  });

  it('follow the identifier URIs, and names of its own stay', () => {
    const uris = fc.uniqueArray(fc.stringMatching(/^api:\/\/[a-z]{1,6}$/), { maxLength: 4 });
    const names = fc.uniqueArray(fc.stringMatching(/^HTTP\/[a-z]{1,6}$/), { maxLength: 3 });
    fc.assert(
      fc.property(uris, uris, names, (before, after, own) => {
        const previous = { appId, identifierUris: before };
        const next = { appId, identifierUris: after };
        const held = servicePrincipalNames(previous, own);
        expect(followIdentifierUris(held, previous, next)).toEqual(servicePrincipalNames(next, own));
      }),
    );
  });
});

describe('which role can be assigned (Graph appRoleAssignment)', () => {
  const people = sampleRole();
  const applications = sampleRole({ id: otherId, value: 'Daemon', allowedMemberTypes: ['Application'] });
  const disabled = sampleRole({ isEnabled: false });

  it.each([
    ['a role for people to a user', [people], people.id, 'User', true],
    ['its id in capitals', [people], people.id.toUpperCase(), 'User', true],
    ['a role for people to a group', [people], people.id, 'Group', true],
    ['a role for people to an application', [people], people.id, 'ServicePrincipal', false],
    ['a role for applications to an application', [applications], applications.id, 'ServicePrincipal', true],
    ['a role for applications to a user', [applications], applications.id, 'User', false],
    ['a disabled role', [disabled], disabled.id, 'User', false],
    ['a role of another API', [people], otherId, 'User', false],
    ['default access where there are no roles', [], DEFAULT_ACCESS_ROLE_ID, 'User', true],
    [
      'default access to people where only applications have roles',
      [applications],
      DEFAULT_ACCESS_ROLE_ID,
      'User',
      true,
    ],
    ['default access where people have roles', [people], DEFAULT_ACCESS_ROLE_ID, 'User', false],
    [
      'default access to an application where applications have roles',
      [applications],
      DEFAULT_ACCESS_ROLE_ID,
      'ServicePrincipal',
      false,
    ],
  ] as const)('%s', (_, appRoles, roleId, principalType, allowed) => {
    const verdict = refusal(() => requireAssignableRole({ appId, appRoles }, roleId, principalType));
    expect(verdict).toEqual(allowed ? undefined : { code: 'InvalidValue', target: 'appRoleId' });
  });

  it('default access is there for people while no enabled role is for them', () => {
    expect([[], [applications], [disabled], [people]].map((roles) => hasDefaultAccess(roles))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
