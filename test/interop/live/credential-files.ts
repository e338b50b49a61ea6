import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SigningCertificate } from '../recorded/sign-assertion.ts';

const run = promisify(execFile);

/** Where the files lie, by the names that the programs know them by. */
export type Files = Readonly<Record<string, string>>;

const PRIVATE = { mode: 0o600 } as const;

/**
 * Writes what the clients read from files.
 * @returns the files; those in PKCS #12 only where OpenSSL is on the machine
 */
export async function writeCredentialFiles(
  folder: string,
  parts: {
    readonly caPem: string;
    readonly rsa: SigningCertificate;
    readonly ec: SigningCertificate;
    readonly password: string;
    readonly federatedToken: string;
  },
): Promise<Files> {
  const rsa = pemOf(parts.rsa);
  const ec = pemOf(parts.ec);
  const texts = {
    ca: parts.caPem,
    key: rsa.key,
    certificate: rsa.certificate,
    pem: rsa.certificate + rsa.key,
    ecPem: ec.certificate + ec.key,
  };
  // Written with a line break at its end, as files often are; the Go library sends it along.
  const files: Record<string, string> = { federatedToken: join(folder, 'token') };
  await writeFile(join(folder, 'token'), `${parts.federatedToken}\n`, PRIVATE);
  for (const [name, text] of Object.entries(texts)) {
    files[name] = join(folder, `${name}.pem`);
    await writeFile(files[name], text, PRIVATE);
  }
  for (const [name, pem] of [
    ['pfx', files.pem],
    ['ecPfx', files.ecPem],
  ] as const) {
    const path = join(folder, `${name}.pfx`);
    if (pem !== undefined && (await exportPfx(pem, path, parts.password))) files[name] = path;
  }
  return files;
}

async function exportPfx(pem: string, path: string, password: string): Promise<boolean> {
  try {
    await run('openssl', ['pkcs12', '-export', '-in', pem, '-out', path, '-passout', `pass:${password}`]);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
}

function pemOf({ der, key }: SigningCertificate) {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: String(key.export({ type: 'pkcs8', format: 'pem' })),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
