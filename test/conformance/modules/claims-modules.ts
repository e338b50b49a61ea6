import { expect } from 'vitest';
import type { RelyingParty } from '../relying-party.ts';
import type { Modules } from './module.ts';

type Body = Readonly<Record<string, unknown>>;

const NAME = { name: 'Buffy Summers' };
const PROFILE = { ...NAME, given_name: 'Buffy', family_name: 'Summers' };
const EMAIL = { email: 'buffy@entrada.test' };

/** What UserInfo tells in one of its ways, once all that holds for every answer has been checked (OIDC Core §5.3.2). */
async function userinfoOf(rp: RelyingParty, scope: string, way: Parameters<RelyingParty['userinfo']>[1]) {
  const { claims, accessToken } = await rp.login({ scope });
  const { status, headers, body } = await rp.userinfo(accessToken ?? '', way);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(body.sub).toBe(claims.sub);
  for (const value of Object.values(body)) expect(value).toMatch(/./);
  return body;
}

/**
 * The claims a scope asks for: at UserInfo, or in the ID token where no access token is given (OIDC Core §5.4). There Entra tells
 * fewer, of which the suite warns.
 */
const toldFor =
  (scope: string, expected: Body, unexpected: readonly string[] = [], inIdToken: Body = expected) =>
  async (rp: RelyingParty): Promise<void> => {
    const hasAccessToken = rp.includes('code') || rp.includes('token');
    const told: Body = hasAccessToken ? await userinfoOf(rp, scope, 'get') : (await rp.login({ scope })).claims;
    expect(told).toMatchObject(hasAccessToken ? expected : inIdToken);
    for (const name of unexpected) expect(told).not.toHaveProperty(name);
  };

/** A scope that Entra does not have: not announced, for which the suite skips the module, and harmless when it is asked for. */
const ignored = (scope: string) => async (rp: RelyingParty) => {
  expect(rp.provider.metadata.scopes_supported).not.toContain(scope.split(' ').at(-1));
  await toldFor(scope, {})(rp);
};

/** What is told of the person, and where. */
export const claimsModules: Modules = {
  async 'oidcc-userinfo-get'(rp) {
    await userinfoOf(rp, 'openid', 'get');
  },
  async 'oidcc-userinfo-post-header'(rp) {
    await userinfoOf(rp, 'openid', 'post header');
  },
  async 'oidcc-userinfo-post-body'(rp) {
    await userinfoOf(rp, 'openid', 'post body');
  },
  'oidcc-scope-profile': toldFor('openid profile', PROFILE, ['email'], NAME),
  'oidcc-scope-email': toldFor('openid email', EMAIL, ['name']),
  'oidcc-scope-address': ignored('openid address'),
  'oidcc-scope-phone': ignored('openid phone'),
  async 'oidcc-scope-all'(rp) {
    await ignored('openid address')(rp);
    await toldFor('openid email phone address profile', { ...PROFILE, ...EMAIL }, [], { ...NAME, ...EMAIL })(rp);
  },

  async 'oidcc-claims-essential'(rp) {
    const hasAccessToken = rp.includes('code') || rp.includes('token');
    const place = hasAccessToken ? 'userinfo' : 'id_token';
    const { claims, accessToken } = await rp.login({
      claims: JSON.stringify({ [place]: { name: { essential: true } } }),
    });
    const told = hasAccessToken ? (await rp.userinfo(accessToken ?? '')).body : claims;
    expect(told).toMatchObject({ name: PROFILE.name });
  },
};
