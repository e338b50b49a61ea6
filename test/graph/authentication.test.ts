import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  deleteServicePrincipal,
  deleteUser,
  revokeSignInSessions,
  updateApplication,
  updateServicePrincipal,
  updateUser,
} from '../../src/directory/index.ts';
import { signJwt } from '../../src/tokens/index.ts';
import { callerWith } from './calls.ts';
import { appToken, userToken } from './tokens.ts';
import { baseUrl, openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const people = (token: string | undefined) => callerWith(world, token).get('/me');
const apps = (token: string) => callerWith(world, token).get('/applications');
const mine = () => userToken(world, world.contoso, world.contoso.member, 'User.Read');
const daemon = () => appToken(world, world.contoso, world.contoso.daemon, 'Application.Read.All');

describe('a request without a good token', () => {
  it('is answered 401 with a challenge, the ids of the request, and no hint of what exists (RFC 6750 §3)', async () => {
    const { status, body, headers } = await people(undefined);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"/);
    expect(body).toEqual({
      error: {
        code: 'InvalidAuthenticationToken',
        message: 'Access token is empty.',
        innerError: {
          date: new Date(world.clock.now()).toISOString().slice(0, 19),
          'request-id': headers['request-id'],
          'client-request-id': headers['client-request-id'],
        },
      },
    });
  });

  it('is told 401 before anything about its path', async () => {
    expect((await callerWith(world, undefined).get('/no/such/thing')).status).toBe(401);
  });

  it.each(['Basic dTpw', 'Bearer', 'Bearer a b', 'Bearer x.y.z', 'token'])(
    'is refused with Authorization: %s',
    async (authorization) => {
      const answer = await callerWith(world, undefined).get('/me', { authorization });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } });
    },
  );
});

describe('a token', () => {
  it.each(['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com', 'https://graph.microsoft.com/'])(
    'is taken for the audience %s',
    async (audience) => {
      const token = await userToken(world, world.contoso, world.contoso.member, 'User.Read', { audience });
      expect((await people(token)).status).toBe(200);
    },
  );

  it('is taken from both issuers of the tenant', async () => {
    for (const version of [1, 2] as const) {
      const token = await userToken(world, world.contoso, world.contoso.member, 'User.Read', { version });
      expect((await people(token)).status).toBe(200);
    }
  });

  it('is refused from the issuer of another tenant or platform', async () => {
    const { contoso, fabrikam, keyring } = world;
    const foreign = await userToken(world, contoso, contoso.member, 'User.Read', { baseUrl: 'https://elsewhere.test' });
    expect((await people(foreign)).status).toBe(401);
    const claims = JSON.parse(Buffer.from((await mine()).split('.')[1] ?? '', 'base64url').toString());
    const mixed = await signJwt(keyring.currentSigningKey(), 1, { ...claims, tid: fabrikam.tenant.id });
    expect((await people(mixed)).status).toBe(401);
  });

  it.each([
    ['oid', undefined],
    ['tid', 'contoso'],
    ['appid', undefined],
    ['aud', ['00000003-0000-0000-c000-000000000000']],
    ['aud', baseUrl],
    ['aud', `${baseUrl}/`],
    ['scp', ['User.Read']],
  ])('is refused when its claim %s is %j', async (name, value) => {
    const claims = JSON.parse(Buffer.from((await mine()).split('.')[1] ?? '', 'base64url').toString());
    const token = await signJwt(world.keyring.currentSigningKey(), 1, { ...claims, [name]: value });
    expect((await people(token)).status).toBe(401);
  });

  it('of a user cannot be made one of an application by leaving out the scopes', async () => {
    const claims = JSON.parse(Buffer.from((await mine()).split('.')[1] ?? '', 'base64url').toString());
    const { scp: _, ...rest } = claims;
    const token = await signJwt(world.keyring.currentSigningKey(), 1, { ...rest, roles: ['Application.Read.All'] });
    expect((await apps(token)).status).toBe(401);
  });

  it('is refused when it has expired, and before it holds', async () => {
    const token = await mine();
    world.clock.advance(2 * 3600 * 1000);
    const { status, body } = await people(token);
    expect(status).toBe(401);
    expect(body.error.message).toMatch(/expired/);
    world.clock.advance(-4 * 3600 * 1000);
    expect((await people(token)).status).toBe(401);
  });
});

describe('on the very next request a token no longer opens anything', () => {
  it('when the user is disabled, and again when enabled', async () => {
    const token = await mine();
    const { context, member } = world.contoso;
    await updateUser(context, member.id, { accountEnabled: false });
    expect((await people(token)).status).toBe(401);
    await updateUser(context, member.id, { accountEnabled: true });
    expect((await people(token)).status).toBe(200);
  });

  it('when the user is deleted', async () => {
    const token = await mine();
    await deleteUser(world.contoso.context, world.contoso.member.id);
    expect((await people(token)).status).toBe(401);
  });

  it('when the sessions of the user are revoked, and a newer token does', async () => {
    const token = await mine();
    world.clock.advance(2000);
    await revokeSignInSessions(world.contoso.context, world.contoso.member.id);
    expect((await people(token)).status).toBe(401);
    expect((await people(await mine())).status).toBe(200);
  });

  it('when the service principal of the client is switched off', async () => {
    const [token, app] = [await mine(), await daemon()];
    const { context, tool, daemon: client } = world.contoso;
    await updateServicePrincipal(context, tool.instance.id, { accountEnabled: false });
    await updateServicePrincipal(context, client.instance.id, { accountEnabled: false });
    expect((await people(token)).status).toBe(401);
    expect((await apps(app)).status).toBe(401);
  });

  it('when the definition of the client is disabled', async () => {
    const app = await daemon();
    const { context, daemon: client } = world.contoso;
    await updateApplication(context, client.application.id, { isDisabled: true });
    expect((await apps(app)).status).toBe(401);
  });

  it('when the service principal of an application is deleted', async () => {
    const app = await daemon();
    await deleteServicePrincipal(world.contoso.context, world.contoso.daemon.instance.id);
    expect((await apps(app)).status).toBe(401);
  });
});

describe('a token of an application', () => {
  it('names its own service principal and no other', async () => {
    const { contoso } = world;
    const borrowed = { application: contoso.tool.application, instance: contoso.daemon.instance };
    const token = await appToken(world, contoso, borrowed, 'Application.Read.All');
    expect((await apps(token)).status).toBe(401);
  });

  it('has no /me', async () => {
    const answer = await callerWith(world, await daemon()).get('/me');
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(/delegated authentication flow/) } },
    });
  });
});
