import { type Entropy, invariant, type Redacted } from '../kernel/index.ts';
import { withFileFaults } from './file-fault.ts';
import { readIfThere, writeFileAtomically } from './write-file.ts';

/** What a shell needs to know to use a new platform. */
export interface QuickstartValues {
  /** The platform's origin, such as `https://localhost:8443`. */
  readonly url: string;
  readonly tenantId: string;
  readonly tenantDomain: string;
  readonly adminUpn: string;
  readonly adminPassword: Redacted;
  /** The automation application. */
  readonly clientId: string;
  readonly clientSecret: Redacted;
  /** Path of the local certificate authority's file; undefined when a certificate from elsewhere is in use. */
  readonly caFile: string | undefined;
}

/** The variables meant for clients that have our own prefix. A server started in the same shell passes over them. */
export const quickstartVariables = [
  'ENTRADA_URL',
  'ENTRADA_TENANT_ID',
  'ENTRADA_TENANT_DOMAIN',
  'ENTRADA_ADMIN_UPN',
  'ENTRADA_ADMIN_PASSWORD',
] as const;

/** @returns shell lines that set our own variables and those of the Azure SDKs, Node, Go, Python and Terraform */
export function renderQuickstartEnv(values: QuickstartValues): string {
  const variables: Readonly<Record<string, string>> = {
    ENTRADA_URL: values.url,
    ENTRADA_TENANT_ID: values.tenantId,
    ENTRADA_TENANT_DOMAIN: values.tenantDomain,
    ENTRADA_ADMIN_UPN: values.adminUpn,
    ENTRADA_ADMIN_PASSWORD: values.adminPassword.reveal(),
    AZURE_TENANT_ID: values.tenantId,
    AZURE_CLIENT_ID: values.clientId,
    AZURE_CLIENT_SECRET: values.clientSecret.reveal(),
    AZURE_AUTHORITY_HOST: values.url,
    ...(values.caFile === undefined ? {} : trustVariables(values.caFile)),
    // Terraform adds the scheme itself.
    ARM_METADATA_HOSTNAME: new URL(values.url).host,
    ARM_TENANT_ID: values.tenantId,
    ARM_CLIENT_ID: values.clientId,
    ARM_CLIENT_SECRET: values.clientSecret.reveal(),
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`);
  return `${['# Contains secrets. Use it with: . this-file', ...lines].join('\n')}\n`;
}

/** How Node, Go (and OpenSSL) and Python are told of one more authority. */
function trustVariables(caFile: string): Readonly<Record<string, string>> {
  return { NODE_EXTRA_CA_CERTS: caFile, SSL_CERT_FILE: caFile, REQUESTS_CA_BUNDLE: caFile };
}

/**
 * Writes `quickstart.env`, readable by this user alone.
 * @throws StartFault what `fileFault` recognises
 */
export async function writeQuickstartEnv(path: string, values: QuickstartValues, entropy: Entropy): Promise<void> {
  await withFileFaults(path, () => writeFileAtomically(path, renderQuickstartEnv(values), { entropy, mode: 0o600 }));
}

/**
 * Keeps `quickstart.env` true when the platform moved to another address: its lines that hold the address are written anew,
 * all others stay as they are. A file of another tenant is left alone, and none is made.
 * @throws StartFault what `fileFault` recognises
 */
export async function refreshQuickstartUrl(
  path: string,
  { url, tenantId }: Pick<QuickstartValues, 'url' | 'tenantId'>,
  entropy: Entropy,
): Promise<void> {
  await withFileFaults(path, async () => {
    const text = await readIfThere(path);
    if (text === undefined || !text.includes(`ENTRADA_TENANT_ID=${quote(tenantId)}`)) return;
    const values = { ENTRADA_URL: url, AZURE_AUTHORITY_HOST: url, ARM_METADATA_HOSTNAME: new URL(url).host };
    let refreshed = text;
    for (const [name, value] of Object.entries(values)) {
      refreshed = refreshed.replace(new RegExp(`^export ${name}=.*$`, 'm'), () => `export ${name}=${quote(value)}`);
    }
    if (refreshed !== text) await writeFileAtomically(path, refreshed, { entropy, mode: 0o600 });
  });
}

/** Inside single quotes a shell changes nothing; a single quote itself is the one character that must step outside. */
function quote(value: string): string {
  invariant(!value.includes('\0'), 'a shell variable holds no NUL');
  return `'${value.replaceAll("'", "'\\''")}'`;
}
