import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServicePrincipal, updateApplication } from '../../src/directory/index.ts';
import { makeCertificate, signJws, type TestCertificate } from '../certificates.ts';
import { codeOf, openStage, type Stage, type TokenAnswer } from '../interop/stage.ts';
import { join } from './forge.ts';

let stage: Stage;
let rsa: TestCertificate;
let ec: TestCertificate;
let evil: TestCertificate;
beforeAll(async () => {
  stage = await openStage();
  [rsa, ec, evil] = await Promise.all([makeCertificate(), makeCertificate('P-256'), makeCertificate()]);
  const key = ({ der }: TestCertificate) => ({ key: der.toString('base64') });
  await updateApplication(stage.commands(), stage.web.id, { keyCredentials: [key(rsa), key(ec)] });
  await updateApplication(stage.commands(), stage.api.id, { keyCredentials: [key(evil)] });
});
afterAll(() => stage.stop());

type Members = Readonly<Record<string, unknown>>;
const x5t = ({ thumbprint }: TestCertificate) => Buffer.from(thumbprint, 'hex').toString('base64url');
const now = () => Math.floor(stage.platform.clock.now() / 1000);
const tokenUrl = (segment: string = stage.platform.tenant.id) =>
  `${stage.platform.baseUrl}/${segment}/oauth2/v2.0/token`;

const claims = (more: Members = {}): Members => ({
  aud: tokenUrl(),
  iss: stage.web.appId,
  sub: stage.web.appId,
  jti: 'one',
  exp: now() + 300,
  ...more,
});
const header = (more: Members = {}): Members => ({ alg: 'RS256', typ: 'JWT', x5t: x5t(rsa), ...more });

function present(
  client_assertion: string,
  more: Readonly<Record<string, string>> = {},
  segment?: string,
): Promise<TokenAnswer> {
  return stage.token(
    {
      grant_type: 'client_credentials',
      client_id: stage.web.appId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      scope: `${stage.api.uri}/.default`,
      ...more,
    },
    {},
    segment,
  );
}

async function expectRefused(
  assertion: string,
  more?: Readonly<Record<string, string>>,
  segment?: string,
): Promise<number> {
  const answer = await present(assertion, more, segment);
  expect(answer.body).not.toHaveProperty('access_token');
  expect(answer.status).toBeLessThan(500);
  return codeOf(answer);
}

it('the good one is good, by both keys', async () => {
  expect(codeOf(await present(signJws(rsa.privateKey, header(), claims())))).toBe(0);
  expect(codeOf(await present(signJws(ec.privateKey, header({ alg: 'ES256', x5t: x5t(ec) }), claims())))).toBe(0);
});

describe('an assertion that the client did not sign (RFC 7523 §3 (9); RFC 8725 §2.1, §2.2)', () => {
  it.each(['none', 'None', 'nOnE', 'NONE', '', 'HS256', 'HS512', 'RS1', 'RSA1_5', 'dir', 'ES256K'])(
    'alg %j',
    async (alg) => {
      for (const signature of [
        'AA',
        Buffer.alloc(64).toString('base64url'),
        signJws(rsa.privateKey, header(), claims()).split('.')[2] ?? '',
      ])
        expect(await expectRefused(join(header({ alg }), claims(), signature))).not.toBe(0);
    },
  );

  it('the certificate, which is public, is no secret (RS256 to HS256 confusion)', async () => {
    const secrets = [
      rsa.pem,
      rsa.pem.trimEnd(),
      rsa.der,
      rsa.der.toString('base64'),
      rsa.thumbprint,
      x5t(rsa),
      stage.web.clientSecret,
    ];
    for (const secret of secrets) {
      const input = join(header({ alg: 'HS256' }), claims(), '').slice(0, -1);
      const signature = createHmac('sha256', secret).update(input).digest('base64url');
      expect(await expectRefused(`${input}.${signature}`)).toBe(700026);
    }
  });

  it('zeros sign nothing (psychic signatures, CVE-2022-21449), nor do short, long or DER ones', async () => {
    const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
    const signatures = [
      Buffer.alloc(64),
      Buffer.from(order + order, 'hex'),
      Buffer.alloc(1),
      Buffer.alloc(65),
      Buffer.from('3006020100020100', 'hex'),
      Buffer.alloc(256),
    ];
    for (const alg of ['ES256', 'RS256', 'PS256'])
      for (const signature of signatures)
        expect(
          await expectRefused(
            join(header({ alg, x5t: x5t(alg === 'ES256' ? ec : rsa) }), claims(), signature.toString('base64url')),
          ),
        ).not.toBe(0);
  });

  it('a key that it brings along counts for nothing: jwk, jku, x5u, x5c (CVE-2018-0114)', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = publicKey.export({ format: 'jwk' });
    const x5c = [evil.der.toString('base64')];
    for (const more of [
      { jwk },
      { jwk, x5t: undefined },
      { jku: 'https://evil.example/keys', kid: 'evil' },
      { x5u: 'https://evil.example/c.pem' },
    ])
      expect(await expectRefused(signJws(privateKey, header(more), claims()))).toBe(700027);
    for (const more of [
      { x5c },
      { x5c, x5t: x5t(evil) },
      { x5c: [...x5c, rsa.der.toString('base64')] },
      { x5c: [rsa.der.toString('base64'), ...x5c] },
    ])
      expect(await expectRefused(signJws(evil.privateKey, header(more), claims()))).toBe(700027);
  });

  it('a key id is compared and never looked up: no file, no SQL, no prototype', async () => {
    for (const kid of [
      '../../../../dev/null',
      "' OR '1'='1",
      '__proto__',
      'constructor',
      '%',
      '*',
      '',
      '\0',
      rsa.thumbprint.slice(0, 8),
    ])
      expect(await expectRefused(signJws(evil.privateKey, header({ kid, x5t: undefined }), claims()))).toBe(700027);
  });

  it('the certificate of another application is not this one’s, though it is registered', async () => {
    expect(await expectRefused(signJws(evil.privateKey, header({ x5t: x5t(evil) }), claims()))).toBe(700027);
  });
});

