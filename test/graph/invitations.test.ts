import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { directoryRoleIds } from '../../src/catalogue/index.ts';
import type { User } from '../../src/directory/index.ts';
import { type Body, type Client, callerWith } from './calls.ts';
import { appToken, userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

let made = 0;

async function as(user: User): Promise<Client> {
  return callerWith(world, await userToken(world, world.contoso, user, 'User.Invite.All'));
}

async function withRole(role: keyof typeof directoryRoleIds): Promise<Client> {
  made += 1;
  const person = await world.contoso.person(`inviter-${made}`);
  await world.contoso.giveRole(person, role);
  return as(person);
}

async function byItself(): Promise<Client> {
  return callerWith(world, await appToken(world, world.contoso, world.contoso.daemon, 'User.Invite.All'));
}

const invitation = (members: object = {}) => {
  made += 1;
  const invitedUserEmailAddress = `visitor-${made}@elsewhere.example`;
  return { invitedUserEmailAddress, inviteRedirectUrl: 'https://orders.example/', ...members };
};

describe('POST /invitations (Graph resource invitation)', () => {
  it('makes a guest who waits to accept, whoever was invited before stays who they are', async () => {
    const client = await as(world.contoso.member);
    const wanted = invitation({ invitedUserDisplayName: 'Visitor' });
    const { status, body } = await client.post('/invitations', wanted);
    expect([status, body]).toMatchObject([
      201,
      { ...wanted, invitedUserType: 'Guest', status: 'PendingAcceptance', sendInvitationMessage: false },
    ]);
    const { id } = body.invitedUser as Body;
    const again = await client.post('/invitations', wanted);
    expect((again.body.invitedUser as Body).id).toBe(id);
    const stored = await world.storage.stores.users.get(world.contoso.tenant.id, id as User['id']);
    expect(stored).toMatchObject({ userType: 'Guest', externalUserState: 'PendingAcceptance', home: null });
  });

  it.each([
    ['Guest', 'a guest', 403, () => as(world.contoso.guest)],
    ['Guest', 'a guest inviter', 201, () => withRole('guestInviter')],
    ['Member', 'a member', 403, () => as(world.contoso.member)],
    ['Member', 'a guest inviter', 403, () => withRole('guestInviter')],
    ['Member', 'a user administrator', 201, () => withRole('userAdministrator')],
    ['Member', 'an application', 201, () => byItself()],
  ] as const)('as a %s by %s is answered %i', async (invitedUserType, _, status, client) => {
    const answer = await (await client()).post('/invitations', invitation({ invitedUserType }));
    expect(answer.status).toBe(status);
  });

  it.each([
    ['no mail address', { invitedUserEmailAddress: 'visitor' }],
    ['somebody of a domain of the tenant', { invitedUserEmailAddress: 'visitor@contoso.example' }],
    ['nobody', { invitedUserEmailAddress: undefined }],
    ['an address to go to that is none of the web', { inviteRedirectUrl: 'javascript:alert(1)' }],
  ])('refuses %s', async (_, members) => {
    const answer = await (await as(world.contoso.admin)).post('/invitations', invitation(members));
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'Request_BadRequest']);
  });
});
