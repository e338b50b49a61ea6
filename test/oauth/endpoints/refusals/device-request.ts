import { type Credentials, Person } from '../../../interop/person.ts';
import type { Stage, TokenAnswer } from '../../../interop/stage.ts';
import type { Fields } from './token-request.ts';

/** What a device is told when it begins. */
export interface DeviceStart {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly expires_in: number;
  readonly interval: number;
  readonly message: string;
}

/** The client of a device: it has no redirect URI, and its registration allows public client flows. */
export const deviceApp = (stage: Stage) =>
  stage.platform.createApp({ displayName: 'Set-top box', isFallbackPublicClient: true });

/** Asks the device code endpoint of version 2 (or, by its path, of version 1). */
export async function beginDevice(
  stage: Stage,
  parameters: Fields,
  segment: string = stage.platform.tenant.id,
  path = 'oauth2/v2.0/devicecode',
): Promise<TokenAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) body.set(name, value);
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}/${segment}/${path}`, { method: 'POST', body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] };
}

/** A device that has begun. */
export async function newDevice(stage: Stage, clientId: string, scope = 'openid profile offline_access') {
  const { body } = await beginDevice(stage, { client_id: clientId, scope });
  return body as unknown as DeviceStart;
}

/** The person types the code and answers what they are asked, up to the question whether it is they. */
export async function typeCode(stage: Stage, userCode: string, who: Credentials, person = new Person(stage.platform)) {
  const first = await person.press(await person.visit('/devicelogin'), 'idSIButton9', { otc: userCode });
  return { person, page: await person.answer(first, who) };
}

/** The same, and says yes, to consent too. @returns the last page */
export async function approve(stage: Stage, userCode: string, who: Credentials) {
  const { person, page } = await typeCode(stage, userCode, who);
  return person.answer(await person.press(page, 'remoteConnectSubmit'), who, { consent: 'accept' });
}

/** Asks whether the person has answered. */
export const poll = (stage: Stage, clientId: string, deviceCode: string, more: Fields = {}): Promise<TokenAnswer> =>
  stage.token({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: clientId,
    device_code: deviceCode,
    ...more,
  });