describe('an assertion meant for somebody else (RFC 7523 §3 (3); audience injection, CVE-2025-27370, CVE-2025-27371)', () => {
  it('for another server, or for several that include us by a look-alike', async () => {
    const audiences = [
      'https://evil.example/token',
      `${stage.platform.baseUrl}.evil.example/common/v2.0`,
      `${stage.platform.baseUrl}@evil.example/`,
      stage.platform.baseUrl,
      '',
      '*',
      stage.web.appId,
    ];
    for (const aud of audiences)
      expect(await expectRefused(signJws(rsa.privateKey, header(), claims({ aud })))).toBe(700023);
    expect(await expectRefused(signJws(rsa.privateKey, header(), claims({ aud: audiences })))).toBe(700023);
  });

  it('for another tenant that the client is in too', async () => {
    const { tenant } = await stage.platform.createTenant({ domain: 'audience.test' });
    await updateApplication(stage.commands(), stage.web.id, { signInAudience: 'AzureADMultipleOrgs' });
    await createServicePrincipal(stage.commands(tenant.id), { appId: stage.web.appId });
    expect(await expectRefused(signJws(rsa.privateKey, header(), claims()), {}, tenant.id)).toBe(700023);
  });

  it('of another client, presented for this one', async () => {
    const theirs = claims({ iss: stage.api.appId, sub: stage.api.appId });
    expect(await expectRefused(signJws(evil.privateKey, header({ x5t: x5t(evil) }), theirs))).toBe(700021);
    expect(
      await expectRefused(signJws(evil.privateKey, header({ x5t: x5t(evil) }), claims({ iss: stage.api.appId }))),
    ).not.toBe(0);
    expect(await expectRefused(signJws(rsa.privateKey, header(), claims()), { client_id: stage.api.appId })).toBe(
      700021,
    );
  });

  it('an access token of the client itself is no assertion', async () => {
    const own = await present(signJws(rsa.privateKey, header(), claims()));
    expect(await expectRefused(String(own.body.access_token))).not.toBe(0);
  });
});

describe('an assertion that two readers read differently (RFC 8725 §2.4, §2.6)', () => {
  it('members named twice, byte order marks, depth, size, compression and extensions are refused, and quickly', async () => {
    const json = JSON.stringify(claims());
    const deep = `{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}`;
    const heads = [
      `{"alg":"none",${JSON.stringify(header()).slice(1)}`,
      `{"\\u0061lg":"none",${JSON.stringify(header()).slice(1)}`,
      `\ufeff${JSON.stringify(header())}`,
      deep,
      JSON.stringify(header({ crit: ['exp'], exp: 0 })),
      JSON.stringify(header({ b64: false, crit: ['b64'] })),
      JSON.stringify(header({ typ: 'at+jwt' })),
      JSON.stringify(header({ x5c: Array(20).fill('A'.repeat(1_000)) })),
      '[]',
      'null',
      '"alg"',
    ];
    const bodies = [
      `${json.slice(0, -1)},"sub":"${stage.api.appId}"}`,
      `\ufeff${json}`,
      deep,
      'null',
      '[]',
      `${json} {}`,
    ];
    const signed = (head: string, body: string) => {
      const good = signJws(rsa.privateKey, header(), claims()).split('.')[2] ?? '';
      return join(head, body, good);
    };
    for (const head of heads) expect(await expectRefused(signed(head, json))).not.toBe(0);
    for (const body of bodies) expect(await expectRefused(signed(JSON.stringify(header()), body))).not.toBe(0);
    for (const text of ['a.b.c.d.e', '..', '.', 'e30.e30', '{"payload":"e30"}', `${'A'.repeat(33_000)}.e30.e30`])
      expect(await expectRefused(text)).toBe(5002738);
  });
});

describe('an assertion of another time (RFC 7523 §3 (4, 5); RFC 6819 §4.6.2)', () => {
  it('over, not yet begun, or without an end', async () => {
    for (const more of [{ exp: now() - 301 }, { nbf: now() + 301 }, { exp: 0 }, { exp: -1 }, { exp: '1' }])
      expect(await expectRefused(signJws(rsa.privateKey, header(), claims(more)))).toBe(700024);
    for (const exp of [undefined, null, 'never', {}, 1e300])
      expect(await expectRefused(signJws(rsa.privateKey, header(), claims({ exp })))).not.toBe(0);
  });
});
