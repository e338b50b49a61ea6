import type { Stage, TokenAnswer } from '../../../interop/stage.ts';
import { type Fields, nobody, raw, type TokenRefusal } from './token-request.ts';

const badRequest = { error: 'invalid_request' } as const;

/** Reads a document of the token service. */
const read =
  (path: string, parameters: Fields = {}) =>
  async ({ platform }: Stage): Promise<TokenAnswer> => {
    const url = new URL(path, platform.baseUrl);
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
    const response = await platform.fetch(url);
    return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer['body'] };
  };

/** Asks the endpoint where devices begin. */
const begin =
  (init: RequestInit, segment?: string) =>
  (stage: Stage): Promise<TokenAnswer> =>
    raw(stage, init, 'oauth2/v2.0/devicecode', segment);

const form = (stage: Stage, fields: Fields): RequestInit => {
  const all = { client_id: stage.native.appId, scope: 'openid', ...fields };
  const sent = Object.entries(all).filter((field): field is [string, string] => field[1] !== undefined);
  return { method: 'POST', body: new URLSearchParams(sent) };
};

const beginWith = (fields: Fields, segment?: string) => (stage: Stage) => begin(form(stage, fields), segment)(stage);

const instance = 'common/discovery/instance';

/** What answers JSON and gives no tokens: metadata, and where a device begins (sts reference 1.7, 1.8, 4.6). */
export const documentRefusals: readonly TokenRefusal[] = [
  { name: 'instance discovery without an endpoint', code: 900144, ...badRequest, ask: read(instance) },
  {
    name: 'instance discovery of another host',
    code: 50049,
    error: 'invalid_instance',
    ask: read(instance, { authorization_endpoint: 'https://login.other.test/common/oauth2/v2.0/authorize' }),
  },
  {
    name: 'the realm of a name that is too long',
    code: 9002313,
    ...badRequest,
    ask: read(`common/UserRealm/${'a'.repeat(321)}`),
  },
  {
    name: 'the configuration of an unknown tenant',
    code: 90002,
    ...badRequest,
    ask: read(`${nobody}/v2.0/.well-known/openid-configuration`),
  },
  {
    name: 'the keys of a tenant that is neither id nor domain',
    code: 900023,
    ...badRequest,
    ask: read('x_y/discovery/v2.0/keys'),
  },
  { name: 'a device that begins by GET', code: 900561, ...badRequest, ask: begin({ method: 'GET' }) },
  {
    name: 'a device that begins with JSON',
    code: 9002313,
    ...badRequest,
    ask: begin({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
  },
  { name: 'a device without a client', code: 900144, ...badRequest, ask: beginWith({ client_id: undefined }) },
  { name: 'a device without a scope', code: 900144, ...badRequest, ask: beginWith({ scope: undefined }) },
  {
    name: 'a device of an unknown client',
    code: 700016,
    error: 'unauthorized_client',
    ask: beginWith({ client_id: nobody }),
  },
  {
    name: 'a device of an unknown client on /organizations',
    code: 700016,
    error: 'unauthorized_client',
    ask: beginWith({ client_id: nobody }, 'organizations'),
  },
  {
    name: 'a device for an API nobody knows',
    code: 500011,
    error: 'invalid_resource',
    ask: beginWith({ scope: 'api://nowhere/Read' }),
  },
];
