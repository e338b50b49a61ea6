import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { has, Person } from '../interop/person.ts';
import { codeOf, graphAppId, openStage, type Stage } from '../interop/stage.ts';
import { addThirdTier, type ThreeTiers } from '../oauth/three-tiers.ts';
import { forgeries } from './forge.ts';

let stage: Stage;
let tiers: ThreeTiers;
const graph = 'https://graph.microsoft.com';

beforeAll(async () => {
  stage = await openStage();
  tiers = await addThirdTier(stage);
  await stage.consent(stage.api.appId, stage.ada, tiers.stock.appId, 'Stock.Read');
  await stage.consent(stage.web.appId, stage.ada, graphAppId, 'User.Read', 'openid', 'profile');
});
afterAll(() => stage.stop());

/** A place where a token opens something. */
interface Door {
  readonly name: string;
  readonly good: () => Promise<string>;
  readonly opens: (token: string) => Promise<boolean>;
}

async function redeemed(parameters: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> {
  return (await stage.token(stage.redemption(await stage.code(stage.ada, parameters)))).body;
}

const graphToken = async () => String((await redeemed({ scope: `openid ${graph}/User.Read` })).access_token);
const asks = (path: string) => async (token: string) =>
  (await stage.platform.fetch(`${stage.platform.baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }))
    .status === 200;

const doors: readonly Door[] = [
  { name: 'userinfo', good: graphToken, opens: asks('/oidc/userinfo') },
  { name: 'Graph', good: graphToken, opens: asks('/v1.0/me') },
  {
    name: 'the exchange on behalf of a person',
    good: () => tiers.userToken(stage.ada),
    opens: async (token) => codeOf(await tiers.exchange(token)) === 0,
  },
];

describe('a token that nobody signed (RFC 8725 §2.1, §2.2, §2.7; CVE-2015-9235, CVE-2016-5431, CVE-2018-0114, CVE-2022-21449)', () => {
  it.each(doors)(
    'opens nothing at $name: neither none, nor a public key taken for a secret, nor a key it brings along',
    async ({ good, opens }) => {
      const token = await good();
      expect(await opens(token)).toBe(true);
      const opened: string[] = [];
      // Characters that cannot stand in a header never get as far as the platform.
      for (const forged of await forgeries(stage, token))
        if (/^[\x21-\x7e]+$/.test(forged.token) && (await opens(forged.token))) opened.push(forged.name);
      expect(opened).toEqual([]);
      expect(await opens(token)).toBe(true);
    },
    60_000,
  );

  it('signs nobody out as a hint at sign-out (OpenID Connect RP-Initiated Logout §6)', async () => {
    const person = new Person(stage.platform);
    const logout = async (hint: string) => {
      const url = new URL(`/${stage.platform.tenant.id}/oauth2/v2.0/logout`, stage.platform.baseUrl);
      url.searchParams.set('id_token_hint', hint);
      return person.visit(url);
    };
    const code = await stage.arrive(person, stage.ada);
    const answer = await stage.token(stage.redemption(code.location?.searchParams.get('code') ?? ''));
    const good = String(answer.body.id_token);
    const believed: string[] = [];
    for (const { name, token } of await forgeries(stage, good)) {
      const page = await logout(token);
      // What is too long for an address never arrives.
      if (page.status !== 431 && !has(page, 'idSIButton9')) believed.push(name);
    }
    expect(believed).toEqual([]);
    expect(has(await logout(good), 'idSIButton9'), 'the good one does').toBe(false);
  }, 60_000);
});
