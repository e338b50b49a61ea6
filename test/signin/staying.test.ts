import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { updateUser } from '../../src/directory/index.ts';
import { Redacted } from '../../src/kernel/index.ts';
import { answerTo, errorCodeOf, has, Person } from '../interop/person.ts';
import { openStage, type Stage } from '../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
});
afterAll(() => stage.stop());

const day = 24 * 60 * 60 * 1000;
const silently = (person: Person) => person.visit(stage.authorizeUrl({ prompt: 'none' }));
const isSignedIn = async (person: Person): Promise<boolean> => answerTo(await silently(person)).code !== undefined;

describe('staying signed in (sts reference 2.7)', () => {
  afterEach(() => stage.platform.clock.advance(1));

  it('a session ends after a day without use, and use prolongs it', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    stage.platform.clock.advance(day - 1);
    expect(await isSignedIn(person)).toBe(true);
    stage.platform.clock.advance(day - 1);
    expect(await isSignedIn(person)).toBe(true);
    stage.platform.clock.advance(day);
    expect(await isSignedIn(person)).toBe(false);
  });

  it('for who wants it after 90, and the cookie outlives the window', async () => {
    const person = new Person(stage.platform);
    const first = await person.visit(stage.authorizeUrl());
    const password = await person.press(first, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    const stay = await person.press(password, 'idSIButton9', { passwd: stage.ada.password });
    const { headers } = await person.press(stay, 'idSIButton9');
    expect(headers.getSetCookie().join()).toContain('Max-Age=7776000');
    stage.platform.clock.advance(90 * day - 1);
    expect(await isSignedIn(person)).toBe(true);
    stage.platform.clock.advance(90 * day);
    expect(await isSignedIn(person)).toBe(false);
  });

  it.each([
    ['idSIButton9', true],
    ['idBtn_Back', false],
  ])('“do not show this again” keeps the answer of %s', async (button, isPersistent) => {
    const person = new Person(stage.platform);
    const first = await person.visit(stage.authorizeUrl());
    const password = await person.press(first, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    const stay = await person.press(password, 'idSIButton9', { passwd: stage.ada.password });
    await person.press(stay, button, { DontShowAgain: 'true' });
    stage.platform.clock.advance(90 * day);
    const again = await person.visit(stage.authorizeUrl());
    const name = await person.press(again, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    const arrival = await person.press(name, 'idSIButton9', { passwd: stage.ada.password });
    expect(answerTo(arrival)).toHaveProperty('code');
    expect(arrival.headers.getSetCookie().join().includes('Max-Age')).toBe(isPersistent);
  });
});

describe('several people at one browser', () => {
  it('are asked who goes on, may add another, and may be chosen though signed out', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    await stage.arrive(person, stage.bob, { prompt: 'login' });
    const picker = await person.visit(stage.authorizeUrl());
    expect([...picker.html.matchAll(/data-test-id="([^"]*)"/g)].map(([, name]) => name).sort()).toEqual([
      stage.ada.userPrincipalName,
      stage.bob.userPrincipalName,
    ]);
    const account = `${stage.bob.tenantId}.${stage.bob.id}`;
    const code = answerTo(await person.press(picker, 'aadTile', { account })).code ?? '';
    const { body } = await stage.token(stage.redemption(code, { client_info: '1' }));
    expect(Buffer.from(String(body.client_info), 'base64url').toString()).toContain(stage.bob.id);
    const another = await person.press(
      picker.html.includes('otherTile') ? await person.visit(stage.authorizeUrl()) : picker,
      'otherTile',
    );
    expect(has(another, 'i0116')).toBe(true);
  });

  it('nobody picks an account that the picker does not show', async () => {
    const person = new Person(stage.platform);
    await stage.arrive(person, stage.ada);
    const picker = await person.visit(stage.authorizeUrl({ prompt: 'select_account' }));
    const again = await person.press(picker, 'aadTile', { account: `${stage.bob.tenantId}.${stage.bob.id}` });
    expect(has(again, 'aadTile')).toBe(true);
  });
});

describe('a password that was given out (AADSTS50055)', () => {
  it('is replaced before it opens anything; then the sign-in goes on, and the old one is worth nothing', async () => {
    const user = await stage.platform.createUser({ userPrincipalName: 'newcomer@entrada.test' });
    await updateUser(stage.commands(), user.id, { passwordProfile: { forceChangePasswordNextSignIn: true } });
    const person = new Person(stage.platform);
    const page = await stage.arrive(person, user);
    expect(has(page, 'currentPassword')).toBe(true);
    const change = (currentPassword: string, newPassword: string, confirmNewPassword = newPassword) =>
      person.press(page, 'idSIButton9', { currentPassword, newPassword, confirmNewPassword });
    const next = 'Entirely-Different-77';
    expect((await change(user.password, next, 'Another-Thing-78')).html).toContain('confirmNewPasswordError');
    expect((await change('not the old one', next)).html).toContain('currentPasswordError');
    expect((await change(user.password, user.password)).html).toContain('newPasswordError');
    expect((await change(user.password, 'short')).html).toContain('newPasswordError');
    stage.platform.clock.advance(10);
    const arrival = await person.answer(await change(user.password, next), user);
    expect(answerTo(arrival)).toHaveProperty('code');
    expect((await stage.arrive(new Person(stage.platform), user)).html).toContain('AADSTS50126');
    const again = await stage.arrive(new Person(stage.platform), { ...user, password: next });
    expect(answerTo(again)).toHaveProperty('code');
    expect(new Redacted(next).toString()).not.toBe(next);
  });
});

describe('who is asked for a name', () => {
  it('the name a client hints at is filled in, and can be taken back', async () => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl({ login_hint: stage.bob.userPrincipalName }));
    expect([has(page, 'i0118'), page.html.includes(stage.bob.userPrincipalName)]).toEqual([true, true]);
    const intents = [...page.html.matchAll(/name="intent" value="(\w+)"/g)].map(([, intent]) => intent);
    expect(intents).toContain('back');
  });

  it('an unfinished name or password is asked for again, in words', async () => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl());
    const noName = await person.press(page, 'idSIButton9', { loginfmt: '  ' });
    expect(has(noName, 'usernameError')).toBe(true);
    const password = await person.press(page, 'idSIButton9', { loginfmt: stage.ada.userPrincipalName });
    expect(has(await person.press(password, 'idSIButton9', { passwd: '' }), 'passwordError')).toBe(true);
    expect(errorCodeOf(password)).toBeUndefined();
  });

  it('name and password in one form do as well: password managers and scripts send them so', async () => {
    const person = new Person(stage.platform);
    const page = await person.visit(stage.authorizeUrl());
    const fields = { loginfmt: stage.ada.userPrincipalName.toUpperCase(), passwd: stage.ada.password };
    expect(has(await person.press(page, 'idSIButton9', fields), 'kmsiTitle')).toBe(true);
  });
});
