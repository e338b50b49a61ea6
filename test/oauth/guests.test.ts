import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deleteUser,
  inviteGuest,
  revokeSignInSessions,
  setPassword,
  type User,
  updateApplication,
  updateUser,
} from '../../src/directory/index.ts';
import { Redacted } from '../../src/kernel/index.ts';
import type { TestTenant, TestUser } from '../../src/testing/index.ts';
import { type Answers, answerTo, errorCodeOf, has, Person, titleOf } from '../interop/person.ts';
import { claimsOf, codeOf, openStage, type Stage } from '../interop/stage.ts';

// Somebody at home in one tenant is a guest in another, the one of the stage: the password is kept at home, the rights are given there.

let stage: Stage;
let home: TestTenant;
beforeAll(async () => {
  stage = await openStage();
  home = await stage.platform.createTenant({ domain: 'home.test' });
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  await stage.consent(stage.web.appId, null, GRAPH, 'User.Read');
});
afterAll(() => stage.stop());

const GRAPH = '00000003-0000-0000-c000-000000000000' as Parameters<Stage['consent']>[2];
let made = 0;

/** Somebody new, at home in the tenant of that name. */
function newcomer(): Promise<TestUser> {
  made += 1;
  return stage.platform.createUser({ userPrincipalName: `visitor.${made}@home.test` }, home.tenant.id);
}

const commandsAtHome = () => stage.commands(home.tenant.id);

/** Signs in on the way of a request of the tenant they are guest in. */
async function enter(person: TestUser, browser = new Person(stage.platform), answers: Answers = {}) {
  const arrival = await stage.arrive(browser, person, {}, answers);
  const { code, error } = arrival.location === undefined ? {} : answerTo(arrival);
  return { arrival, code, error };
}

async function tokensOf(person: TestUser, scope?: string) {
  const arrival = await stage.arrive(new Person(stage.platform), person, scope === undefined ? {} : { scope });
  const { code = '' } = answerTo(arrival);
  const { body } = await stage.token(stage.redemption(code, { client_info: '1' }));
  return body;
}

const renew = async (token: unknown) => {
  const { appId, clientSecret } = stage.web;
  const request = { client_id: appId, client_secret: clientSecret, refresh_token: String(token) };
  return codeOf(await stage.token({ grant_type: 'refresh_token', ...request }));
};

describe('an invitation', () => {
  it('is accepted by signing in with the account at home, once', async () => {
    const person = await newcomer();
    const guest = await stage.platform.createGuest(person, { isPending: true });
    const browser = new Person(stage.platform);
    const asked = await stage.arrive(browser, person);
    expect(titleOf(asked)).toContain('Become a guest of Test');
    const { code } = answerTo(await browser.answer(asked, person, { invitation: 'accept' }));
    const { body } = await stage.token(stage.redemption(code ?? ''));
    expect(claimsOf(body.id_token)).toMatchObject({ oid: guest.id, tid: stage.platform.tenant.id });
    const stored = await stage.platform.foundation.storage.stores.users.get(guest.tenantId, guest.id);
    expect(stored).toMatchObject({
      externalUserState: 'Accepted',
      home: { tenantId: home.tenant.id, userId: person.id },
    });
    expect((await enter(person)).code).toBeDefined();
  });

  it('can be declined, and stands', async () => {
    const person = await newcomer();
    await stage.platform.createGuest(person, { isPending: true });
    expect(await enter(person, undefined, { invitation: 'decline' })).toMatchObject({ error: 'access_denied' });
    expect((await enter(person, undefined, { invitation: 'accept' })).code).toBeDefined();
  });

  it('is for the name it was sent to: a mail address that somebody elsewhere wrote proves nothing', async () => {
    const invitee = await newcomer();
    await stage.platform.createGuest(invitee, { isPending: true });
    const thief = await stage.platform.createTenant({ domain: 'thief.test' });
    const impostor = await stage.platform.createUser(
      { userPrincipalName: 'mallory@thief.test', mail: invitee.userPrincipalName },
      thief.tenant.id,
    );
    expect(errorCodeOf((await enter(impostor)).arrival)).toBe(50020);
  });

  it('once accepted belongs to the account and not to its name', async () => {
    const person = await newcomer();
    await stage.platform.createGuest(person);
    await deleteUser(commandsAtHome(), person.id);
    const successor = await stage.platform.createUser({ userPrincipalName: person.userPrincipalName }, home.tenant.id);
    expect(errorCodeOf((await enter(successor)).arrival)).toBe(50020);
  });

  it('is of one account: who is a guest somewhere is nobody’s host', async () => {
    const person = await newcomer();
    const guest = await stage.platform.createGuest(person);
    const third = await stage.platform.createTenant({ domain: `third-${made}.test` });
    const invited = await inviteGuest(stage.commands(third.tenant.id), {
      invitedUserEmailAddress: guest.userPrincipalName,
    });
    expect(invited.home).toBeNull();
    const arrival = await stage.arrive(new Person(stage.platform), {
      ...person,
      userPrincipalName: guest.userPrincipalName,
    });
    expect(arrival.html).toContain('AADSTS50126');
  });
});

