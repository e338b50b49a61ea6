import { z } from 'zod';
import { type Option, option, redact } from './option.ts';
import {
  databaseUrl,
  domainList,
  domainName,
  hostList,
  httpsOrigin,
  listenHost,
  networkList,
  path,
  proxyList,
  resolveDatabaseUrl,
  resolvePath,
  someText,
  wholeNumber,
} from './value-schemas.ts';

/**
 * Every setting of the server, by the name it has as a flag and in `entrada.yaml`. The order is that of the reference.
 */
export const configOptions = {
  config: option({
    schema: path,
    accepts: 'the path of a YAML file',
    summary: 'Where the settings file is.',
    fallbackNote: '`entrada.yaml` in the working folder, if it is there',
    sources: ['flag', 'environment'],
    resolve: resolvePath,
  }),
  port: option({
    schema: wholeNumber(0, 65535),
    accepts: 'a port number from 0 to 65535, where 0 picks a free one',
    summary: 'The port to listen on.',
    fallback: '8443',
  }),
  host: option({
    schema: listenHost,
    accepts: 'a host name or an IP address',
    summary:
      'The address to listen on. `localhost` means this machine alone, over IPv4 and IPv6; `0.0.0.0` or `::` opens the server to the network.',
    fallback: 'localhost',
  }),
  'public-url': option({
    schema: httpsOrigin,
    accepts: 'an https origin without a path, such as https://login.example.com',
    summary: 'The address clients use. Tokens name it as their issuer, and the server certificate covers its host.',
    fallbackNote: '`https://localhost:` and the port',
  }),
  'data-dir': option({
    schema: path,
    accepts: 'the path of a folder',
    summary: 'The folder of everything the server keeps: database, keys, certificates. Created when missing.',
    fallback: '.entrada',
    resolve: resolvePath,
  }),
  database: option({
    schema: databaseUrl,
    accepts: 'sqlite:PATH, sqlite::memory: or postgres://user:password@host:port/name',
    summary: 'The database. `sqlite::memory:` forgets everything when the server stops.',
    fallbackNote: '`entrada.db` in the data folder',
    secret: true,
    resolve: resolveDatabaseUrl,
  }),
  seed: option({
    schema: path,
    accepts: 'the path of a YAML or JSON file',
    summary: 'A directory with fixed ids, brought in at the start. Bringing it in again changes nothing.',
    fallbackNote: 'none',
    resolve: resolvePath,
  }),
  'tenant-name': option({
    schema: someText,
    accepts: 'a text of up to 256 characters',
    summary: 'The display name of the tenant that the first start creates.',
    fallback: 'Entrada',
  }),
  'tenant-domain': option({
    schema: domainName,
    accepts: 'a domain name, such as example.com',
    summary: 'The verified domain of the tenant that the first start creates.',
    fallback: 'entrada.test',
  }),
  'personal-domains': option({
    schema: domainList,
    accepts: 'domain names, separated by commas',
    summary:
      'What the names of personal accounts end in, those that sign in at `consumers`. A domain that an organization has verified stays with it.',
    fallback: 'outlook.com,hotmail.com,live.com',
  }),
  tls: option({
    schema: z.enum(['local-ca', 'off']),
    accepts: 'local-ca or off',
    summary:
      'Where the server certificate comes from: an authority of its own in the data folder, or nowhere, because a trusted proxy ends TLS (`off` needs `trust-proxy` and `public-url`).',
    fallback: 'local-ca',
  }),
  'tls-cert-file': option({
    schema: path,
    accepts: 'the path of a PEM file',
    summary: 'A server certificate, with its chain, to use in the place of one from the local authority.',
    fallbackNote: 'none',
    resolve: resolvePath,
  }),
  'tls-key-file': option({
    schema: path,
    accepts: 'the path of a PEM file',
    summary: 'The private key of `tls-cert-file`.',
    fallbackNote: 'none',
    resolve: resolvePath,
  }),
  'trust-proxy': option({
    schema: proxyList,
    accepts: 'IP addresses, subnets such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
    summary: 'The proxies whose `X-Forwarded-*` headers are believed. There is no way to believe everybody.',
    fallbackNote: 'none',
  }),
  'federation-trusted-issuers': option({
    schema: hostList,
    accepts: 'host names separated by commas, each with its port unless that is 443',
    summary:
      'The only hosts that are asked for the keys of external issuers: those of the issuers, and those their `jwks_uri` names.',
    fallbackNote: 'any host of the Internet that a federated credential names',
  }),
  'federation-networks': option({
    schema: networkList,
    accepts: 'IP addresses, subnets such as 10.96.0.0/12, loopback or private, separated by commas',
    summary:
      'Networks besides the Internet that external issuers may be in, such as that of a cluster. Everything else inside is never asked.',
    fallbackNote: 'none',
  }),
  'federation-ca-file': option({
    schema: path,
    accepts: 'the path of a PEM file',
    summary: 'Certificate authorities of external issuers, trusted beside those that Node trusts anyway.',
    fallbackNote: 'none',
    resolve: resolvePath,
  }),
  'federation-keys-file': option({
    schema: path,
    accepts: 'the path of a JSON file',
    summary:
      'Public keys of external issuers that cannot be asked: an object with a JWK set for each issuer. Those are never asked.',
    fallbackNote: 'none',
    resolve: resolvePath,
  }),
  'master-key': option({
    schema: z.string().transform(redact),
    accepts: '32 random bytes as 43 characters of base64url or 64 of hex',
    summary:
      'The key that the other keys are encrypted under. Only from the environment: flags show in process lists and files get copied.',
    fallbackNote: 'the content of `master-key-file`',
    sources: ['environment'],
    secret: true,
  }),
  'master-key-file': option({
    schema: path,
    accepts: 'the path of a file that only its owner may read',
    summary: 'The file of the master key. The first start makes it.',
    fallbackNote: '`master.key` in the data folder',
    resolve: resolvePath,
  }),
  // The bounds keep a lead shorter than a period, longer than the day for which consumers keep the key list, and a key within
  // the five years of its certificate.
  'signing-key-days': option({
    schema: wholeNumber(7, 730),
    accepts: 'a number of days from 7 to 730',
    summary: 'How long a key signs tokens before the next one takes over.',
    fallback: '90',
  }),
  'signing-key-lead-hours': option({
    schema: wholeNumber(25, 120),
    accepts: 'a number of hours from 25 to 120',
    summary:
      'How long a key is published, at the least, before it signs. Clients keep the list of keys for a day or more.',
    fallback: '72',
  }),
  'record-retention-days': option({
    schema: wholeNumber(1, 3650),
    accepts: 'a number of days from 1 to 3650',
    summary: 'How long sign-in records and audit records are kept.',
    fallback: '30',
  }),
  'log-level': option({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    accepts: 'fatal, error, warn, info, debug, trace or silent',
    summary: 'The least important messages that are logged.',
    fallback: 'info',
  }),
  'log-format': option({
    schema: z.enum(['text', 'json']),
    accepts: 'text or json',
    summary: 'How log messages are written: for people, or one JSON object a line.',
    fallback: 'text',
  }),
} as const satisfies Readonly<Record<string, Option<unknown>>>;

/** The name of an option. */
export type OptionName = keyof typeof configOptions;

/** The value of each option, read and resolved; undefined where no source gives one and there is no fallback. */
export type OptionValues = {
  readonly [Name in OptionName]: (typeof configOptions)[Name] extends Option<infer Value> ? Value | undefined : never;
};
