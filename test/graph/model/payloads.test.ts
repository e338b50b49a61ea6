import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Application } from '../../../src/directory/index.ts';
import { applicationType } from '../../../src/graph/model/application.ts';
import { entityTypes } from '../../../src/graph/model/entity-types.ts';
import { groupType } from '../../../src/graph/model/group.ts';
import { parsePayload } from '../../../src/graph/model/parse-payload.ts';
import { renderEntity } from '../../../src/graph/model/render-entity.ts';
import { userType } from '../../../src/graph/model/user.ts';
import type { KeyId } from '../../../src/kernel/index.ts';
import { sampleApplication } from '../../directory/samples.ts';

const view = { version: 'v1.0', showsKeys: false } as const;
const everything = { version: 'beta', showsKeys: true, select: ['*'] } as const;

const guid = fc.uuid();
const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'));
const scope = fc.record({
  id: guid,
  value: fc.option(name),
  type: fc.constantFrom('User' as const, 'Admin' as const),
  isEnabled: fc.boolean(),
  adminConsentDisplayName: fc.option(name),
  adminConsentDescription: fc.option(name),
  userConsentDisplayName: fc.option(name),
  userConsentDescription: fc.option(name),
});
const application: fc.Arbitrary<Application> = fc
  .record({
    displayName: name,
    description: fc.option(name),
    tags: fc.array(name, { maxLength: 3 }),
    identifierUris: fc.array(name, { maxLength: 3 }),
    isDisabled: fc.option(fc.boolean()),
    isFallbackPublicClient: fc.option(fc.boolean()),
    requestedAccessTokenVersion: fc.constantFrom(null, 1 as const, 2 as const),
    oauth2PermissionScopes: fc.array(scope, { maxLength: 3 }),
    redirectUris: fc.array(name, { maxLength: 3 }),
    enableIdTokenIssuance: fc.boolean(),
    claim: fc.record({
      name,
      source: fc.constantFrom(null, 'user'),
      essential: fc.boolean(),
      additionalProperties: fc.array(name),
    }),
    notes: fc.option(name),
  })
  .map(
    ({ requestedAccessTokenVersion, oauth2PermissionScopes, redirectUris, enableIdTokenIssuance, claim, ...own }) => {
      const sample = sampleApplication(own);
      return {
        ...sample,
        api: { ...sample.api, requestedAccessTokenVersion, oauth2PermissionScopes },
        web: {
          ...sample.web,
          redirectUris,
          implicitGrantSettings: { enableIdTokenIssuance, enableAccessTokenIssuance: false },
        },
        optionalClaims: { idToken: [claim], accessToken: [], saml2Token: [] },
      };
    },
  );

describe('what a client reads it can send back', () => {
  const writable = new Set(
    applicationType.properties.filter(({ access }) => access === 'write').map((one) => one.name),
  );

  it('and the same values arrive', () => {
    fc.assert(
      fc.property(application, (one) => {
        const wire = JSON.parse(JSON.stringify(renderEntity(applicationType, one, view))) as Record<string, unknown>;
        const body = Object.fromEntries(Object.entries(wire).filter(([property]) => writable.has(property)));
        const { values } = parsePayload(applicationType, body, 'update', 'v1.0');
        const { logoUrl: _, ...info } = one.info;
        expect(values).toMatchObject({
          displayName: one.displayName,
          description: one.description,
          tags: one.tags,
          identifierUris: one.identifierUris,
          isDisabled: one.isDisabled,
          isFallbackPublicClient: one.isFallbackPublicClient,
          notes: one.notes,
          api: one.api,
          optionalClaims: one.optionalClaims,
          info,
        });
        expect((values.web as Application['web']).redirectUris).toEqual(one.web.redirectUris);
      }),
    );
  });

  it('with its read-only members passed over where they stand inside structured values', () => {
    const { values } = parsePayload(
      applicationType,
      {
        info: { logoUrl: 'https://cdn.example/logo', marketingUrl: null },
        passwordCredentials: [{ keyId: '7C9F2E11-64B0-4A43-8F3E-2F5A6F1B0C02', hint: 'abc', secretText: null }],
        appRoles: [
          {
            id: '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02',
            displayName: 'a',
            description: 'b',
            allowedMemberTypes: ['User'],
            origin: 'Application',
          },
        ],
      },
      'update',
      'v1.0',
    );
    expect(values.info).toEqual({ marketingUrl: null });
    expect(values.passwordCredentials).toMatchObject([{ keyId: '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02' }]);
    expect(values.passwordCredentials).not.toHaveProperty('0.secretText');
    expect(values.appRoles).toEqual([
      {
        id: '7c9f2e11-64b0-4a43-8f3e-2f5a6f1b0c02',
        displayName: 'a',
        description: 'b',
        allowedMemberTypes: ['User'],
        isEnabled: true,
        value: null,
      },
    ]);
  });
});

