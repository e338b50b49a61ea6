import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../../src/testing/index.ts';
import { errorCodeOf, formAround, has, Person } from '../interop/person.ts';
import { codeOf, openStage, type Stage } from '../interop/stage.ts';
import { approve, deviceApp, newDevice, poll, typeCode } from '../oauth/endpoints/refusals/device-request.ts';

let stage: Stage;
let app: TestApp;
beforeAll(async () => {
  stage = await openStage();
  app = await deviceApp(stage);
});
afterAll(() => stage.stop());

const waits = async (deviceCode: string) => {
  stage.platform.clock.advance(10_000);
  const answer = await poll(stage, app.appId, deviceCode);
  expect(answer.body).not.toHaveProperty('access_token');
  return answer.body.error;
};

describe('a device that is somebody else’s (remote phishing, RFC 8628 §5.4; cross-device flows)', () => {
  it('is not let in by a page that another site sends, by another browser, or by an address', async () => {
    const device = await newDevice(stage, app.appId);
    const { person, page } = await typeCode(stage, device.user_code, stage.ada);
    expect(has(page, 'remoteConnectSubmit')).toBe(true);
    const { action, fields, button } = formAround(page.html, 'remoteConnectSubmit');
    const yes = { ...fields, ...button };
    for (const origin of ['https://evil.example', 'null'])
      expect(errorCodeOf(await person.post(action, yes, { origin }))).toBe(90023);
    expect(errorCodeOf(await new Person(stage.platform).post(action, yes))).toBe(50089);
    await person.visit(`${action}?${new URLSearchParams(yes)}`);
    await new Person(stage.platform).visit(`/devicelogin?otc=${device.user_code}&user_code=${device.user_code}`);
    expect(await waits(device.device_code)).toBe('authorization_pending');
  });

  it('says which application asks, and asks even those who are signed in', async () => {
    const person = new Person(stage.platform);
    await stage.consent(stage.web.appId, null, stage.api.appId, 'Orders.Read');
    await stage.arrive(person, stage.ada);
    const device = await newDevice(stage, app.appId);
    const { page } = await typeCode(stage, device.user_code, stage.ada, person);
    expect(page.html).toContain('Set-top box');
    expect(await waits(device.device_code)).toBe('authorization_pending');
  });
});

describe('codes of devices in the wrong hands (RFC 8628 §5.1, §5.2, §5.5)', () => {
  it('the one that is typed is not the one that is redeemed, and neither is a code or a refresh token', async () => {
    const device = await newDevice(stage, app.appId);
    await approve(stage, device.user_code, stage.bob);
    expect(device.device_code.length).toBeGreaterThanOrEqual(40);
    const redeem = { client_id: app.appId, scope: 'openid' };
    const answers = [
      await poll(stage, app.appId, device.user_code),
      await poll(stage, app.appId, `${device.device_code.slice(0, -1)}${device.device_code.endsWith('A') ? 'B' : 'A'}`),
      await poll(stage, stage.native.appId, device.device_code),
      await stage.token({
        ...redeem,
        grant_type: 'authorization_code',
        code: device.device_code,
        redirect_uri: 'http://localhost',
      }),
      await stage.token({ ...redeem, grant_type: 'refresh_token', refresh_token: device.device_code }),
    ];
    for (const answer of answers) {
      expect(codeOf(answer)).not.toBe(0);
      expect(answer.body).not.toHaveProperty('access_token');
    }
    stage.platform.clock.advance(10_000);
    expect(codeOf(await poll(stage, app.appId, device.device_code)), 'the device itself still can').toBe(0);
  });
});
