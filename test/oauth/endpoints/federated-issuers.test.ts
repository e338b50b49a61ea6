import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../interop/stage.ts';
import { makeIssuerKey } from '../../issuer-keys.ts';
import { jsonAnswer } from '../../issuer-server.ts';
import { type FederatedScene, key, openFederatedScene } from './federated-scene.ts';

const minute = 60_000;
const nextKey = makeIssuerKey('two');

let scene: FederatedScene;
beforeAll(async () => {
  scene = await openFederatedScene();
});
beforeEach(() => {
  scene.server.asked.length = 0;
});
afterAll(() => scene?.stop());

describe('whom the platform asks because of a token', () => {
  it('is nobody, where the client does not trust the issuer', async () => {
    const issuer = scene.newIssuer(key);
    const { app } = await scene.federated({});
    for (const iss of [
      issuer,
      `${issuer}/`,
      issuer.replace('localhost', 'LOCALHOST'),
      issuer.replace('issuer', 'іssuer'),
    ]) {
      expect(codeOf(await scene.present(app, scene.tokenOf({ iss })))).toBe(700211);
    }
    const { app: bare } = await scene.federated();
    expect(codeOf(await scene.present(bare, scene.tokenOf({ iss: issuer })))).toBe(70021);
    expect(scene.server.asked).toEqual([]);
  });

  it('is nobody, where the token is out of its time', async () => {
    const issuer = scene.newIssuer(key);
    const { app } = await scene.federated({ issuer });
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer, exp: 1 })))).toBe(700024);
    expect(scene.server.asked).toEqual([]);
  });

  it('is the issuer once, however many tokens come', async () => {
    const issuer = scene.newIssuer(key);
    const { app } = await scene.federated({ issuer });
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => scene.present(app, scene.tokenOf({ iss: issuer }))),
    );
    expect(new Set(codes.map(codeOf))).toEqual(new Set([0]));
    expect(scene.server.asked).toHaveLength(2);
  });

  it('is the issuer once, however many unknown keys tokens name', async () => {
    const issuer = scene.newIssuer(key);
    const { app } = await scene.federated({ issuer });
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(0);
    for (let number = 0; number < 20; number += 1) {
      const flood = scene.tokenOf({ iss: issuer }, { kid: `kid-${number}` });
      expect(codeOf(await scene.present(app, flood))).toBe(50027);
    }
    expect(scene.server.asked).toHaveLength(2);
  });

  it('is the issuer again after a while, where it has a new key', async () => {
    const issuer = scene.newIssuer(key);
    const { app } = await scene.federated({ issuer });
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(0);
    scene.server.publish(new URL(issuer).pathname, key, nextKey);
    const next = () => scene.tokenOf({ iss: issuer }, {}, nextKey);
    expect(codeOf(await scene.present(app, next()))).toBe(50027);
    scene.stage.platform.clock.advance(2 * minute);
    expect(codeOf(await scene.present(app, next()))).toBe(0);
    expect(scene.server.asked).toHaveLength(4);
  });

  it('is not asked again at once when it failed, and its keys are used a while when it fails later', async () => {
    const issuer = scene.newIssuer(key);
    const { pathname } = new URL(issuer);
    const { app } = await scene.federated({ issuer });
    scene.server.answer(`${pathname}/keys`, jsonAnswer({}, 500));
    for (let number = 0; number < 5; number += 1) {
      expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(90061);
    }
    expect(scene.server.asked).toHaveLength(2);
    scene.server.publish(pathname, key);
    scene.stage.platform.clock.advance(minute);
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(0);
    scene.server.answer(`${pathname}/keys`, jsonAnswer({}, 500));
    scene.stage.platform.clock.advance(90 * minute);
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: issuer })))).toBe(0);
  });

  it('has documents that name it and hold keys (AADSTS50166)', async () => {
    const wrong = scene.newIssuer(key);
    const { pathname } = new URL(wrong);
    scene.server.answer(
      `${pathname}/.well-known/openid-configuration`,
      jsonAnswer({ issuer: `${wrong}/`, jwks_uri: wrong }),
    );
    const { app } = await scene.federated({ issuer: wrong });
    expect(codeOf(await scene.present(app, scene.tokenOf({ iss: wrong })))).toBe(50166);
  });
});
