import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

type Members = Readonly<Record<string, unknown>>;

/** A key pair of an issuer outside, and what it publishes of it. */
export interface TestIssuerKey {
  readonly privateKey: KeyObject;
  readonly jwk: Members;
  readonly kid: string;
}

export type TestIssuerKeyKind = 'RSA' | 'RSA 1024' | 'P-256' | 'P-384' | 'P-521' | 'Ed25519';

/** Makes the key pair of an issuer. */
export function makeIssuerKey(kid: string, kind: TestIssuerKeyKind = 'RSA', members: Members = {}): TestIssuerKey {
  const { publicKey, privateKey } = makePair(kind);
  return { privateKey, kid, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...members } };
}

function makePair(kind: TestIssuerKeyKind): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519');
  if (kind.startsWith('RSA')) return generateKeyPairSync('rsa', { modulusLength: kind === 'RSA' ? 2048 : 1024 });
  return generateKeyPairSync('ec', { namedCurve: kind });
}

/** Signs a token as an issuer does. Header members that are undefined are left out. */
export function signAsIssuer({ privateKey, kid }: TestIssuerKey, claims: Members, header: Members = {}): string {
  const all = { alg: 'RS256', typ: 'JWT', kid, ...header };
  const input = [all, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${signatureOf(String(all.alg), privateKey, Buffer.from(input)).toString('base64url')}`;
}

function signatureOf(alg: string, key: KeyObject, data: Buffer): Buffer {
  if (alg.startsWith('Ed')) return sign(null, data, key);
  const hash = `sha${alg.slice(2)}`;
  if (alg.startsWith('ES')) return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
  if (!alg.startsWith('PS')) return sign(hash, data, key);
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return sign(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}
