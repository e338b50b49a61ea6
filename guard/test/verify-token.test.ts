import { createHmac, createPublicKey } from 'node:crypto';
import { base64url, generateKeyPair, type JWK } from 'jose';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RefusalCode } from '../src/index.ts';
import { type Claims, ids, TestIssuer } from './test-issuer.ts';
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

describe('accepts', () => {
  it('a v2.0 token of a user, and tells who, for whom and what', async () => {
    const token = await accept(await issuer.sign(issuer.v2User({ roles: ['Orders.Approve'] })));
    expect(token).toMatchObject({
      kind: 'user',
      version: '2.0',
      tenantId: ids.tenant,
      clientId: ids.client,
      subjectId: 'pairwise-subject-of-ada',
      objectId: ids.user,
      scopes: ['Orders.Read', 'Orders.Write'],
      roles: ['Orders.Approve'],
    });
    expect(token.expiresAt.getTime()).toBe(issuer.clock.now() + 3_600_000);
    expect(token.hasScope('Orders.Read')).toBe(true);
    expect(token.hasScope('orders.read')).toBe(false);
    expect(token.hasRole('Orders.Approve')).toBe(true);
    expect(token.claims.name).toBe('Ada');
  });

  it('a v2.0 app-only token', async () => {
    const token = await accept(await issuer.sign(issuer.v2App()));
    expect(token).toMatchObject({
      kind: 'application',
      scopes: [],
      roles: ['Orders.Process'],
      objectId: ids.servicePrincipal,
    });
  });

  it('a v1.0 token, by the metadata of v1.0 (Entra: a token is judged by the metadata of its version)', async () => {
    const token = await accept(await issuer.sign(issuer.v1User()));
    expect(token).toMatchObject({ kind: 'user', version: '1.0', clientId: ids.client });
    expect(issuer.requests).toEqual([
      `/${ids.tenant}/.well-known/openid-configuration`,
      `/${ids.tenant}/discovery/keys`,
    ]);
  });

  it('a v1.0 app-only token', async () => {
    const { scp: _, ...claims } = issuer.v1User({ oid: 'x', sub: 'x', appidacr: '2', roles: ['Orders.Process'] });
    expect((await accept(await issuer.sign(claims))).kind).toBe('application');
  });

  it('a v2.0 user token without profile, which has no oid', async () => {
    const { oid: _, ...claims } = issuer.v2User();
    expect((await accept(await issuer.sign(claims))).objectId).toBeUndefined();
  });

  it.each([
    ['user', () => issuer.v2User({ idtyp: 'user' })],
    ['application', () => issuer.v2App({ idtyp: 'app' })],
  ] as const)('the optional idtyp of a token of kind %s', async (kind, claims) => {
    expect((await accept(await issuer.sign(claims()))).kind).toBe(kind);
  });

  it('the type at+jwt (RFC 9068 §2.1)', async () => {
    expect((await accept(await issuer.sign(issuer.v2User(), { typ: 'at+jwt' }))).kind).toBe('user');
  });

  it('a token within the clock tolerance on both sides', async () => {
    const now = issuer.clock.now() / 1000;
    expect((await accept(await issuer.sign(issuer.v2User({ exp: now - 59 })))).kind).toBe('user');
    expect((await accept(await issuer.sign(issuer.v2User({ nbf: now + 59 })))).kind).toBe('user');
  });

  it('an application without roles where the API says so', async () => {
    const token = await issuer.sign(issuer.v2App({ roles: undefined }));
    expect((await refusal([`Bearer ${token}`])).code).toBe('missing_role');
    expect((await accept(token, { allowApplicationsWithoutRoles: true })).roles).toEqual([]);
  });

  it('the scheme in any case (RFC 9110 §11.1)', async () => {
    const decision = await guardOf().decide([`bearer ${await issuer.sign(issuer.v2User())}`]);
    expect(decision.granted).toBe(true);
  });
});