describe('nothing comes out that the type does not name', () => {
  const secretHash = 'hash-of-a-secret';
  const one = sampleApplication({
    passwordCredentials: [
      {
        keyId: 'k' as KeyId,
        displayName: null,
        hint: 'abc',
        startDateTime: 's',
        endDateTime: 'e',
        customKeyIdentifier: null,
        secretHash,
      },
    ],
    keyCredentials: [
      {
        keyId: 'k' as KeyId,
        displayName: null,
        type: 't',
        usage: 'Verify',
        startDateTime: 's',
        endDateTime: 'e',
        customKeyIdentifier: null,
        key: 'bytes-of-the-key',
      },
    ],
    extra: { internal: 'never told' },
  });

  it('neither hashes, nor tenants, nor what was kept beside', () => {
    const text = JSON.stringify(renderEntity(applicationType, one, everything));
    for (const hidden of [secretHash, 'tenantId', 'never told']) expect(text).not.toContain(hidden);
  });

  it('and certificates come with their bytes only when they are selected on one object', () => {
    expect(JSON.stringify(renderEntity(applicationType, one, view))).not.toContain('bytes-of-the-key');
    expect(JSON.stringify(renderEntity(applicationType, one, everything))).toContain('bytes-of-the-key');
  });
});

describe('the types', () => {
  it('name each property once, and filter and sort by no other', () => {
    for (const { name: type, properties, filters, sorts, navigations } of entityTypes) {
      const names = properties.map((property) => property.name.toLowerCase());
      expect(new Set(names).size, type).toBe(names.length);
      const known = new Set([...names, ...navigations.map((one) => one.name.toLowerCase())]);
      for (const path of [...Object.keys(filters), ...Object.keys(sorts)]) {
        expect(known.has(path.split('/')[0]?.toLowerCase() ?? ''), `${type}: ${path}`).toBe(true);
      }
    }
  });

  it('select in any case, pass over the unknown, and leave out what is not of the version', () => {
    const shown = renderEntity(applicationType, sampleApplication(), {
      ...view,
      select: ['DISPLAYNAME', 'nonsense', 'oauth2RequirePostResponse'],
    });
    expect(shown).toEqual({ displayName: 'Orders' });
  });

  it('hide what the caller may not see, as nothing', () => {
    const shown = renderEntity(applicationType, sampleApplication({ tags: ['t'] }), {
      ...view,
      select: ['id', 'displayName', 'tags'],
      visible: new Set(['id']),
    });
    expect(shown).toEqual({ id: expect.any(String), displayName: null, tags: [] });
  });
});

describe('a payload', () => {
  it.each([
    [userType, { displayName: 'a', userPrincipalName: 'a@b.c', accountEnabled: true }, 'mailNickname'],
    [
      userType,
      { displayName: 'a', userPrincipalName: 'a@b.c', accountEnabled: 'true', mailNickname: 'a' },
      'accountEnabled',
    ],
    [groupType, { displayName: 'a', mailEnabled: false, mailNickname: 'a' }, 'securityEnabled'],
    [groupType, { displayName: 'a\0', mailEnabled: false, mailNickname: 'a', securityEnabled: true }, 'displayName'],
    [applicationType, { displayName: 'a', 'keys@odata.bind': ['x'] }, 'keys@odata.bind'],
    [applicationType, { displayName: 'a', 'owners@odata.bind': 'x' }, 'owners@odata.bind'],
    [
      applicationType,
      { displayName: 'a', keyCredentials: [{ startDateTime: 'soon' }] },
      'keyCredentials.startDateTime',
    ],
    [applicationType, { displayName: 'a', web: [] }, 'web'],
    [applicationType, { displayName: 'a', tags: [null] }, 'tags'],
    [applicationType, { displayName: 'a', __proto__x: 1 }, '__proto__x'],
    [applicationType, { displayName: 'a', constructor: 1 }, 'constructor'],
  ] as const)('of %o with %j is refused by the name of the property', (type, body, target) => {
    expect(() => parsePayload(type, body, 'create', 'v1.0')).toThrow(expect.objectContaining({ target }));
  });

  it('adds members to a group by reference in an update, and owners at its creation only', () => {
    const bound = { 'members@odata.bind': ['https://x/v1.0/directoryObjects/1'] };
    expect(parsePayload(groupType, bound, 'update', 'v1.0').bound).toEqual({ members: bound['members@odata.bind'] });
    expect(() => parsePayload(groupType, { 'owners@odata.bind': [] }, 'update', 'v1.0')).toThrow(/owners@odata.bind/);
  });
});

describe('values without a rule of their own', () => {
  const parse = (body: Readonly<Record<string, unknown>>) => parsePayload(applicationType, body, 'update', 'v1.0');
  const addIn = { id: '00000000-0000-0000-0000-000000000001', type: 'x', properties: [] };

  it.each([
    ['a text', { samlMetadataUrl: 'x'.repeat(8192) }, { samlMetadataUrl: 'x'.repeat(8193) }],
    ['a list', { addIns: Array(1200).fill(addIn) }, { addIns: Array(1201).fill(addIn) }],
  ])('end somewhere all the same: %s', (_name, longest, longer) => {
    expect(() => parse(longest)).not.toThrow();
    expect(() => parse(longer)).toThrow(expect.objectContaining({ code: 'PropertyInvalid' }));
  });
});
