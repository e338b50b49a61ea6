import { describe, expect, it } from 'vitest';
import {
  describePermission,
  findPermission,
  findPermissionById,
  firstPartyApplications,
  graphPermissions,
  isBlockedByManagedUserConsent,
  isOpenIdScope,
  MICROSOFT_GRAPH_APP_ID,
  openIdScopes,
  permissionRisk,
  riskReasons,
  wellKnownAppIds,
} from '../../src/catalogue/index.ts';
import { readPermissionLine } from '../../src/catalogue/permissions/api-permission.ts';
import { applicationTexts, delegatedTexts } from '../../src/catalogue/permissions/written-texts.ts';
import { InvariantError, isGuid } from '../../src/kernel/index.ts';

const published = firstPartyApplications().flatMap((application) => application.permissions);

describe('permissions of first-party APIs', () => {
  it('has the whole of Microsoft Graph', () => {
    const count = (kind: string) => graphPermissions().filter((permission) => permission.kind === kind).length;
    expect(count('delegated')).toBe(807);
    expect(count('application')).toBe(716);
  });

  it('gives every permission a GUID in lower case and a value without spaces', () => {
    for (const { id, value } of published) {
      expect(isGuid(id), value).toBe(true);
      expect(id).toBe(id.toLowerCase());
      expect(value).toMatch(/^[A-Za-z0-9._-]+$/);
    }
  });

  it('names no value and no id twice within an API and kind', () => {
    const unique = (key: (permission: (typeof published)[number]) => string) => new Set(published.map(key)).size;
    expect(unique((one) => `${one.resourceAppId} ${one.kind} ${one.value}`)).toBe(published.length);
    expect(unique((one) => `${one.resourceAppId} ${one.kind} ${one.id}`)).toBe(published.length);
  });

  it('lets only administrators grant app roles', () => {
    for (const permission of published) {
      if (permission.kind === 'application') expect(permission.adminConsentRequired).toBe(true);
    }
  });

  it.each([
    ['Domain.ReadWrite.All', 'Read and write all domains'],
    ['Organization.ReadWrite.All', 'Read and write all organizations'],
    ['Community.Read.All', 'Read all communities'],
    ['CaseManagement.Read.All', 'Read everything in case management'],
  ])('derives plain English for %s', (value, title) => {
    expect(describePermission({ kind: 'application', value }).adminConsentDisplayName).toBe(title);
  });

  it.each([
    ['User.Read', 'delegated', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', false],
    ['User.Read.All', 'delegated', 'a154be20-db9c-4678-8ab7-66f6cc099a59', true],
    ['User.Read.All', 'application', 'df021288-bdef-4463-88db-98f22de89214', true],
    ['Mail.Read', 'delegated', '570282fd-fa5c-430d-a7fd-fc8dc98a9dca', false],
    ['Application.ReadWrite.All', 'application', '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', true],
    ['openid', 'delegated', '37f7f235-527c-4136-accd-4a02d197296e', false],
    ['offline_access', 'delegated', '7427e0e9-2fba-42fe-b0c0-848c9e6a8182', false],
  ] as const)('knows %s (%s) of Graph by its real id', (value, kind, id, admin) => {
    expect(findPermission(MICROSOFT_GRAPH_APP_ID, kind, value)).toMatchObject({ id, adminConsentRequired: admin });
    expect(findPermissionById(MICROSOFT_GRAPH_APP_ID, kind, id.toUpperCase())).toMatchObject({ value });
  });

  it('finds nothing for another letter case, another kind or an unknown API', () => {
    expect(findPermission(MICROSOFT_GRAPH_APP_ID, 'delegated', 'user.read')).toBeUndefined();
    expect(findPermission(MICROSOFT_GRAPH_APP_ID, 'application', 'User.Read')).toBeUndefined();
    expect(findPermission('11111111-2222-4333-8444-555555555555', 'delegated', 'User.Read')).toBeUndefined();
  });

  it('keeps what Microsoft has published but disabled', () => {
    expect(findPermission(MICROSOFT_GRAPH_APP_ID, 'delegated', 'AgentCard.Read.All')?.isEnabled).toBe(false);
  });

  it('knows the OpenID Connect scopes, which Graph hosts and users may grant (OpenID Connect Core §5.4)', () => {
    for (const scope of openIdScopes) {
      expect(isOpenIdScope(scope)).toBe(true);
      expect(findPermission(MICROSOFT_GRAPH_APP_ID, 'delegated', scope)?.adminConsentRequired).toBe(false);
    }
    expect(isOpenIdScope('User.Read')).toBe(false);
  });

  it('refuses a malformed line of a data file as a bug', () => {
    expect(() => readPermissionLine(MICROSOFT_GRAPH_APP_ID, 'delegated', 'User.Read')).toThrow(InvariantError);
    expect(() => readPermissionLine(MICROSOFT_GRAPH_APP_ID, 'delegated', 'User.Read id anybody')).toThrow(
      InvariantError,
    );
    expect(() => readPermissionLine(MICROSOFT_GRAPH_APP_ID, 'application', 'User.Read id admin')).toThrow(
      InvariantError,
    );
  });
});

describe('texts of the consent page', () => {
  it('describes every permission to an administrator, and scopes to users too', () => {
    for (const permission of published) {
      const texts = describePermission(permission);
      expect(texts.adminConsentDisplayName).toMatch(/^[A-Z]/);
      expect(texts.adminConsentDescription).toMatch(/^Allows the app to [a-z'].*[^.]\.$/);
      const forUsers = [texts.userConsentDisplayName, texts.userConsentDescription];
      if (permission.kind === 'application') expect(forUsers).toEqual([null, null]);
      else for (const text of forUsers) expect(text).toMatch(/^[A-Z].+/);
    }
  });

  it('has its own words for no permission that does not exist', () => {
    for (const value of Object.keys(delegatedTexts)) {
      expect(
        published.some((one) => one.kind === 'delegated' && one.value === value),
        value,
      ).toBe(true);
    }
    for (const value of Object.keys(applicationTexts)) {
      expect(findPermission(MICROSOFT_GRAPH_APP_ID, 'application', value), value).toBeDefined();
    }
  });

  it('speaks to the user in the second person', () => {
    expect(describePermission({ kind: 'delegated', value: 'Mail.Read' })).toEqual({
      adminConsentDisplayName: 'Read user mail',
      adminConsentDescription: 'Allows the app to read the email in the mailbox of the signed-in user.',
      userConsentDisplayName: 'Read your mail',
      userConsentDescription: 'Allows the app to read the email in your mailbox.',
    });
  });

  it.each([
    ['delegated', 'DeviceManagementApps.ReadWrite.All', 'Read and write all device management apps'],
    ['delegated', 'Mail.Read.Shared', 'Read own and shared mail'],
    ['delegated', 'IMAP.AccessAsUser.All', 'Use everything in IMAP'],
    ['application', 'Sites.Selected', 'Selected sites'],
    ['application', 'BitlockerKey.Read.All', 'Read all bitlocker keys'],
    ['application', 'constructor', "Use 'constructor'"],
  ] as const)('derives a title for %s %s', (kind, value, title) => {
    expect(describePermission({ kind, value }).adminConsentDisplayName).toBe(title);
  });

  it('says of an app role that no user takes part', () => {
    expect(describePermission({ kind: 'application', value: 'Mail.Read' }).adminConsentDescription).toMatch(
      /without a signed-in user\.$/,
    );
  });
});

describe('risk of a permission', () => {
  it('has judged every permission of Graph', () => {
    for (const { resourceAppId, kind, value } of graphPermissions()) {
      const risk = permissionRisk(resourceAppId, kind, value);
      expect(Object.keys(riskReasons)).toContain(risk.reason);
      expect(risk.consentRisk === undefined, `${kind} ${value}`).toBe(kind === 'application');
    }
  });

  it.each([
    ['application', 'RoleManagement.ReadWrite.Directory', 0],
    ['application', 'AppRoleAssignment.ReadWrite.All', 0],
    ['application', 'Mail.Read', 1],
    ['delegated', 'User.Read', 3],
  ] as const)('puts %s %s of Graph in tier %i', (kind, value, tier) => {
    expect(permissionRisk(MICROSOFT_GRAPH_APP_ID, kind, value).tier).toBe(tier);
  });

  it.each([
    ['application', 'Orders.Selected', 2, 'resource-scoped'],
    ['application', 'Role.Manage', 0, 'policy-write'],
    ['application', 'Orders.ReadWrite.All', 1, 'org-write'],
    ['application', 'Files.Read.All', 1, 'content-read'],
    ['application', 'Orders.Read.All', 2, 'metadata-read'],
    ['delegated', 'openid', 3, 'self-basic'],
    ['delegated', 'access_as_user', 1, 'user-admin-action'],
    ['delegated', 'Orders.Write', 1, 'user-content-write'],
    ['delegated', 'Orders.Read', 2, 'user-metadata'],
  ] as const)('judges %s %s of an unknown API by its name', (kind, value, tier, reason) => {
    expect(permissionRisk('11111111-2222-4333-8444-555555555555', kind, value)).toEqual({
      tier,
      reason,
      confidence: 'rule',
    });
  });

  it('knows what Microsoft keeps from the consent of users (microsoft-user-default-recommended)', () => {
    expect(isBlockedByManagedUserConsent(MICROSOFT_GRAPH_APP_ID, 'Mail.Read')).toBe(true);
    expect(isBlockedByManagedUserConsent(MICROSOFT_GRAPH_APP_ID, 'User.Read')).toBe(false);
    expect(isBlockedByManagedUserConsent(wellKnownAppIds.exchangeOnline, 'EWS.AccessAsUser.All')).toBe(true);
    expect(isBlockedByManagedUserConsent(wellKnownAppIds.azureKeyVault, 'Mail.Read')).toBe(false);
  });
});