describe('the tokens of a guest', () => {
  it('name the guest, and who vouched for them; the account is that of home', async () => {
    const person = await newcomer();
    const guest = await stage.platform.createGuest(person);
    const { id_token, access_token, client_info } = await tokensOf(person);
    const idp = `${stage.platform.baseUrl}/${home.tenant.id}/`;
    const mail = person.userPrincipalName;
    const tid = stage.platform.tenant.id;
    expect(claimsOf(id_token)).toMatchObject({ oid: guest.id, tid, idp, email: mail });
    expect(claimsOf(access_token)).toMatchObject({ oid: guest.id, tid, idp, email: mail });
    const info = JSON.parse(Buffer.from(String(client_info), 'base64url').toString('utf8'));
    expect(info).toEqual({ uid: person.id, utid: home.tenant.id });
  });

  it('of a personal account say live.com, and for Graph that they are a guest’s', async () => {
    const person = await stage.platform.createPersonalAccount('visits');
    const guest = await stage.platform.createGuest(person);
    const { access_token } = await tokensOf(person, 'openid profile User.Read');
    expect(claimsOf(access_token)).toMatchObject({ oid: guest.id, idp: 'live.com', acct: 1 });
  });

  it.each([
    ['work', () => newcomer()],
    ['personal', () => stage.platform.createPersonalAccount('renamed')],
  ] as const)('never tell an address that an administrator here wrote as one that is proved (%s)', async (_, make) => {
    const person = await make();
    const guest = await stage.platform.createGuest(person);
    const told = (name: string) => ({ name, source: null, essential: false, additionalProperties: [] });
    const idToken = ['email', 'xms_edov', 'verified_primary_email', 'verified_secondary_email'].map(told);
    const optionalClaims = { idToken, accessToken: [], saml2Token: [] };
    await updateApplication(stage.commands(), stage.web.id, { signInAudience: 'AzureADMultipleOrgs', optionalClaims });
    const proved = person.userPrincipalName;
    expect(claimsOf((await tokensOf(person)).id_token)).toMatchObject({
      ...{ email: proved, xms_edov: true, verified_primary_email: [proved], preferred_username: proved },
    });
    const [mail, other] = ['chief@home.test', 'treasurer@home.test'];
    await updateUser(stage.commands(), guest.id, { mail, otherMails: [other] });
    const claims = claimsOf((await tokensOf(person)).id_token);
    expect(claims.preferred_username).toBe(proved);
    expect(Object.keys(claims).filter((name) => /mail|edov/.test(name))).toEqual([]);
    await updateApplication(stage.commands(), stage.web.id, { signInAudience: 'AzureADMyOrg', optionalClaims: null });
  });

  it.each<[string, (guest: User, person: TestUser) => Promise<unknown>, number, number]>([
    [
      'the guest is disabled',
      (guest) => updateUser(stage.commands(), guest.id, { accountEnabled: false }),
      500571,
      401,
    ],
    ['the guest is deleted', (guest) => deleteUser(stage.commands(), guest.id), 50020, 401],
    [
      'the account at home is disabled',
      (_, one) => updateUser(commandsAtHome(), one.id, { accountEnabled: false }),
      50057,
      401,
    ],
    ['the account at home is deleted', (_, one) => deleteUser(commandsAtHome(), one.id), 500341, 401],
    ['sessions are revoked at home', (_, one) => revokeSignInSessions(commandsAtHome(), one.id), 50173, 401],
    // Guests are revoked at home alone (sts reference 5.11).
    ['sessions of the guest are revoked', (guest) => revokeSignInSessions(stage.commands(), guest.id), 0, 200],
  ])('when %s: refresh and Graph', async (_, change, code, status) => {
    const person = await newcomer();
    const guest = await stage.platform.createGuest(person);
    const { refresh_token } = await tokensOf(person);
    const { access_token } = await tokensOf(person, 'openid User.Read');
    stage.platform.clock.advance(5000);
    await change(guest, person);
    const headers = { authorization: `Bearer ${String(access_token)}` };
    const me = await stage.platform.fetch(`${stage.platform.baseUrl}/v1.0/me`, { headers });
    const info = await stage.platform.fetch(`${stage.platform.baseUrl}/oidc/userinfo`, { headers });
    expect([await renew(refresh_token), me.status, info.status]).toEqual([code, status, status]);
  });
});