describe('refuses claims:', () => {
  const other = () => `${issuer.authority}/${ids.otherTenant}/v2.0`;
  it.each<[string, () => Claims, RefusalCode]>([
    ['issuer of another service', () => issuer.v2User({ iss: 'https://evil.test/v2.0' }), 'issuer_mismatch'],
    ['no issuer', () => issuer.v2User({ iss: undefined }), 'issuer_mismatch'],
    ['issuer of another tenant beside our tid', () => issuer.v2User({ iss: other() }), 'issuer_mismatch'],
    ['our issuer beside another tid', () => issuer.v2User({ tid: ids.otherTenant }), 'tenant_not_accepted'],
    ['another tenant throughout', () => issuer.v2User({ tid: ids.otherTenant, iss: other() }), 'tenant_not_accepted'],
    [
      'the v1.0 issuer with ver 2.0',
      () => issuer.v2User({ iss: `${issuer.v1Issuer}/${ids.tenant}/` }),
      'issuer_mismatch',
    ],
    [
      'the v2.0 issuer with ver 1.0',
      () => issuer.v1User({ iss: `${issuer.authority}/${ids.tenant}/v2.0` }),
      'issuer_mismatch',
    ],
    ['an issuer with a slash too many', () => issuer.v2User({ iss: `${issuer.v2User().iss}/` }), 'issuer_mismatch'],
    [
      'an unfilled issuer template',
      () => issuer.v2User({ iss: `${issuer.authority}/{tenantid}/v2.0` }),
      'issuer_mismatch',
    ],
    ['no tid', () => issuer.v2User({ tid: undefined }), 'tenant_not_accepted'],
    ['a tid that is a path', () => issuer.v2User({ tid: '../common' }), 'tenant_not_accepted'],
    ['no ver', () => issuer.v2User({ ver: undefined }), 'version_not_accepted'],
    ['a ver of the future', () => issuer.v2User({ ver: '3.0' }), 'version_not_accepted'],
    ['audience of another API', () => issuer.v2User({ aud: 'https://graph.microsoft.com' }), 'audience_mismatch'],
    ['no audience', () => issuer.v2User({ aud: undefined }), 'audience_mismatch'],
    [
      'a list of audiences, ours among them',
      () => issuer.v2User({ aud: [ids.api, 'api://other'] }),
      'audience_mismatch',
    ],
    ['an audience that begins like ours', () => issuer.v2User({ aud: `${ids.api}0` }), 'audience_mismatch'],
    ['our App ID URI with a slash', () => issuer.v1User({ aud: `api://${ids.api}/` }), 'audience_mismatch'],
    ['expired', () => issuer.v2User({ exp: issuer.clock.now() / 1000 - 61 }), 'expired'],
    ['not valid yet', () => issuer.v2User({ nbf: issuer.clock.now() / 1000 + 61 }), 'not_yet_valid'],
    ['no exp', () => issuer.v2User({ exp: undefined }), 'malformed'],
    ['no nbf', () => issuer.v2User({ nbf: undefined }), 'malformed'],
    ['an exp that is a string', () => issuer.v2User({ exp: '9999999999' }), 'malformed'],
    ['no sub', () => issuer.v2User({ sub: undefined }), 'malformed'],
    ['an empty scp', () => issuer.v2User({ scp: '' }), 'not_an_access_token'],
    ['an scp that is a list', () => issuer.v2User({ scp: ['Orders.Read'] }), 'not_an_access_token'],
    ['roles that are a string', () => issuer.v2App({ roles: 'Orders.Process' }), 'not_an_access_token'],
    [
      'an application that claims a scope',
      () => issuer.v2App({ scp: 'Orders.Read', idtyp: 'app' }),
      'not_an_access_token',
    ],
    ['a device', () => issuer.v2App({ idtyp: 'device' }), 'not_an_access_token'],
    ['idtyp user without scp', () => issuer.v2App({ idtyp: 'user' }), 'not_an_access_token'],
  ])('%s', async (_, claims, code) => {
    expect((await refusal([`Bearer ${await issuer.sign(claims())}`])).code).toBe(code);
  });

  it('an issuer that lacks the tenant, though the metadata names it (Entra: tid appears in iss)', async () => {
    const iss = other();
    const jwks_uri = `${issuer.authority}/${ids.tenant}/discovery/v2.0/keys`;
    issuer.answers.set('/.well-known/openid-configuration', () => Response.json({ issuer: iss, jwks_uri }));
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User({ iss }))}`])).code).toBe('issuer_mismatch');
  });

  it('a version that the API does not accept', async () => {
    const token = await issuer.sign(issuer.v1User({ aud: ids.api }));
    expect((await refusal([`Bearer ${token}`], { versions: ['2.0'] })).code).toBe('version_not_accepted');
  });
});

describe('never takes an ID token:', () => {
  it.each<[string, () => Claims]>([
    ['v2.0, for the API as a client', () => issuer.v2Id()],
    ['v2.0 with a nonce', () => issuer.v2Id({ nonce: 'n' })],
    ['v2.0 of the hybrid flow', () => issuer.v2Id({ c_hash: 'c', at_hash: 'a', nonce: 'n' })],
    ['v2.0 with the roles of the user', () => issuer.v2Id({ roles: ['Orders.Process'] })],
    ['v2.0 without profile, so without oid', () => issuer.v2Id({ oid: undefined })],
    ['v2.0 with the azp of OpenID Connect Core §2', () => issuer.v2Id({ azp: ids.api })],
    [
      'v2.0 with azp, azpacr and roles, but a pairwise sub',
      () => issuer.v2Id({ azp: ids.api, azpacr: '1', roles: ['R'] }),
    ],
    ['v2.0 dressed up with a scope, but with a nonce', () => issuer.v2User({ nonce: 'n' })],
    ['v2.0 dressed up with a scope, but without a client', () => issuer.v2User({ azp: undefined, azpacr: undefined })],
    ['v2.0 with azp and a scope, but without azpacr', () => issuer.v2User({ azpacr: undefined })],
    ['v1.0', () => issuer.v1Id()],
    [
      'v1.0 with the claims of v2.0 access tokens',
      () => issuer.v1Id({ azp: ids.client, azpacr: '1', scp: 'Orders.Read' }),
    ],
  ])('%s', async (_, claims) => {
    expect((await refusal([`Bearer ${await issuer.sign(claims())}`])).code).toBe('not_an_access_token');
  });
});

describe('refuses forgeries:', () => {
  const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
  const publicPem = () =>
    createPublicKey({ key: issuer.key.jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const hmac = (header: object, secret: string | Buffer) => {
    const input = `${encode(header)}.${encode(issuer.v2User())}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };

  it.each<[string, () => string | Promise<string>, RefusalCode]>([
    [
      'alg none',
      () => `${encode({ alg: 'none', typ: 'JWT', kid: 'key-1' })}.${encode(issuer.v2User())}.`,
      'algorithm_not_allowed',
    ],
    [
      'alg NoNe',
      () => `${encode({ alg: 'NoNe', typ: 'JWT', kid: 'key-1' })}.${encode(issuer.v2User())}.`,
      'algorithm_not_allowed',
    ],
    [
      'HS256 with the public key',
      () => hmac({ alg: 'HS256', typ: 'JWT', kid: 'key-1' }, publicPem()),
      'algorithm_not_allowed',
    ],
    [
      'HS256 with the modulus',
      () => hmac({ alg: 'HS256', typ: 'JWT', kid: 'key-1' }, String(issuer.key.jwk.n)),
      'algorithm_not_allowed',
    ],
    ['RS256 that is an HMAC', () => hmac({ alg: 'RS256', typ: 'JWT', kid: 'key-1' }, publicPem()), 'signature_invalid'],
    [
      'a stranger signing under our kid',
      () => issuer.sign(issuer.v2User(), { kid: 'key-1' }, issuer.strangerKey),
      'signature_invalid',
    ],
    ['an unknown kid', () => issuer.sign(issuer.v2User(), {}, issuer.strangerKey), 'unknown_key'],
    ['no kid', () => issuer.sign(issuer.v2User(), { kid: undefined }), 'unknown_key'],
    ['no typ', () => issuer.sign(issuer.v2User(), { typ: undefined }), 'token_type'],
    ['a logout token', () => issuer.sign(issuer.v2User(), { typ: 'logout+jwt' }), 'token_type'],
    [
      'a crit header',
      () => issuer.sign(issuer.v2User(), { crit: ['urn:test:extension'], 'urn:test:extension': 1 }),
      'critical_header',
    ],
    [
      'a token without signature',
      async () => (await issuer.sign(issuer.v2User())).replace(/[^.]*$/, ''),
      'signature_invalid',
    ],
  ])('%s', async (_, token, code) => {
    expect((await refusal([`Bearer ${await token()}`])).code).toBe(code);
  });

  it('another payload under a good signature', async () => {
    const [header, , signature] = (await issuer.sign(issuer.v2User())).split('.');
    const payload = encode(issuer.v2User({ scp: 'Orders.Admin' }));
    expect((await refusal([`Bearer ${header}.${payload}.${signature}`])).code).toBe('signature_invalid');
  });

  it('PS256 and ES256, though the signature is good', async () => {
    for (const alg of ['PS256', 'ES256']) {
      const { privateKey } = await generateKeyPair(alg);
      const key = { kid: 'key-1', privateKey, jwk: {} };
      expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User(), { alg }, key)}`])).code).toBe(
        'algorithm_not_allowed',
      );
    }
  });

  it('keys brought along in jwk, jku, x5u or x5c, without looking at them', async () => {
    const jwk = issuer.strangerKey.jwk as JWK;
    const header = { jwk, jku: 'https://evil.test/keys', x5u: 'https://evil.test/cert', x5c: ['AAAA'], kid: 'key-1' };
    const token = await issuer.sign(issuer.v2User(), header, issuer.strangerKey);
    expect((await refusal([`Bearer ${token}`])).code).toBe('signature_invalid');
    expect(issuer.requests.every((path) => path.startsWith(`/${ids.tenant}/`))).toBe(true);
  });

  it('a signature of a key published for another issuer', async () => {
    issuer.published = [{ ...issuer.key.jwk, issuer: `${issuer.authority}/${ids.otherTenant}/v2.0` }];
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User())}`])).code).toBe('unknown_key');
  });

  it('a signature of a key of another cloud', async () => {
    issuer.published = [{ ...issuer.key.jwk, cloud_instance_name: 'elsewhere.cloud' }];
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User())}`])).code).toBe('unknown_key');
  });

  it('a signature of a key published for encryption', async () => {
    issuer.published = [{ ...issuer.key.jwk, use: 'enc' }, { ...issuer.strangerKey.jwk }];
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User())}`])).code).toBe('unknown_key');
  });

  it('an issuer whose only RSA key is shorter than 2048 bits (RFC 7518 §3.3)', async () => {
    const shortModulus = base64url.encode(new Uint8Array(128).fill(0xab));
    issuer.published = [{ kty: 'RSA', kid: 'key-1', e: 'AQAB', n: shortModulus }];
    expect((await refusal([`Bearer ${await issuer.sign(issuer.v2User())}`])).code).toBe('keys_unavailable');
  });
});
