import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../src/catalogue/index.ts';
import type { SignInAudience } from '../../src/directory/index.ts';
import type { TestApp, TestTenant, TestUser } from '../../src/testing/index.ts';
import { answerTo, errorCodeOf, Person } from '../interop/person.ts';
import { claimsOf, codeOf, openStage, redirectUris, type Stage } from '../interop/stage.ts';

// Authority × sign-in audience × person: who gets in, as whom, and who is told what (sts reference 1.1, 1.5, 2.2 steps 1, 4, 13).
// `home` is the tenant that all four applications live in. A word is the tenant of the tokens; a number is the AADSTS code.

const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const satisfies readonly SignInAudience[];
const people = ['member', 'stranger', 'guest', 'personal'] as const;
type Who = (typeof people)[number];
type Outcome = 'home' | 'other' | 'persons' | number;

const ofHome = ['home', 50020, 'home', 50020] as const;
const table: readonly [authority: string, SignInAudience, ...Outcome[]][] = [
  //  authority                                  audience                     member  stranger  guest  personal
  ['tenant id', 'AzureADMyOrg', ...ofHome],
  ['tenant id', 'AzureADMultipleOrgs', ...ofHome],
  ['tenant id', 'AzureADandPersonalMicrosoftAccount', ...ofHome],
  ['tenant id', 'PersonalMicrosoftAccount', 9002331, 9002331, 9002331, 9002331],
  ['domain', 'AzureADMyOrg', ...ofHome],
  ['domain', 'AzureADMultipleOrgs', ...ofHome],
  ['domain', 'AzureADandPersonalMicrosoftAccount', ...ofHome],
  ['domain', 'PersonalMicrosoftAccount', 9002331, 9002331, 9002331, 9002331],
  ['common', 'AzureADMyOrg', 50194, 50194, 50194, 50194],
  ['common', 'AzureADMultipleOrgs', 'home', 'other', 'other', 500208],
  ['common', 'AzureADandPersonalMicrosoftAccount', 'home', 'other', 'other', 'persons'],
  ['common', 'PersonalMicrosoftAccount', 500208, 500208, 500208, 'persons'],
  ['organizations', 'AzureADMyOrg', 50194, 50194, 50194, 50194],
  ['organizations', 'AzureADMultipleOrgs', 'home', 'other', 'other', 500208],
  ['organizations', 'AzureADandPersonalMicrosoftAccount', 'home', 'other', 'other', 500208],
  ['organizations', 'PersonalMicrosoftAccount', 9002331, 9002331, 9002331, 9002331],
  ['consumers', 'AzureADMyOrg', 9002332, 9002332, 9002332, 9002332],
  ['consumers', 'AzureADMultipleOrgs', 9002332, 9002332, 9002332, 9002332],
  ['consumers', 'AzureADandPersonalMicrosoftAccount', 500208, 500208, 500208, 'persons'],
  ['consumers', 'PersonalMicrosoftAccount', 500208, 500208, 500208, 'persons'],
];

let stage: Stage;
let other: TestTenant;
let who: Readonly<Record<Who, TestUser>>;
const apps = new Map<SignInAudience, TestApp>();

beforeAll(async () => {
  stage = await openStage();
  const { platform } = stage;
  other = await platform.createTenant({ domain: 'other.test' });
  await platform.createTenant({ domain: 'third.test' });
  who = {
    member: stage.ada,
    stranger: await platform.createUser({ userPrincipalName: 'sam@other.test' }, other.tenant.id),
    guest: await platform.createUser({ userPrincipalName: 'gina@other.test' }, other.tenant.id),
    personal: await platform.createPersonalAccount('pat'),
  };
  await platform.createGuest(who.guest);
  for (const signInAudience of audiences) {
    const app = await platform.createApp({
      displayName: signInAudience,
      signInAudience,
      api: { requestedAccessTokenVersion: 2 },
      web: { redirectUris: [redirectUris.web] },
    });
    apps.set(signInAudience, app);
  }
});
afterAll(() => stage.stop());

const appOf = (audience: SignInAudience): TestApp => {
  const app = apps.get(audience);
  if (app === undefined) throw new Error(`no application for ${audience}`);
  return app;
};
const segmentOf = (authority: string): string => {
  if (authority === 'tenant id') return stage.platform.tenant.id;
  return authority === 'domain' ? stage.platform.tenant.domain : authority;
};
const idOf = (tenant: Exclude<Outcome, number>): string =>
  ({ home: stage.platform.tenant.id, other: other.tenant.id, persons: PERSONAL_ACCOUNTS_TENANT_ID })[tenant];

