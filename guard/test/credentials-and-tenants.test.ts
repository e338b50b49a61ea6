import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GuardRefusal, type RefusalCode } from '../src/index.ts';
import { ids, TestIssuer } from './test-issuer.ts';
import { trialOf } from './trial.ts';

let template: TestIssuer;
let issuer: TestIssuer;
beforeAll(async () => {
  template = await TestIssuer.create();
});
beforeEach(() => {
  issuer = template.again();
});

const { guard: guardOf, accept, refusal } = trialOf(() => issuer);

describe('reads credentials from the Authorization header alone:', () => {
  it.each<[string, () => Promise<string[]>, RefusalCode, number]>([
    ['no header', async () => [], 'no_credentials', 401],
    ['an empty header', async () => [''], 'no_credentials', 401],
    ['another scheme', async () => ['Basic dXNlcjpwYXNz'], 'no_credentials', 401],
    ['the scheme alone', async () => ['Bearer'], 'malformed', 401],
    ['no JWT', async () => ['Bearer opaque'], 'malformed', 401],
    ['a JWE', async () => ['Bearer a.b.c.d.e'], 'malformed', 401],
    ['base64 that is no JSON', async () => ['Bearer AAAA.AAAA.AAAA'], 'malformed', 401],
    ['a token too many', async () => [`Bearer ${await issuer.sign(issuer.v2User())} x`], 'malformed', 401],
    ['an endless token', async () => [`Bearer a.${'b'.repeat(40_000)}.c`], 'malformed', 401],
    [
      'two headers',
      async () => [`Bearer ${await issuer.sign(issuer.v2User())}`, 'Bearer x.y.z'],
      'several_credentials',
      400,
    ],
    [
      'the same header twice',
      async () => Array(2).fill(`Bearer ${await issuer.sign(issuer.v2User())}`),
      'several_credentials',
      400,
    ],
    [
      'two joined by a comma',
      async () => [`Bearer ${await issuer.sign(issuer.v2User())}, Bearer x`],
      'several_credentials',
      400,
    ],
  ])('%s', async (_, authorization, code, status) => {
    const found = await refusal(await authorization());
    expect([found.code, found.status]).toEqual([code, status]);
    expect(issuer.requests).toEqual([]);
  });
});

describe('several tenants', () => {
  const ofOther = () => issuer.v2User({ tid: ids.otherTenant, iss: `${issuer.authority}/${ids.otherTenant}/v2.0` });

  it('judges each tenant by its own metadata', async () => {
    const tenants = [ids.tenant, ids.otherTenant.toUpperCase()];
    expect((await accept(await issuer.sign(ofOther()), { tenants })).tenantId).toBe(ids.otherTenant);
    expect(issuer.requests[0]).toBe(`/${ids.otherTenant}/v2.0/.well-known/openid-configuration`);
  });

  it('reads nothing from the network for a tenant that is not accepted', async () => {
    expect((await refusal([`Bearer ${await issuer.sign(ofOther())}`])).code).toBe('tenant_not_accepted');
    expect(issuer.requests).toEqual([]);
  });

  it('with any tenant, uses one template for all and asks allowTenant after the signature was checked', async () => {
    const asked: string[] = [];
    const allowTenant = async (tenantId: string) => {
      asked.push(tenantId);
      return tenantId === ids.otherTenant;
    };
    const changes = { tenants: 'any', allowTenant } as const;
    expect((await accept(await issuer.sign(ofOther()), changes)).tenantId).toBe(ids.otherTenant);
    expect(issuer.requests).toEqual(['/common/v2.0/.well-known/openid-configuration', '/common/discovery/v2.0/keys']);
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User())}`], changes)).code).toBe('tenant_not_accepted');
    const forged = await issuer.sign(ofOther(), { kid: 'key-1' }, issuer.strangerKey);
    expect((await refusal([`Bearer ${forged}`], changes)).code).toBe('signature_invalid');
    expect(asked).toEqual([ids.otherTenant, ids.tenant]);
  });

  it('with any tenant, still refuses an issuer that is not the one of tid', async () => {
    const changes = { tenants: 'any', allowTenant: () => true } as const;
    const token = await issuer.sign(issuer.v2User({ tid: ids.otherTenant }));
    expect((await refusal([`Bearer ${token}`], changes)).code).toBe('issuer_mismatch');
  });

  it('passes an error of allowTenant on, as the fault of the API that it is', async () => {
    const allowTenant = () => Promise.reject(new Error('customers database is down'));
    const token = await issuer.sign(issuer.v2User());
    await expect(guardOf({ tenants: 'any', allowTenant }).decide([`Bearer ${token}`])).rejects.toThrow(
      'database is down',
    );
  });
});

it('keeps the token out of refusals, answers and logs', async () => {
  const logged: GuardRefusal[] = [];
  const tokens = [
    await issuer.sign(issuer.v2User({ exp: 1 })),
    await issuer.sign(issuer.v2Id()),
    await issuer.sign(issuer.v2User(), { kid: 'key-1' }, issuer.strangerKey),
    await issuer.sign(issuer.v2User({ aud: 'api://other' })),
  ];
  const guard = guardOf({ onRefusal: (refused) => logged.push(refused) });
  for (const token of tokens) {
    const decision = await guard.decide([`Bearer ${token}`]);
    if (decision.granted) throw new Error('let through');
    const told = [
      JSON.stringify(decision.answer),
      decision.refusal.message,
      decision.refusal.detail,
      decision.refusal.stack,
    ];
    const cause = decision.refusal.cause instanceof Error ? decision.refusal.cause.message : '';
    for (const part of token.split('.')) expect([...told, cause].join('\n')).not.toContain(part);
  }
  expect(logged.map((refused) => refused.code)).toEqual([
    'expired',
    'not_an_access_token',
    'signature_invalid',
    'audience_mismatch',
  ]);
  expect(logged.every((refused) => refused instanceof GuardRefusal)).toBe(true);
});
