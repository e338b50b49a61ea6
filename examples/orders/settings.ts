import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

/** What the three programs need to know. `npm run setup` finds it out and writes it to `.env`. */
export interface OrdersSettings {
  /** Origin of the token service. */
  readonly authority: string;
  readonly tenantId: string;
  readonly apiClientId: string;
  readonly apiUrl: string;
  readonly spaClientId: string;
  readonly spaUrl: string;
  readonly daemonClientId: string;
  readonly daemonClientSecret: string;
  /** Tells which of the daemon's secrets the one above is. */
  readonly daemonSecretKeyId: string;
  /** PEM file of the authority that signed the token service's certificate; empty for a public one. */
  readonly caFile: string;
}

const names = {
  authority: 'ORDERS_AUTHORITY',
  tenantId: 'ORDERS_TENANT_ID',
  apiClientId: 'ORDERS_API_CLIENT_ID',
  apiUrl: 'ORDERS_API_URL',
  spaClientId: 'ORDERS_SPA_CLIENT_ID',
  spaUrl: 'ORDERS_SPA_URL',
  daemonClientId: 'ORDERS_DAEMON_CLIENT_ID',
  daemonClientSecret: 'ORDERS_DAEMON_CLIENT_SECRET',
  daemonSecretKeyId: 'ORDERS_DAEMON_SECRET_KEY_ID',
  caFile: 'ORDERS_CA_FILE',
} as const satisfies Record<keyof OrdersSettings, string>;
const keys = Object.keys(names) as readonly (keyof OrdersSettings)[];

/** The file that `npm run setup` writes and the programs read. */
export const settingsFile = fileURLToPath(new URL('.env', import.meta.url));

/**
 * Reads the settings of an earlier setup.
 * @returns what the file holds, or nothing if there is no complete one.
 */
export function findSettings(file: string = settingsFile): OrdersSettings | undefined {
  if (!existsSync(file)) return undefined;
  const values = parseEnv(readFileSync(file, 'utf8'));
  const found = keys.map((key) => [key, values[names[key]]] as const);
  if (found.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(found) as unknown as OrdersSettings;
}

/** @throws Error that says what to run, if there is no complete file. */
export function requireSettings(file: string = settingsFile): OrdersSettings {
  const settings = findSettings(file);
  if (settings === undefined)
    throw new Error('There are no settings yet: start Entrada, then run `npm run setup` here.');
  return settings;
}

/** Writes the settings, secret included, so that only the owner of the file can read them. */
export function saveSettings(settings: OrdersSettings, file: string = settingsFile): void {
  const lines = keys.map((key) => {
    const value = settings[key];
    if (/['\r\n]/.test(value)) throw new Error(`${names[key]} holds a quote or a line break`);
    return `${names[key]}='${value}'\n`;
  });
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  // The mode above counts for a new file only.
  chmodSync(file, 0o600);
}

/**
 * Makes this process trust the local certificate authority. `NODE_EXTRA_CA_CERTS` does the same where it is set before Node starts.
 * @param caFile PEM file, or empty for none.
 */
export function trustAuthority(caFile: string): void {
  if (caFile === '') return;
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(caFile, 'utf8')]);
}
