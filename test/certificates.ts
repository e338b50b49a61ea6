import 'reflect-metadata';
import { constants, generateKeyPairSync, type KeyObject, sign, webcrypto, X509Certificate } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

export type TestKeyKind = 'rsa' | 'short rsa' | 'P-256' | 'P-384' | 'P-521';

/** A self-signed certificate with its private key. */
export interface TestCertificate {
  readonly privateKey: KeyObject;
  /** PEM, PKCS #8. */
  readonly privateKeyPem: string;
  readonly pem: string;
  readonly der: Buffer;
  /** SHA-1 and SHA-256 of the DER, hex. */
  readonly thumbprint: string;
  readonly thumbprint256: string;
}

const day = 24 * 60 * 60 * 1000;

/** Makes a certificate, by default of RSA-2048 and valid from yesterday for a month. */
export async function makeCertificate(
  kind: TestKeyKind = 'rsa',
  { notBefore = Date.now() - day, notAfter = Date.now() + 30 * day, name = 'CN=test client' } = {},
): Promise<TestCertificate> {
  const { publicKey, privateKey } = makeKeys(kind);
  const isRsa = kind === 'rsa' || kind === 'short rsa';
  const algorithm = isRsa
    ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    : { name: 'ECDSA', namedCurve: kind, hash: 'SHA-256' };
  const keys = {
    privateKey: privateKey.toCryptoKey(algorithm, false, ['sign']),
    publicKey: publicKey.toCryptoKey(algorithm, true, ['verify']),
  };
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: '01',
      name,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const pem = made.toString('pem');
  const certificate = new X509Certificate(pem);
  const hex = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();
  return {
    privateKey,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem,
    der: certificate.raw,
    thumbprint: hex(certificate.fingerprint),
    thumbprint256: hex(certificate.fingerprint256),
  };
}

function makeKeys(kind: TestKeyKind): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (kind === 'rsa' || kind === 'short rsa')
    return generateKeyPairSync('rsa', { modulusLength: kind === 'rsa' ? 2048 : 1024 });
  return generateKeyPairSync('ec', { namedCurve: kind });
}

type Members = Readonly<Record<string, unknown>>;

/** Signs a JWT as the header's `alg` says; elliptic curves in JOSE's form unless another is asked for. */
export function signJws(
  privateKey: KeyObject,
  header: Members,
  claims: Members,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const alg = String(header.alg);
  const padding = alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const options = alg.startsWith('ES')
    ? { key: privateKey, dsaEncoding }
    : { key: privateKey, padding, ...(alg.startsWith('PS') ? { saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}) };
  return `${input}.${sign(`sha${alg.slice(2)}`, Buffer.from(input), options).toString('base64url')}`;
}