/** Signs somebody in, redeems and renews at the same authority. */
async function signIn(authority: string, app: TestApp, person: TestUser) {
  const segment = segmentOf(authority);
  const parameters = { client_id: app.appId, scope: 'openid profile offline_access User.Read' };
  const consent = { consent: 'accept' } as const;
  const arrival = await stage.arrive(new Person(stage.platform), person, parameters, consent, segment);
  const { code } = arrival.location === undefined ? {} : answerTo(arrival);
  if (code === undefined) return { refusal: errorCodeOf(arrival) ?? Number(/AADSTS(\d+)/.exec(arrival.html)?.[1]) };
  const client = { client_id: app.appId, client_secret: app.clientSecret, client_info: '1' };
  const first = await stage.token(stage.redemption(code, client), {}, segment);
  const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body.refresh_token), ...client };
  return { first, second: await stage.token(refresh, {}, segment) };
}

describe('authority × audience × person', () => {
  const rows = table.flatMap(([authority, audience, ...outcomes]) =>
    people.map((person, index) => ({ authority, audience, person, outcome: outcomes[index] ?? 0 })),
  );

  it('the table holds all five authorities, all four audiences and everybody', () => {
    expect(rows).toHaveLength(5 * audiences.length * people.length);
  });

  it.each(rows)('$authority, $audience, $person: $outcome', async ({ authority, audience, person, outcome }) => {
    const result = await signIn(authority, appOf(audience), who[person]);
    if (typeof outcome === 'number') {
      expect(result).toEqual({ refusal: outcome });
      return;
    }
    const tid = idOf(outcome);
    for (const answer of [result.first, result.second]) {
      expect([answer?.status, answer && codeOf(answer)]).toEqual([200, 0]);
      const claims = claimsOf(answer?.body.id_token);
      expect(claims).toMatchObject({ tid, iss: `${stage.platform.baseUrl}/${tid}/v2.0` });
      const isGuest = person === 'guest' && outcome === 'home';
      expect(claims.idp).toBe(isGuest ? `${stage.platform.baseUrl}/${other.tenant.id}/` : undefined);
      // Whichever tenant answers, the account is that of home.
      const info = JSON.parse(Buffer.from(String(answer?.body.client_info), 'base64url').toString('utf8'));
      expect(info).toEqual({ uid: who[person].id, utid: who[person].tenantId });
      expect(claims.oid === who[person].id).toBe(!isGuest);
    }
  });
});

describe('client credentials', () => {
  it.each([
    ['tenant id', 0, 0, 0, 9002331],
    ['domain', 0, 0, 0, 9002331],
    ['common', 50059, 50059, 50059, 50059],
    ['organizations', 50059, 50059, 50059, 50059],
    ['consumers', 9002332, 9002332, 9001023, 9001023],
    ['third.test', 700016, 7000229, 7000229, 9002331],
    ['nowhere.test', 90002, 90002, 90002, 90002],
    ['not a tenant', 900023, 900023, 900023, 900023],
  ] as const)('%s', async (authority, ...codes) => {
    const found: number[] = [];
    for (const audience of audiences) {
      const { appId, clientSecret } = appOf(audience);
      const answer = await stage.token(
        {
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: clientSecret,
          scope: 'https://graph.microsoft.com/.default',
        },
        {},
        encodeURIComponent(segmentOf(authority)),
      );
      found.push(codeOf(answer));
    }
    expect(found).toEqual(codes);
  });
});

describe('discovery', () => {
  it.each([
    ['tenant id', 'home'],
    ['domain', 'home'],
    ['common', '{tenantid}'],
    ['organizations', '{tenantid}'],
    ['consumers', 'persons'],
    [PERSONAL_ACCOUNTS_TENANT_ID, 'persons'],
  ] as const)('%s: the issuer is that of %s', async (authority, tenant) => {
    const { platform } = stage;
    const issuer = tenant === '{tenantid}' ? tenant : idOf(tenant);
    const document = await (
      await platform.fetch(`${platform.baseUrl}/${segmentOf(authority)}/v2.0/.well-known/openid-configuration`)
    ).json();
    expect(document).toMatchObject({ issuer: `${platform.baseUrl}/${issuer}/v2.0` });
    const isAlias = ['common', 'organizations', 'consumers'].includes(authority);
    const name = isAlias ? authority : issuer;
    expect(document).toMatchObject({
      token_endpoint: `${platform.baseUrl}/${name}/oauth2/v2.0/token`,
      tenant_region_scope: isAlias ? null : 'WW',
    });
  });
});
