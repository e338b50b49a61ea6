import { createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyToken } from '../../../src/tokens/index.ts';
import { openStage, type Stage, spaOrigin } from '../../interop/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

type Json = Readonly<Record<string, unknown>>;

async function read(path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await stage.platform.fetch(`${stage.platform.baseUrl}${path}`, { headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

describe('discovery (OIDC Discovery §3, sts reference 1.3)', () => {
  it('answers by id, by domain and in any case with the id', async () => {
    const { id, domain } = stage.platform.tenant;
    const { body } = await read(`/${id}/v2.0/.well-known/openid-configuration`);
    expect(body.issuer).toBe(`${stage.platform.baseUrl}/${id}/v2.0`);
    for (const segment of [domain, domain.toUpperCase(), id.toUpperCase()])
      expect((await read(`/${segment}/v2.0/.well-known/openid-configuration`)).body).toEqual(body);
  });

  it.each(['common', 'organizations'])('of %s has a template for its issuer', async (segment) => {
    const { body } = await read(`/${segment}/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `${stage.platform.baseUrl}/{tenantid}/v2.0`,
      token_endpoint: `${stage.platform.baseUrl}/${segment}/oauth2/v2.0/token`,
      tenant_region_scope: null,
    });
  });

  const addressesIn = (body: Json) =>
    Object.entries(body).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');

  it.each(['/common/v2.0', '/organizations', ''])('announces only what is there: %s', async (authority) => {
    const { body } = await read(`${authority || `/${stage.platform.tenant.id}`}/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      response_modes_supported: ['query', 'fragment', 'form_post'],
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
    });
    expect(body).not.toHaveProperty('authorization_response_iss_parameter_supported');
    expect(addressesIn(body).length).toBeGreaterThan(4);
    for (const [, address] of addressesIn(body)) {
      const { status } = await stage.platform.fetch(String(address));
      expect(status, String(address)).not.toBe(404);
    }
  });

  it('version 2 has all the fields of Entra’s that are true here (sts reference 1.3)', async () => {
    const { id } = stage.platform.tenant;
    const root = `${stage.platform.baseUrl}/${id}`;
    const { host } = new URL(stage.platform.baseUrl);
    const { body } = await read(`/${id}/v2.0/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `${root}/v2.0`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      token_endpoint: `${root}/oauth2/v2.0/token`,
      end_session_endpoint: `${root}/oauth2/v2.0/logout`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
      userinfo_endpoint: `${stage.platform.baseUrl}/oidc/userinfo`,
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      subject_types_supported: ['pairwise'],
      grant_types_supported: expect.arrayContaining([
        'authorization_code',
        'client_credentials',
        'refresh_token',
        'password',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
      ]),
      id_token_signing_alg_values_supported: ['RS256'],
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      tenant_region_scope: 'WW',
      cloud_instance_name: 'microsoftonline.com',
      cloud_graph_host_name: host,
      msgraph_host: host,
    });
    expect(body.response_types_supported).toEqual(
      expect.arrayContaining(['code', 'id_token', 'code id_token', 'id_token token']),
    );
    expect(body.claims_supported).toEqual(expect.arrayContaining(['preferred_username', 'at_hash', 'c_hash']));
  });

  it('version 1 leads to its own endpoints, issuer and keys (sts reference 1.4)', async () => {
    const { id } = stage.platform.tenant;
    const root = `${stage.platform.baseUrl}/${id}`;
    const { body } = await read(`/${id}/.well-known/openid-configuration`);
    expect(body).toMatchObject({
      issuer: `${root}/`,
      authorization_endpoint: `${root}/oauth2/authorize`,
      token_endpoint: `${root}/oauth2/token`,
      end_session_endpoint: `${root}/oauth2/logout`,
      userinfo_endpoint: `${root}/openid/userinfo`,
      jwks_uri: `${root}/discovery/keys`,
      scopes_supported: ['openid'],
      microsoft_multi_refresh_token: true,
    });
    expect(body.response_types_supported).toEqual(
      expect.arrayContaining(['code', 'id_token', 'code id_token', 'token id_token', 'token']),
    );
    expect(body.claims_supported).toEqual(expect.arrayContaining(['amr', 'given_name', 'family_name']));
    expect(body.claims_supported).not.toContain('preferred_username');
    const shared = await read('/common/.well-known/openid-configuration');
    expect(shared.body.issuer).toBe(`${stage.platform.baseUrl}/{tenantid}/`);
  });

  it.each([
    ['x_y', 900023],
    ['nowhere.test', 90002],
    ['outlook.com', 90002],
  ])('of %s there is none: AADSTS%s', async (segment, code) => {
    const { status, body } = await read(`/${segment}/v2.0/.well-known/openid-configuration`);
    expect([status, body.error_codes]).toEqual([400, [code]]);
  });
});

describe('keys (RFC 7517, sts reference 1.6)', () => {
  it('verify the tokens, and each names its certificate', async () => {
    const { id } = stage.platform.tenant;
    const { body } = await read(`/${id}/discovery/v2.0/keys`);
    const keys = body.keys as readonly Json[];
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', e: 'AQAB', issuer: `${stage.platform.baseUrl}/${id}/v2.0` });
      expect(key).not.toHaveProperty('d');
      expect(key.x5t).toBe(key.kid);
      const certificate = new X509Certificate(Buffer.from(String((key.x5c as string[])[0]), 'base64'));
      expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(key.n);
    }
    const token = await stage.platform.getAutomationToken(stage.api.uri);
    const keyOf = (kid: string) => {
      const key = keys.find((each) => each.kid === kid);
      return key && createPublicKey({ key: key as never, format: 'jwk' });
    };
    expect(verifyToken(token, keyOf, stage.platform.clock.now())).toMatchObject({ ok: true });
  });

  it('of a shared authority carry the template, those of version 1 no issuer at all (clients reference 9)', async () => {
    const issuersOf = async (path: string) => ((await read(path)).body.keys as Json[]).map(({ issuer }) => issuer);
    expect(new Set(await issuersOf('/common/discovery/v2.0/keys'))).toEqual(
      new Set([`${stage.platform.baseUrl}/{tenantid}/v2.0`]),
    );
    expect(new Set(await issuersOf(`/${stage.platform.tenant.id}/discovery/keys`))).toEqual(new Set([undefined]));
  });
});

describe('instance discovery (sts reference 1.7)', () => {
  const ask = (endpoint: string) =>
    read(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`);

  it('says that this host is a cloud of its own, port and all', async () => {
    const { host } = new URL(stage.platform.baseUrl);
    const { body } = await ask(`${stage.platform.baseUrl}/common/oauth2/v2.0/authorize`);
    expect(body).toEqual({
      tenant_discovery_endpoint: `${stage.platform.baseUrl}/common/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });

  it('leads to the documents of version 1 from an endpoint of version 1, and says less in its own first version', async () => {
    const endpoint = encodeURIComponent(`${stage.platform.baseUrl}/common/oauth2/authorize`);
    const { body } = await read(`/common/discovery/instance?api-version=1.0&authorization_endpoint=${endpoint}`);
    const tenant_discovery_endpoint = `${stage.platform.baseUrl}/common/.well-known/openid-configuration`;
    expect(body).toEqual({ tenant_discovery_endpoint });
  });

  it.each([
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    'https://evil.example/common/oauth2/v2.0/authorize',
    'http://localhost/common/oauth2/v2.0/authorize',
    'nonsense',
  ])('vouches for no other: %s (AADSTS50049)', async (endpoint) => {
    const { status, body } = await ask(endpoint);
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_instance', [50049]]);
  });
});

describe('who may read from another origin, and who may keep what (Fetch §3.3, RFC 9111)', () => {
  const paths = () => [
    '/common/v2.0/.well-known/openid-configuration',
    `/${stage.platform.tenant.id}/discovery/v2.0/keys`,
  ];

  it('public documents: everybody, for a day', async () => {
    for (const path of paths()) {
      const { headers } = await read(path, { origin: 'https://anywhere.example' });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('cache-control')).toContain('max-age=86400');
    }
  });

  it('the refusal of one: everybody, who else would see nothing of what is wrong, and no cache', async () => {
    for (const path of ['/nowhere.example/v2.0/.well-known/openid-configuration', '/nowhere.example/openid/userinfo']) {
      const { status, body, headers } = await read(path, { origin: 'https://anywhere.example' });
      expect([status, body.error_codes]).toEqual([400, [90002]]);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  it('the token endpoint: the origins of the client’s own single-page apps, and no cache', async () => {
    const ask = (client_id: string, origin: string) =>
      stage.token({ grant_type: 'refresh_token', client_id }, { origin });
    const allowed = await ask(stage.spa.appId, spaOrigin);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(spaOrigin);
    const closed = [
      await ask(stage.spa.appId, 'https://evil.example'),
      await ask(stage.spa.appId, 'https://spa.example.evil.example'),
      await ask(stage.spa.appId, 'null'),
      await ask(stage.web.appId, spaOrigin),
      await ask('not-a-client', spaOrigin),
    ];
    for (const { headers } of [allowed, ...closed]) {
      expect(headers.get('vary')).toContain('Origin');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
    for (const { headers } of closed) expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('a preflight for a custom header is answered', async () => {
    const url = `${stage.platform.baseUrl}/${stage.platform.tenant.id}/oauth2/v2.0/token`;
    const response = await stage.platform.fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: spaOrigin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'client-request-id',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toContain('client-request-id');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
