import { X509Certificate } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Entropy, Redacted } from '../../kernel/index.ts';
import { withFileFaults } from '../file-fault.ts';
import { StartFault } from '../start-fault.ts';
import { readIfThere, writeFileAtomically } from '../write-file.ts';
import {
  type CertificatePair,
  createAuthority,
  isPair,
  issueServerCertificate,
  mayIssueFor,
} from './certificate-authority.ts';
import { certificateNames, isAddress } from './host-names.ts';

const RENEWAL_MARGIN = 30 * 24 * 60 * 60 * 1000;
const CERTIFICATE_MODE = 0o644;
const KEY_MODE = 0o600;

/** What a server certificate is made for. */
export interface ServerCertificateOptions {
  /** The data folder; certificates live in its folder `tls`. */
  readonly dataDir: string;
  /** What clients call the server besides the loopback names: the host of the public URL, a host name listened on. */
  readonly hostnames: readonly string[];
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** A server certificate from the local authority. */
export interface ServerCertificate {
  /** The file that clients are told to trust. */
  readonly caFile: string;
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: Redacted;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** `replaced`: clients that copied the old authority must be given the new one. */
  readonly authority: 'kept' | 'created' | 'replaced';
  /** Whether the server certificate is new. */
  readonly issued: boolean;
}

/**
 * Loads the server certificate, or makes what is missing: the authority on the first start, the server certificate when
 * names were added or fewer than 30 days remain. The authority is replaced when it is about to end, or when a name is asked
 * for that it may not speak for.
 * @throws StartFault `TlsFilesDamaged` when the authority's files do not fit each other, or what `fileFault` recognises
 */
export async function ensureServerCertificate(options: ServerCertificateOptions): Promise<ServerCertificate> {
  const folder = join(options.dataDir, 'tls');
  return withFileFaults(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = certificateNames(options.hostnames);
    const caFile = join(folder, 'ca.pem');
    const existing = await readAuthority(folder);
    const kept = existing && (await readServerPair(folder));
    if (existing && kept && isGood(kept, existing, names, options.clock)) {
      return describe(caFile, existing, kept, { authority: 'kept', issued: false });
    }
    const keeps = existing && !endsSoon(existing, options.clock) && (await mayIssueFor(existing, names));
    const authority = keeps ? existing : await createAuthority(names, options);
    if (!keeps) await writePair(join(folder, 'ca'), authority, options.entropy);
    const server = await issueServerCertificate(authority, names, options);
    await writePair(join(folder, 'server'), server, options.entropy);
    const outcome = keeps ? 'kept' : existing ? 'replaced' : 'created';
    return describe(caFile, authority, server, { authority: outcome, issued: true });
  });
}

function describe(
  caFile: string,
  authority: CertificatePair,
  server: CertificatePair,
  outcome: Pick<ServerCertificate, 'authority' | 'issued'>,
): ServerCertificate {
  return {
    caFile,
    caPem: authority.certificatePem,
    certPem: server.certificatePem,
    keyPem: new Redacted(server.privateKeyPem),
    expiresAt: new X509Certificate(server.certificatePem).validToDate.getTime(),
    ...outcome,
  };
}

async function readAuthority(folder: string): Promise<CertificatePair | undefined> {
  const certificatePem = await readIfThere(join(folder, 'ca.pem'));
  // The key is written first: a key alone is what a start left behind that was killed between the two.
  if (certificatePem === undefined) return undefined;
  const privateKeyPem = (await readIfThere(join(folder, 'ca-key.pem'))) ?? '';
  if (!isPair({ certificatePem, privateKeyPem })) {
    throw new StartFault(
      'TlsFilesDamaged',
      `ca.pem and ca-key.pem in ${folder} do not belong together: restore them, or remove both for a new authority.`,
    );
  }
  return { certificatePem, privateKeyPem };
}

async function readServerPair(folder: string): Promise<CertificatePair | undefined> {
  const certificatePem = await readIfThere(join(folder, 'server.pem'));
  const privateKeyPem = await readIfThere(join(folder, 'server-key.pem'));
  if (certificatePem === undefined || privateKeyPem === undefined) return undefined;
  const pair = { certificatePem, privateKeyPem };
  return isPair(pair) ? pair : undefined;
}

function isGood(server: CertificatePair, authority: CertificatePair, names: readonly string[], clock: Clock): boolean {
  const certificate = new X509Certificate(server.certificatePem);
  const issuer = new X509Certificate(authority.certificatePem);
  return (
    certificate.verify(issuer.publicKey) &&
    !endsSoon(server, clock) &&
    certificate.validFromDate.getTime() <= clock.now() &&
    names.every((name) => (isAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined)
  );
}

function endsSoon(pair: CertificatePair, clock: Clock): boolean {
  return new X509Certificate(pair.certificatePem).validToDate.getTime() - clock.now() < RENEWAL_MARGIN;
}

async function writePair(stem: string, pair: CertificatePair, entropy: Entropy): Promise<void> {
  // The old certificate goes first, so that a start killed half-way leaves no pair that does not fit.
  await rm(`${stem}.pem`, { force: true });
  await writeFileAtomically(`${stem}-key.pem`, pair.privateKeyPem, { entropy, mode: KEY_MODE });
  await writeFileAtomically(`${stem}.pem`, pair.certificatePem, { entropy, mode: CERTIFICATE_MODE });
}
