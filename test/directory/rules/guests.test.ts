import { describe, expect, it } from 'vitest';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../../src/catalogue/index.ts';
import type { SignInAudience } from '../../../src/directory/index.ts';
import { guestPrincipalName, requireInvitable, requireOwnPassword } from '../../../src/directory/rules/guest.ts';
import { mayHaveInstance } from '../../../src/directory/rules/may-have-instance.ts';
import { requireUserPrincipalName } from '../../../src/directory/rules/user-principal-name.ts';
import type { AppId, TenantId } from '../../../src/kernel/index.ts';

describe('the sign-in name of a guest (Entra B2B user properties)', () => {
  it.each([
    ['ada@home.example', 'ada_home.example#EXT#@here.example'],
    ['Ada.B@Home.example', 'Ada.B_Home.example#EXT#@here.example'],
    ['ada+shop@home.example', 'ada-shop_home.example#EXT#@here.example'],
    [`${'a'.repeat(80)}@home.example`, `${'a'.repeat(59)}#EXT#@here.example`],
  ])('of %s', (mail, name) => {
    expect(guestPrincipalName(mail, 'here.example')).toBe(name);
    expect(() => requireUserPrincipalName(name, ['here.example'])).not.toThrow();
  });
});

describe('who can be invited', () => {
  it.each(['ada@home.example', 'a.b+c@sub.home.example'])('%s', (mail) => {
    expect(() => requireInvitable(mail, ['here.example'])).not.toThrow();
  });

  it.each(['ada', '@home.example', 'ada@', 'a da@home.example', 'ada@here.example', 'ADA@HERE.EXAMPLE', ''])(
    'not %j',
    (mail) => {
      expect(() => requireInvitable(mail, ['here.example'])).toThrow(
        expect.objectContaining({ code: 'InvalidValue', target: 'invitedUserEmailAddress' }),
      );
    },
  );

  it('a password is for who signs in here', () => {
    const home = { tenantId: 'x' as TenantId, userId: 'y' as never };
    expect(() => requireOwnPassword({ home: null, creationType: null })).not.toThrow();
    expect(() => requireOwnPassword({ home: null, creationType: 'Invitation' })).toThrow('kept at home');
    expect(() => requireOwnPassword({ home, creationType: null })).toThrow('kept at home');
  });
});

describe('which tenant may have an instance of an application', () => {
  const [own, other] = ['own' as TenantId, 'other' as TenantId];
  const graph = '00000003-0000-0000-c000-000000000000' as AppId;
  it.each<[SignInAudience, boolean, boolean, boolean]>([
    //                                    at home, elsewhere, among personal accounts
    ['AzureADMyOrg', true, false, false],
    ['AzureADMultipleOrgs', true, true, false],
    ['AzureADandPersonalMicrosoftAccount', true, true, true],
    ['PersonalMicrosoftAccount', true, false, true],
  ])('%s', (signInAudience, ...expected) => {
    const definition = { tenantId: own, appId: 'app' as AppId, signInAudience };
    expect([own, other, PERSONAL_ACCOUNTS_TENANT_ID].map((id) => mayHaveInstance(id, definition))).toEqual(expected);
  });

  it('everybody has one of Microsoft Graph', () => {
    const definition = { tenantId: own, appId: graph, signInAudience: 'AzureADMultipleOrgs' } as const;
    expect(mayHaveInstance(PERSONAL_ACCOUNTS_TENANT_ID, definition)).toBe(true);
  });
});
