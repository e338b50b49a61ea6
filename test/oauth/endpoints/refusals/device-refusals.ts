import { Person } from '../../../interop/person.ts';
import type { Stage } from '../../../interop/stage.ts';
import type { AuthorizeRefusal } from './authorize-request.ts';
import { approve, beginDevice, deviceApp, newDevice, poll, typeCode } from './device-request.ts';
import type { TokenRefusal } from './token-request.ts';

const quarter = 15 * 60 * 1000;

const begun = async (stage: Stage) => {
  const app = await deviceApp(stage);
  return { app, device: await newDevice(stage, app.appId) };
};

/** A device that asks (sts reference 4.6; RFC 8628 §3.5). */
export const deviceRefusals: readonly TokenRefusal[] = [
  {
    name: 'a device whose person has not answered yet',
    code: 70016,
    error: 'authorization_pending',
    async ask(stage) {
      const { app, device } = await begun(stage);
      return poll(stage, app.appId, device.device_code);
    },
  },
  {
    name: 'a device whose person declined',
    code: 70018,
    error: 'authorization_declined',
    async ask(stage) {
      const { app, device } = await begun(stage);
      const { person, page } = await typeCode(stage, device.user_code, stage.ada);
      await person.press(page, 'idBtn_Back');
      return poll(stage, app.appId, device.device_code);
    },
  },
  {
    name: 'a device code that nobody issued',
    code: 70018,
    error: 'bad_verification_code',
    ask: async (stage) => poll(stage, (await deviceApp(stage)).appId, 'made-up'),
  },
  {
    name: 'a device code of another client',
    code: 70018,
    error: 'bad_verification_code',
    async ask(stage) {
      const { device } = await begun(stage);
      await approve(stage, device.user_code, stage.bob);
      return poll(stage, (await deviceApp(stage)).appId, device.device_code);
    },
  },
  {
    name: 'a device code of another authority',
    code: 700005,
    error: 'invalid_grant',
    async ask(stage) {
      const app = { displayName: 'Set-top box of many', signInAudience: 'AzureADMultipleOrgs' } as const;
      const { appId } = await stage.platform.createApp({ ...app, isFallbackPublicClient: true });
      const { body } = await beginDevice(stage, { client_id: appId, scope: 'openid' }, 'organizations');
      return poll(stage, appId, String(body.device_code));
    },
  },
  {
    name: 'a device code beyond its quarter of an hour',
    code: 70020,
    error: 'expired_token',
    async ask(stage) {
      const { app, device } = await begun(stage);
      await approve(stage, device.user_code, stage.bob);
      stage.platform.clock.advance(quarter);
      return poll(stage, app.appId, device.device_code);
    },
  },
  {
    name: 'a device of a registration without public client flows',
    code: 7000218,
    error: 'invalid_client',
    status: 401,
    async ask(stage) {
      const { appId } = await stage.platform.createApp({ displayName: 'Not public' });
      return poll(stage, appId, (await newDevice(stage, appId)).device_code);
    },
  },
];

const type = (otc: string) => async (stage: Stage) => {
  const person = new Person(stage.platform);
  return person.press(await person.visit('/devicelogin'), 'idSIButton9', { otc });
};

/** The page where its code is typed (RFC 8628 §3.3). */
export const devicePageRefusals: readonly AuthorizeRefusal[] = [
  { name: 'no code', code: 90119, told: 'form', ask: type('') },
  { name: 'a code that no device shows', code: 70018, told: 'form', ask: type('BBBBBBBBB') },
  {
    name: 'a code whose time is over',
    code: 70019,
    told: 'form',
    async ask(stage) {
      const { device } = await begun(stage);
      stage.platform.clock.advance(quarter);
      return type(device.user_code)(stage);
    },
  },
  {
    name: 'a code that was answered',
    code: 90120,
    told: 'form',
    async ask(stage) {
      const { device } = await begun(stage);
      await approve(stage, device.user_code, stage.ada);
      return type(device.user_code)(stage);
    },
  },
];