describe('the sign-in of a guest', () => {
  it('is the one of home: signed in there, they are signed in here, under one session id', async () => {
    const person = await newcomer();
    await stage.platform.createGuest(person);
    const app = await stage.platform.createApp({
      displayName: `At home ${made}`,
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: ['https://web.example/signin-oidc'] },
    });
    const browser = new Person(stage.platform);
    const there = { client_id: app.appId, scope: 'openid profile' };
    const first = await stage.arrive(browser, person, there, { consent: 'accept' }, 'organizations');
    const redeemed = await stage.token(
      stage.redemption(answerTo(first).code ?? '', { client_id: app.appId, client_secret: app.clientSecret }),
      {},
      'organizations',
    );
    expect(claimsOf(redeemed.body.id_token)).toMatchObject({ tid: home.tenant.id, oid: person.id });
    const { code = '' } = answerTo(await browser.visit(stage.authorizeUrl({ prompt: 'none' })));
    const { body } = await stage.token(stage.redemption(code));
    const [here, away] = [claimsOf(body.id_token), claimsOf(redeemed.body.id_token)];
    expect([here.tid, here.sid]).toEqual([stage.platform.tenant.id, away.sid]);
    // The ID token of the guest says who is to be signed out.
    const gone = await browser.visit(`/${home.tenant.id}/oauth2/v2.0/logout?id_token_hint=${String(body.id_token)}`);
    expect(titleOf(gone)).toContain('signed out');
    expect(answerTo(await browser.visit(stage.authorizeUrl({ prompt: 'none' }))).error).toBe('login_required');
  });

  it('needs a password that is good at home', async () => {
    const person = await newcomer();
    await stage.platform.createGuest(person);
    expect((await enter({ ...person, password: 'wrong' })).arrival.html).toContain('AADSTS50126');
    await updateUser(commandsAtHome(), person.id, { accountEnabled: false });
    expect((await enter(person)).arrival.html).toContain('AADSTS50057');
    await updateUser(commandsAtHome(), person.id, {
      accountEnabled: true,
      passwordProfile: { forceChangePasswordNextSignIn: true },
    });
    expect(has((await enter(person)).arrival, 'newPassword')).toBe(true);
  });

  it('has no password here, and none can be set', async () => {
    const person = await newcomer();
    const guest = await stage.platform.createGuest(person);
    const password = new Redacted('Quite-Long-And-Good-77');
    await expect(setPassword(stage.commands(), guest.id, { password })).rejects.toMatchObject({
      code: 'InvalidValue',
      target: 'passwordProfile',
    });
  });
});
