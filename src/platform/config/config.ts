import { join } from 'node:path';
import { invariant, Redacted } from '../../kernel/index.ts';
import { defaultRotationPolicy, type RotationPolicy } from '../../keyring/index.ts';
import { StartFault } from '../start-fault.ts';
import type { OptionValues } from './options.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How the server speaks TLS. */
export type TlsConfig =
  | { readonly mode: 'local-ca' }
  | { readonly mode: 'files'; readonly certFile: string; readonly keyFile: string }
  /** A trusted proxy ends TLS; the server itself listens in plain HTTP. */
  | { readonly mode: 'off' };

/** The settings of a server, checked. Paths are absolute. */
export interface Config {
  /** The settings file that was read. */
  readonly configFile: string | undefined;
  /** 0 picks a free port. */
  readonly port: number;
  /** `localhost` stands for both loopback addresses. */
  readonly host: string;
  /** Without a trailing slash; undefined for `https://localhost:` and the port listened on. */
  readonly publicUrl: string | undefined;
  readonly dataDir: string;
  /** `sqlite:PATH`, `sqlite::memory:` or `postgres://…`; it may contain a password. */
  readonly databaseUrl: Redacted;
  readonly seedFile: string | undefined;
  readonly tenantName: string;
  readonly tenantDomain: string;
  /** What names of personal accounts end in. */
  readonly personalDomains: readonly string[];
  readonly tls: TlsConfig;
  /** Addresses, subnets, `loopback`, `linklocal`, `uniquelocal`. Empty: no proxy is believed. */
  readonly trustProxy: readonly string[];
  readonly federation: {
    /** Addresses, subnets, `loopback`, `private`. */
    readonly openNetworks: readonly string[];
    /** With their port unless it is 443; undefined for any. */
    readonly trustedHosts: readonly string[] | undefined;
    readonly caFile: string | undefined;
    readonly keysFile: string | undefined;
  };
  readonly masterKey: Redacted | undefined;
  readonly masterKeyFile: string;
  /** How signing keys follow each other. */
  readonly rotation: RotationPolicy;
  /** Days. */
  readonly recordRetentionDays: number;
  readonly logLevel: NonNullable<OptionValues['log-level']>;
  readonly logFormat: NonNullable<OptionValues['log-format']>;
}

/**
 * Puts the values together.
 * @throws StartFault `ConflictingOptions` when they contradict each other
 */
export function assembleConfig(values: OptionValues): Config {
  const dataDir = fixed(values['data-dir']);
  return {
    configFile: values.config,
    port: fixed(values.port),
    host: fixed(values.host),
    publicUrl: values['public-url'],
    dataDir,
    databaseUrl: values.database ?? new Redacted(`sqlite:${join(dataDir, 'entrada.db')}`),
    seedFile: values.seed,
    tenantName: fixed(values['tenant-name']),
    tenantDomain: fixed(values['tenant-domain']),
    personalDomains: fixed(values['personal-domains']),
    tls: decideTls(values),
    trustProxy: values['trust-proxy'] ?? [],
    federation: {
      openNetworks: values['federation-networks'] ?? [],
      trustedHosts: values['federation-trusted-issuers'],
      caFile: values['federation-ca-file'],
      keysFile: values['federation-keys-file'],
    },
    masterKey: values['master-key'],
    masterKeyFile: values['master-key-file'] ?? join(dataDir, 'master.key'),
    rotation: {
      ...defaultRotationPolicy,
      period: fixed(values['signing-key-days']) * DAY,
      lead: fixed(values['signing-key-lead-hours']) * HOUR,
    },
    recordRetentionDays: fixed(values['record-retention-days']),
    logLevel: fixed(values['log-level']),
    logFormat: fixed(values['log-format']),
  };
}

/** @returns where the database is, without the password that its address may hold */
export function databaseName(url: Redacted): string {
  const text = url.reveal();
  const path = /^sqlite:(.*)$/.exec(text)?.[1];
  if (path !== undefined) return path;
  const { protocol, username, host, pathname } = new URL(text);
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`;
}

function decideTls(values: OptionValues): TlsConfig {
  const certFile = values['tls-cert-file'];
  const keyFile = values['tls-key-file'];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw conflict('tls-cert-file and tls-key-file belong together: give both or neither.');
  }
  if (values.tls === 'off') {
    if (certFile !== undefined)
      throw conflict('tls is off, so tls-cert-file and tls-key-file have no use: give one or the other.');
    if (values['trust-proxy'] === undefined || values['public-url'] === undefined) {
      throw conflict('tls may be off only behind a proxy that ends TLS: give trust-proxy and public-url too.');
    }
    return { mode: 'off' };
  }
  return certFile === undefined || keyFile === undefined ? { mode: 'local-ca' } : { mode: 'files', certFile, keyFile };
}

function conflict(message: string): StartFault {
  return new StartFault('ConflictingOptions', message);
}

/** The value of an option that has a fallback. */
function fixed<Value>(value: Value | undefined): Value {
  invariant(value !== undefined, 'an option with a fallback has a value');
  return value;
}
