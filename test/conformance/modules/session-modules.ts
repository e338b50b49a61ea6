import { expect } from 'vitest';
import { has } from '../../interop/person.ts';
import { expectErrorResponse, USER_INTERFACE_NEEDED } from '../checks/error-response.ts';
import type { Login, RelyingParty } from '../relying-party.ts';
import type { Modules } from './module.ts';

type Fields = Readonly<Record<string, string>>;

/** Signs in a second time, in silence, and holds the two ID tokens against each other. */
async function againInSilence(rp: RelyingParty, first: Login, parameters: Fields): Promise<Login> {
  rp.provider.platform.clock.advance(1000);
  const second = await rp.login(parameters);
  expect(second.asked).toBe(false);
  expect(second.claims.sub).toBe(first.claims.sub);
  if ('auth_time' in first.claims && 'auth_time' in second.claims)
    expect(second.claims.auth_time).toBe(first.claims.auth_time);
  return second;
}

/** Signs in a second time, and sees that the password is asked for. */
async function againWithPassword(rp: RelyingParty, parameters: Fields): Promise<Login> {
  const page = await rp.send(rp.request(parameters));
  expect(has(page, 'i0116') || has(page, 'i0118')).toBe(true);
  const second = await rp.login(parameters);
  expect(second.asked).toBe(true);
  return second;
}

/** The person's session: when they are asked, and when they must not be (OIDC Core §3.1.2.1, §3.1.2.3). */
export const sessionModules: Modules = {
  async 'oidcc-prompt-login'(rp) {
    const first = await rp.login({ max_age: '15000' });
    rp.provider.platform.clock.advance(1000);
    const second = await againWithPassword(rp, { prompt: 'login', max_age: '15000' });
    expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
  },

  async 'oidcc-prompt-none-not-logged-in'(rp) {
    const request = rp.request({ prompt: 'none' });
    const answer = rp.received(await rp.send(request));
    expectErrorResponse(answer, request.state);
    expect(USER_INTERFACE_NEEDED).toContain(answer.error);
  },

  async 'oidcc-prompt-none-logged-in'(rp) {
    await againInSilence(rp, await rp.login(), { prompt: 'none' });
  },

  async 'oidcc-max-age-1'(rp) {
    const first = await rp.login({ max_age: '15000' });
    rp.provider.platform.clock.advance(2000);
    const second = await againWithPassword(rp, { max_age: '1' });
    expect(Number(second.claims.auth_time)).toBeGreaterThan(Number(first.claims.auth_time));
    expect(Number(second.claims.auth_time)).toBe(Math.floor(rp.provider.platform.clock.now() / 1000));
  },

  async 'oidcc-max-age-10000'(rp) {
    const first = await rp.login({ max_age: '15000' });
    expect(first.claims.auth_time).toBeTypeOf('number');
    const second = await againInSilence(rp, first, { max_age: '10000' });
    expect(second.claims.auth_time).toBe(first.claims.auth_time);
  },

  async 'oidcc-id-token-hint'(rp) {
    const first = await rp.login();
    await againInSilence(rp, first, { prompt: 'none', id_token_hint: first.idToken });
  },
};
