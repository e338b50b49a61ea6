import { createPrivateKey, KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import type { Clock, Entropy } from '../../kernel/index.ts';
import { isAddress, loopbackNames } from './host-names.ts';
import { nameConstraints, nameConstraintsOid, permitsHost } from './name-constraints.ts';

const EC_KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;
const CA_YEARS = 10;
/** Browsers refuse server certificates that live longer. @spec CA/Browser Forum Baseline Requirements §6.3.2 */
const SERVER_DAYS = 397;

/** A certificate and its private key, both PEM. */
export interface CertificatePair {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** What the making of certificates needs. */
export interface CertificateMaking {
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/**
 * Makes a local authority that may speak for the loopback names and `hosts` only. It lives ten years.
 * @spec RFC 5280 §4.2
 */
export async function createAuthority(hosts: readonly string[], making: CertificateMaking): Promise<CertificatePair> {
  const x509 = await loadX509();
  const keys = await webcrypto.subtle.generateKey(EC_KEY, true, ['sign', 'verify']);
  const serial = serialNumber(making.entropy);
  const notBefore = startOfValidity(making.clock);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + CA_YEARS);
  const permitted = nameConstraints([...new Set([...loopbackNames, ...hosts])]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serial,
      // A part of the serial number: two authorities of one name confuse trust stores that hold both.
      name: `CN=Entrada local authority ${serial.slice(0, 8)}`,
      notBefore,
      notAfter,
      signingAlgorithm: SIGNATURE,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        new x509.Extension(nameConstraintsOid, true, bytesOf(permitted)),
      ],
    },
    webcrypto,
  );
  return { certificatePem: certificate.toString('pem'), privateKeyPem: exportKey(keys.privateKey) };
}

/**
 * Issues a server certificate.
 * @param names what the server is called: DNS names and addresses, at least one
 * @spec RFC 5280 §4.2; RFC 9525 (names only in subjectAltName)
 */
export async function issueServerCertificate(
  authority: CertificatePair,
  names: readonly string[],
  making: CertificateMaking,
): Promise<CertificatePair> {
  const x509 = await loadX509();
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const keys = await webcrypto.subtle.generateKey(EC_KEY, true, ['sign', 'verify']);
  const notBefore = startOfValidity(making.clock);
  const notAfter = new Date(Math.min(notBefore.getTime() + SERVER_DAYS * DAY, issuer.notAfter.getTime()));
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(making.entropy),
      subject: 'CN=Entrada',
      issuer: issuer.subjectName,
      notBefore,
      notAfter,
      signingAlgorithm: SIGNATURE,
      publicKey: keys.publicKey,
      signingKey: createPrivateKey(authority.privateKeyPem).toCryptoKey(EC_KEY, false, ['sign']),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          names.map((name) => ({ type: isAddress(name) ? 'ip' : 'dns', value: name }) as const),
        ),
        await x509.AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return { certificatePem: certificate.toString('pem'), privateKeyPem: exportKey(keys.privateKey) };
}

/** @returns whether the authority's name constraints permit every one of `names` */
export async function mayIssueFor(authority: CertificatePair, names: readonly string[]): Promise<boolean> {
  const x509 = await loadX509();
  const extension = new x509.X509Certificate(authority.certificatePem).getExtension(nameConstraintsOid);
  return extension === null || names.every((name) => permitsHost(Buffer.from(extension.value), name));
}

/** @returns whether certificate and key can be read and belong together */
export function isPair({ certificatePem, privateKeyPem }: CertificatePair): boolean {
  try {
    return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem));
  } catch {
    // Unreadable PEM is the case this function exists to tell.
    return false;
  }
}

// Loaded only when a certificate is made or judged: it costs more time than everything else of a later start, and the
// library's container needs Reflect's metadata functions before it is loaded.
async function loadX509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

/** A day early, for clients whose clocks are behind. */
function startOfValidity(clock: Clock): Date {
  return new Date(clock.now() - DAY);
}

function exportKey(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** @spec RFC 5280 §4.1.2.2: positive, at most 20 octets */
function serialNumber(entropy: Entropy): string {
  const bytes = entropy.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
