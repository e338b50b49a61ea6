import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, callerWith } from './calls.ts';
import { userToken } from './tokens.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  const token = await userToken(world, world.contoso, world.contoso.admin, 'Application.ReadWrite.All');
  admin = callerWith(world, token);
});
afterAll(async () => {
  expect(world.bugs).toEqual([]);
  await world.close();
});

const register = (members: object) => admin.post('/applications', { displayName: 'Redirected', ...members });
const many = (count: number) => Array.from({ length: count }, (_, index) => `https://a.example/${index}`);
const personal = { signInAudience: 'AzureADandPersonalMicrosoftAccount', api: { requestedAccessTokenVersion: 2 } };

describe('redirect URIs that Graph refuses to register (sts reference 3.1)', () => {
  it.each([
    ['plain http elsewhere', { web: { redirectUris: ['http://a.example/'] } }, /must use https/],
    ['an IPv6 loopback', { publicClient: { redirectUris: ['http://[::1]:5000/'] } }, /IPv6/],
    ['a wildcard', { web: { redirectUris: ['https://*.a.example/'] } }, /wildcard/],
    ['a fragment', { spa: { redirectUris: ['https://a.example/#/'] } }, /fragment/],
    ['a hidden host', { web: { redirectUris: ['https://a.example@evil.example/'] } }, /hides its host/],
    ['a forbidden character', { web: { redirectUris: ['https://a.example/(x)'] } }, /contains one of the characters/],
    ['257 characters', { web: { redirectUris: [`https://a.example/${'x'.repeat(239)}`] } }, /at most 256 characters/],
    ['257 of them', { web: { redirectUris: many(257) } }, /at most 256 redirect URIs/],
    ['101 with personal accounts', { ...personal, web: { redirectUris: many(101) } }, /at most 100 redirect URIs/],
    [
      'a query with personal accounts',
      { ...personal, web: { redirectUris: ['https://a.example/?x=1'] } },
      /query string/,
    ],
    ['a custom scheme for a page', { spa: { redirectUris: ['myapp://auth'] } }, /scheme/],
    ['script', { publicClient: { redirectUris: ['javascript:alert'] } }, /scheme/],
    [
      'one on two platforms',
      { web: { redirectUris: ['https://a.example/'] }, spa: { redirectUris: ['https://a.example/'] } },
      /distinct values/,
    ],
    [
      'a default that is none of them',
      { web: { redirectUris: ['https://a.example/'] }, defaultRedirectUri: 'https://b.example/' },
      /one of the redirect URIs/,
    ],
    ['a sign-out address over http', { web: { logoutUrl: 'http://localhost/out' } }, /https/],
    ['a sign-out address with a wildcard', { web: { logoutUrl: 'https://*.a.example/' } }, /wildcard/],
  ])('%s', async (_, members, message) => {
    const { status, body } = await register(members);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'Request_BadRequest', message: expect.stringMatching(message) });
  });

  it.each([
    ['256 of them', { web: { redirectUris: many(256) } }],
    [
      'well-known ones',
      {
        web: { redirectUris: ['urn:ietf:wg:oauth:2.0:oob'] },
        spa: { redirectUris: ['brk-multihub://a.example'] },
        publicClient: {
          redirectUris: [
            'https://login.microsoftonline.com/common/oauth2/nativeclient',
            'http://localhost',
            'http://127.0.0.1',
            'ms-appx-web://microsoft.aad.brokerplugin/11111111-1111-4111-8111-111111111111',
            'msauth.com.contoso.orders://auth',
            'msal11111111-1111-4111-8111-111111111111://auth',
          ],
        },
      },
    ],
  ])('takes %s', async (_, members) => {
    expect((await register(members)).status).toBe(201);
  });

  it('orders web redirect URIs by their settings, and forgets the settings of those that go', async () => {
    const [first, second] = ['https://a.example/1', 'https://a.example/2'];
    const { body } = await register({
      web: { redirectUris: [first, second], redirectUriSettings: [{ uri: second, index: 1 }] },
    });
    const read = async () => (await admin.get(`/applications/${body.id}`)).body.web;
    expect(await read()).toMatchObject({
      redirectUriSettings: [
        { uri: first, index: null },
        { uri: second, index: 1 },
      ],
    });
    await admin.patch(`/applications/${body.id}`, { web: { redirectUris: [first] } });
    expect(await read()).toMatchObject({ redirectUriSettings: [{ uri: first, index: null }] });
  });
});
