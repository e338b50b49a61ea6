import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, has, Person } from './person.ts';
import { graphAppId, openStage, redirectUris, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
  await stage.consent(stage.web.appId, null, graphAppId, 'User.Read', 'openid', 'profile');
});
afterAll(() => stage.stop());

const DAY = 24 * 60 * 60 * 1000;
const keyring = () => stage.platform.foundation.keyring;

/** Moves the next signing key to this moment, as an operator does. @returns the key that signed until now */
async function rotate(): Promise<string> {
  const { storage } = stage.platform.foundation;
  const { clock } = stage.platform;
  const before = keyring().currentSigningKey().kid;
  const next = (await storage.stores.keys.list()).find(
    ({ purpose, activatesAt, retiresAt }) => purpose === 'signing' && activatesAt > clock.now() && retiresAt === null,
  );
  await storage.unitOfWork.run(({ keys }) => keys.update(next?.id ?? '', { activatesAt: clock.now() }));
  await keyring().reload();
  expect(keyring().currentSigningKey().kid).toBe(next?.id);
  return before;
}

/** Ends a key, as an operator does when it leaked. */
async function retire(kid: string): Promise<void> {
  await stage.platform.foundation.storage.unitOfWork.run(({ keys }) =>
    keys.update(kid, { retiresAt: stage.platform.clock.now() }),
  );
  await keyring().reload();
}

async function signIn(scope: string): Promise<{ person: Person; accessToken: string; idToken: string }> {
  const person = new Person(stage.platform);
  const code = answerTo(await stage.arrive(person, stage.ada, { scope })).code ?? '';
  const { body } = await stage.token(stage.redemption(code));
  return { person, accessToken: String(body.access_token), idToken: String(body.id_token) };
}

const bearing = async (path: string, token: string): Promise<number> =>
  (await stage.platform.fetch(`${stage.platform.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }))
    .status;

const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

async function publishedKids(path: string): Promise<string[]> {
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}/${path}`);
  return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
}

describe('what verifies our own tokens', () => {
  it('accepts those of a superseded key, and none of a retired one', async () => {
    const { accessToken } = await signIn(`openid profile https://graph.microsoft.com/User.Read`);
    const old = await rotate();
    expect(kidOf(accessToken)).toBe(old);
    expect(await bearing('/v1.0/me', accessToken)).toBe(200);
    expect(await bearing('/oidc/userinfo', accessToken)).toBe(200);
    await retire(old);
    expect(await bearing('/v1.0/me', accessToken)).toBe(401);
    expect(await bearing('/oidc/userinfo', accessToken)).toBe(401);
    const { accessToken: fresh } = await signIn(`openid profile https://graph.microsoft.com/User.Read`);
    expect(await bearing('/v1.0/me', fresh)).toBe(200);
  });

  it('takes an ID token of a superseded key as a hint, and that of a retired key as none', async () => {
    const logout = (person: Person, id_token_hint: string) =>
      person.visit(
        `/${stage.platform.tenant.id}/oauth2/v2.0/logout?${new URLSearchParams({
          id_token_hint,
          post_logout_redirect_uri: redirectUris.web,
        })}`,
      );
    const [first, second] = [await signIn('openid'), await signIn('openid')];
    const old = await rotate();
    expect((await logout(first.person, first.idToken)).location?.href).toBe(redirectUris.web);
    await retire(old);
    // As without a hint: the person is asked, and nobody is signed out.
    const page = await logout(second.person, second.idToken);
    expect([page.status, page.location, has(page, 'idSIButton9')]).toEqual([200, undefined, true]);
    const silent = await second.person.visit(
      stage.authorizeUrl({ prompt: 'none', login_hint: stage.ada.userPrincipalName }),
    );
    expect(answerTo(silent).code).toBeDefined();
  });
});

describe('the list of keys', () => {
  it.each(['discovery/v2.0/keys', 'discovery/keys'])(
    '%s has the next and the superseded key, not the retired',
    async (path) => {
      const address = `${stage.platform.tenant.id}/${path}`;
      const before = await publishedKids(address);
      const old = await rotate();
      const current = keyring().currentSigningKey().kid;
      expect(before).toEqual(expect.arrayContaining([old, current]));
      expect(await publishedKids(address)).toEqual(expect.arrayContaining([old, current]));
      await retire(old);
      const after = await publishedKids(address);
      expect(after).not.toContain(old);
      // There is always one that waits.
      expect(after.length).toBeGreaterThanOrEqual(2);
    },
  );

  it('serves a client that keeps it across a rotation, and one that meets a key it does not know', async () => {
    let fetched = 0;
    const keys = createRemoteJWKSet(new URL(`${stage.platform.baseUrl}/common/discovery/v2.0/keys`), {
      cooldownDuration: 0,
      cacheMaxAge: DAY,
      [customFetch]: (url, init) => {
        fetched += 1;
        return stage.platform.fetch(url, init as RequestInit);
      },
    });
    const validate = async () => {
      const { accessToken } = await signIn(`openid ${stage.api.uri}/Orders.Read`);
      const currentDate = new Date(stage.platform.clock.now());
      await jwtVerify(accessToken, keys, { audience: stage.api.appId, currentDate, clockTolerance: 300 });
    };
    await validate();
    await rotate();
    await validate();
    expect(fetched, 'the next key had been in the list').toBe(1);
    // The key after that was made only now.
    await rotate();
    await validate();
    expect(fetched).toBe(2);
  });
});
