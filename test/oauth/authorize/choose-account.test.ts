import { describe, expect, it } from 'vitest';
import type { ObjectId, TenantId } from '../../../src/kernel/index.ts';
import { loginHintOf } from '../../../src/oauth/account-hint.ts';
import type { LiveAccount } from '../../../src/oauth/authorize/browser-session.ts';
import { type AccountChoice, chooseAccount, type Progress } from '../../../src/oauth/authorize/choose-account.ts';
import { sampleUser, tenantId } from '../../directory/samples.ts';

const keys = { hashToken: () => 'key.seal', tokenHashes: (): [string] => ['key.seal'] };

const now = Date.UTC(2026, 0, 15, 12);
const minute = 60_000;
const elsewhere = 'b0000000-0000-4000-8000-00000000000b' as TenantId;

function account(name: string, members: Partial<LiveAccount> = {}): LiveAccount {
  const userId = `a0000000-0000-4000-8000-${name.charCodeAt(0).toString(16).padStart(12, '0')}` as ObjectId;
  const home = members.tenantId ?? tenantId;
  const user = sampleUser({ tenantId: home, id: userId, userPrincipalName: `${name}@contoso.example` });
  return {
    tenantId: home,
    userId,
    sid: `sid-${name}`,
    methods: ['pwd'],
    authenticatedAt: now - 10 * minute,
    signedIn: true,
    user,
    ...members,
  };
}

const ada = account('ada');
const bob = account('bob');
const gone = account('gone', { signedIn: false });
const guest = account('guest', { tenantId: elsewhere });

type Request = Parameters<typeof chooseAccount>[0];
const ask = (members: Partial<Request> = {}): Request => ({
  prompt: undefined,
  loginHint: undefined,
  sid: undefined,
  maxAge: undefined,
  ...members,
});
const chosenAs = ({ tenantId: tenant, userId }: LiveAccount) => ({ tenantId: tenant, userId });

/** What a choice says, in a word. */
function told(choice: AccountChoice): string {
  if (choice.kind === 'account') return `goes on as ${choice.account.user.userPrincipalName.split('@')[0]}`;
  if (choice.kind === 'signIn') return `asks to sign in: ${choice.username?.split('@')[0] ?? 'anybody'}`;
  return `asks which: ${choice.accounts.map(({ user }) => user.userPrincipalName.split('@')[0]).join(', ')}`;
}

const tell = (request: Partial<Request>, accounts: readonly LiveAccount[], progress: Progress = {}): string =>
  told(chooseAccount(ask(request), accounts, progress, now));

describe('prompt × accounts (OIDC Core §3.1.2.3, sts reference 2.4)', () => {
  it.each([
    [undefined, [], 'asks to sign in: anybody'],
    [undefined, [ada], 'goes on as ada'],
    [undefined, [ada, bob], 'asks which: ada, bob'],
    [undefined, [gone], 'asks to sign in: anybody'],
    [undefined, [ada, gone], 'goes on as ada'],
    ['none', [], 'asks to sign in: anybody'],
    ['none', [ada], 'goes on as ada'],
    ['none', [ada, bob], 'asks which: ada, bob'],
    ['login', [], 'asks to sign in: anybody'],
    ['login', [ada], 'asks to sign in: anybody'],
    ['login', [ada, bob], 'asks to sign in: anybody'],
    ['consent', [ada], 'goes on as ada'],
    ['consent', [ada, bob], 'asks which: ada, bob'],
    ['select_account', [], 'asks to sign in: anybody'],
    ['select_account', [ada], 'asks which: ada'],
    ['select_account', [gone], 'asks which: gone'],
  ] as const)('prompt %s, %# accounts: %3$s', (prompt, accounts, expected) => {
    expect(tell({ prompt }, accounts)).toBe(expected);
  });
});

describe('hints', () => {
  it.each([
    ['a name that is signed in', { loginHint: 'bob@contoso.example' }, [ada, bob], 'goes on as bob'],
    ['a name in another case', { loginHint: 'BOB@Contoso.Example' }, [ada, bob], 'goes on as bob'],
    ['a name that is not signed in', { loginHint: 'eve@contoso.example' }, [ada], 'asks to sign in: eve'],
    ['a name that signed out', { loginHint: 'gone@contoso.example' }, [ada, gone], 'asks to sign in: gone'],
    ['a login_hint claim', { loginHint: loginHintOf(bob.user, keys) }, [ada, bob], 'goes on as bob'],
    [
      'a login_hint claim of nobody here',
      { loginHint: loginHintOf(guest.user, keys) },
      [ada],
      'asks to sign in: anybody',
    ],
    [
      'a name though a sign-in is demanded',
      { loginHint: 'ada@contoso.example', prompt: 'login' },
      [ada],
      'asks to sign in: ada',
    ],
    [
      'a name though a choice is demanded',
      { loginHint: 'ada@contoso.example', prompt: 'select_account' },
      [ada, bob],
      'asks which: ada, bob',
    ],
    ['a sid that is here', { sid: 'sid-bob' }, [ada, bob], 'goes on as bob'],
    ['a sid that is not', { sid: 'sid-eve' }, [ada], 'asks which: ada'],
    ['a sid where nobody is', { sid: 'sid-eve' }, [], 'asks to sign in: anybody'],
    [
      'a sid that goes before the name',
      { sid: 'sid-bob', loginHint: 'ada@contoso.example' },
      [ada, bob],
      'goes on as bob',
    ],
  ] as const)('%s', (_, request, accounts, expected) => {
    expect(tell(request, accounts)).toBe(expected);
  });
});

describe('max_age (OIDC Core §3.1.2.1)', () => {
  it.each([
    ['long enough ago', 601, 'goes on as ada'],
    ['to the second', 600, 'asks to sign in: anybody'],
    ['too long ago', 60, 'asks to sign in: anybody'],
    ['never', 0, 'asks to sign in: anybody'],
  ] as const)('%s', (_, maxAge, expected) => {
    expect(tell({ maxAge }, [ada])).toBe(expected);
  });

  it('is content with who has just signed in, even with 0', () => {
    expect(tell({ maxAge: 0 }, [ada], { account: chosenAs(ada), authenticated: true })).toBe('goes on as ada');
  });
});

describe('what the person did so far', () => {
  it.each([
    ['picked an account', {}, { account: chosenAs(bob) }, [ada, bob], 'goes on as bob'],
    ['picked one that has to sign in', {}, { account: chosenAs(gone) }, [ada, gone], 'asks to sign in: gone'],
    [
      'picked one though a choice was demanded',
      { prompt: 'select_account' },
      { account: chosenAs(ada) },
      [ada],
      'goes on as ada',
    ],
    [
      'signed in though already signed in',
      { prompt: 'login' },
      { account: chosenAs(ada), authenticated: true },
      [ada],
      'goes on as ada',
    ],
    [
      'picked, where a sign-in is demanded',
      { prompt: 'login' },
      { account: chosenAs(ada) },
      [ada],
      'asks to sign in: ada',
    ],
    ['typed a name', {}, { username: 'eve@contoso.example' }, [ada], 'asks to sign in: eve'],
    ['wants another account', {}, { username: '' }, [ada, bob], 'asks to sign in: '],
    ['picked one that is gone since', {}, { account: chosenAs(bob) }, [ada], 'asks to sign in: anybody'],
  ] as const)('%s', (_, request, progress, accounts, expected) => {
    expect(tell(request, accounts, progress)).toBe(expected);
  });
});
