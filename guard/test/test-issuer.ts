import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Fixed ids, so that a failing test reads well. */
export const ids = {
  tenant: '11111111-1111-4111-8111-111111111111',
  otherTenant: '22222222-2222-4222-8222-222222222222',
  api: 'aaaaaaaa-0000-4000-8000-000000000001',
  client: 'bbbbbbbb-0000-4000-8000-000000000002',
  user: 'cccccccc-0000-4000-8000-000000000003',
  servicePrincipal: 'dddddddd-0000-4000-8000-000000000004',
} as const;

export type Claims = Record<string, unknown>;

/** A clock that stands still until it is moved. Milliseconds since the epoch. */
export class ManualClock {
  moment = Date.UTC(2026, 0, 15, 12);
  now(): number {
    return this.moment;
  }
  advanceSeconds(seconds: number): void {
    this.moment += seconds * 1000;
  }
}

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', x5t: kid } };
}

/** A token service in miniature: discovery documents, key sets, and whatever token a test wants signed. */
export class TestIssuer {
  authority = 'https://sts.test';
  v1Issuer = 'https://sts-v1.test';
  readonly clock: ManualClock;
  readonly requests: string[] = [];
  /** What the key sets list; tests change it. */
  published: Record<string, unknown>[] = [];
  cloud: string | undefined = 'test.cloud';
  /** Set to make every request fail. */
  down = false;
  /** Overrides the answer for addresses that end so. */
  readonly answers = new Map<string, () => Response>();
  readonly key: Key;
  readonly strangerKey: Key;

  private constructor(clock: ManualClock, key: Key, strangerKey: Key) {
    this.clock = clock;
    this.key = key;
    this.strangerKey = strangerKey;
    this.published = [{ ...key.jwk }];
  }

  static async create(): Promise<TestIssuer> {
    return new TestIssuer(new ManualClock(), await newKey('key-1'), await newKey('key-of-a-stranger'));
  }

  /** A fresh issuer with the same keys, so that the slow part is paid once a file. */
  again(): TestIssuer {
    return new TestIssuer(new ManualClock(), this.key, this.strangerKey);
  }

  readonly fetch = async (input: string | URL | Request): Promise<Response> => {
    const address = new URL(input instanceof Request ? input.url : input);
    this.requests.push(address.pathname);
    if (this.down) throw new TypeError('fetch failed');
    for (const [ending, answer] of this.answers) if (address.pathname.endsWith(ending)) return answer();
    return this.#answer(address.pathname);
  };

  #answer(path: string): Response {
    const [, segment = '', ...rest] = path.split('/');
    const issuerTenant = segment === 'common' || segment === 'organizations' ? '{tenantid}' : segment;
    switch (rest.join('/')) {
      case 'v2.0/.well-known/openid-configuration':
        return Response.json({
          issuer: `${this.authority}/${issuerTenant}/v2.0`,
          jwks_uri: `${this.authority}/${segment}/discovery/v2.0/keys`,
          cloud_instance_name: this.cloud,
        });
      case '.well-known/openid-configuration':
        return Response.json({
          issuer: `${this.v1Issuer}/${issuerTenant}/`,
          jwks_uri: `${this.authority}/${segment}/discovery/keys`,
          cloud_instance_name: this.cloud,
        });
      case 'discovery/v2.0/keys':
        return Response.json({
          keys: this.published.map((key) => ({ issuer: `${this.authority}/${issuerTenant}/v2.0`, ...key })),
        });
      case 'discovery/keys':
        return Response.json({ keys: this.published });
      default:
        return new Response('not found', { status: 404 });
    }
  }

  /** Serves the same documents over http on a free loopback port, and becomes that authority. */
  async listen(): Promise<Server> {
    const server = createServer((request, response) => {
      this.fetch(`http://localhost${request.url}`).then(
        async (answer) => {
          response.writeHead(answer.status, Object.fromEntries(answer.headers));
          response.end(await answer.text());
        },
        () => response.destroy(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return server;
  }

  #times(): Claims {
    const now = Math.floor(this.clock.now() / 1000);
    return { iat: now - 300, nbf: now - 300, exp: now + 3600 };
  }

  /** A v2.0 access token of a signed-in user, as Entra fills it in. */
  v2User(changes: Claims = {}): Claims {
    return {
      ...this.#times(),
      aud: ids.api,
      iss: `${this.authority}/${ids.tenant}/v2.0`,
      aio: 'opaque',
      azp: ids.client,
      azpacr: '0',
      name: 'Ada',
      oid: ids.user,
      preferred_username: 'ada@contoso.test',
      rh: '0.opaque.',
      scp: 'Orders.Read Orders.Write',
      sub: 'pairwise-subject-of-ada',
      tid: ids.tenant,
      uti: 'AAAAAAAAAAAAAAAAAAAAAA',
      ver: '2.0',
      ...changes,
    };
  }

  /** A v2.0 app-only access token. */
  v2App(changes: Claims = {}): Claims {
    const { scp: _, name: __, preferred_username: ___, ...rest } = this.v2User();
    const oid = ids.servicePrincipal;
    return { ...rest, azpacr: '1', oid, sub: oid, roles: ['Orders.Process'], ...changes };
  }

  /** A v1.0 access token of a user. */
  v1User(changes: Claims = {}): Claims {
    const { azp: _, azpacr: __, ...rest } = this.v2User();
    const iss = `${this.v1Issuer}/${ids.tenant}/`;
    return { ...rest, iss, aud: `api://${ids.api}`, appid: ids.client, appidacr: '0', ver: '1.0', ...changes };
  }

  /** An ID token whose client is the API itself: the one that comes closest to an access token. */
  v2Id(changes: Claims = {}): Claims {
    const { azp: _, azpacr: __, scp: ___, ...rest } = this.v2User();
    return { ...rest, ...changes };
  }

  v1Id(changes: Claims = {}): Claims {
    const { appid: _, appidacr: __, scp: ___, ...rest } = this.v1User();
    return { ...rest, aud: ids.api, ...changes };
  }

  /** Signs claims; a claim set to `undefined` is left out. */
  sign(claims: Claims, header: Claims = {}, key: Key = this.key): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })
      .sign(key.privateKey, { crit: { 'urn:test:extension': true } });
  }
}
