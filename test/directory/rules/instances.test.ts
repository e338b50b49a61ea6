import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellKnownAppIds } from '../../../src/catalogue/index.ts';
import { DEFAULT_ACCESS_ROLE_ID } from '../../../src/directory/index.ts';
import {
  followIdentifierUris,
  hasDefaultAccess,
  requireAssignableRole,
  requireOwnNames,
  servicePrincipalNames,
} from '../../../src/directory/rules/index.ts';
import { appId, otherId, refusal, sampleRole, tenantId } from '../samples.ts';

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

describe('the names an instance adds to those of its definition', () => {
  const facts = { appId, tenantId, verifiedDomains: ['contoso.example'], held: 0 };
  const judge = (...names: string[]) => refusal(() => requireOwnNames(names, facts));
  const target = 'servicePrincipalNames';

  it.each([
    'HTTP/host',
    'HTTP/orders.contoso.example:8443',
    'MSSQLSvc/db1.contoso.example:1433/instance',
    'https://orders.contoso.example/saml',
    `api://${appId}/second`,
    `api://${tenantId}/orders`,
    'urn:contoso.example:orders',
  ])('may be %s', (name) => {
    expect(judge(name)).toBeUndefined();
  });

  it.each([
    ['the URI of an API that is not in the tenant yet', 'https://api.fabrikam.example', 'HostNotVerified'],
    ['a URI of nobody', 'urn:orders', 'HostNotVerified'],
    ['the URI of another appId', `api://${otherId}`, 'InvalidValue'],
    ['another appId', otherId, 'InvalidValue'],
    ['another appId before a host', `${otherId}/host`, 'InvalidValue'],
    ['a name of the first party', 'https://graph.microsoft.com', 'InvalidValue'],
    ['the same in another case, with a slash', 'HTTPS://Graph.Microsoft.com/', 'InvalidValue'],
    ['an appId of the first party', wellKnownAppIds.azureCli.toUpperCase(), 'InvalidValue'],
    ['a word', 'orders', 'InvalidValue'],
    ['nothing', ' ', 'InvalidValue'],
    ['what has a wildcard', 'HTTP/*.contoso.example', 'InvalidValue'],
    ['what has 256 characters', `HTTP/${'a'.repeat(251)}`, 'InvalidValue'],
  ])('may not be %s', (_, name, code) => {
    expect(judge(name)).toEqual({ code, target });
  });

  it('may not be of the first party even where its domain is verified', () => {
    const verifiedDomains = ['microsoft.com'];
    expect(refusal(() => requireOwnNames(['https://graph.microsoft.com'], { ...facts, verifiedDomains }))?.code).toBe(
      'InvalidValue',
    );
  });

  it('are 100 at most', () => {
    const names = Array.from({ length: 101 }, (_, index) => `HTTP/host${index}`);
    expect(judge(...names)).toEqual({ code: 'InvalidValue', target });
    expect(judge(...names.slice(1))).toBeUndefined();
    expect(refusal(() => requireOwnNames(['HTTP/host'], { ...facts, held: 100 }))?.target).toBe(target);
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
