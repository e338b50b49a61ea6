import { DirectoryFault } from '../directory/index.ts';
import { type Clock, ManualClock, Redacted, systemClock, systemEntropy } from '../kernel/index.ts';
import { generateMasterKey, type PasswordCost, parseMasterKey } from '../keyring/index.ts';
import {
  type Announcement,
  compose,
  createAuthority,
  createLogger,
  type FederationSettings,
  issueServerCertificate,
  type LogSink,
  openAll,
  readSeed,
} from '../platform/index.ts';
import { openStorage } from '../storage/index.ts';
import { parseIssuerKeys } from '../tokens/index.ts';
import { createTestFetch } from './test-fetch.ts';
import { testKeyPairs } from './test-key-pairs.ts';
import { createTestPlatform, type TestPlatform } from './test-platform.ts';

/** How a platform for tests differs from the usual one. */
export interface StartPlatformOptions<TestClock extends Clock = Clock> {
  /** Default: a `ManualClock` that stands at the present moment until the test moves it. */
  readonly clock?: TestClock;
  /** Name of the first tenant. Default: `Test`. */
  readonly tenantName?: string;
  /** Its verified domain. Default: `entrada.test`. */
  readonly tenantDomain?: string;
  /** The text of a seed file, YAML or JSON. */
  readonly seed?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default: SQLite in memory. Another database must be empty, or one that a test platform made. */
  readonly databaseUrl?: string;
  /** Which issuers outside are asked for their keys. Default: none but those of the Internet. */
  readonly federation?: TestFederation;
  /** Where log lines go, as JSON and down to `trace`. Default: nowhere. */
  readonly log?: LogSink;
}

/** Issuers that a test serves itself, or whose keys it knows. */
export interface TestFederation {
  /** Whether issuers may be on this machine. Default: false. */
  readonly allowLoopback?: boolean;
  /** Authorities that the certificates of issuers come from, PEM. */
  readonly certificates?: readonly string[];
  /** JWK sets of issuers that are never asked, by issuer. */
  readonly keys?: Readonly<Record<string, unknown>>;
  /** The only hosts that are asked, with their port. Default: any. */
  readonly trustedHosts?: readonly string[];
  /** What host names mean. Default: what the system says. */
  readonly resolve?: FederationSettings['resolve'];
}

/** Cheap on purpose: tests sign in often, and nobody attacks what they leave behind. */
const CHEAP: PasswordCost = { memory: 8, passes: 1, parallelism: 1 };

/** The names the certificate is good for. */
const NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * Starts a platform inside this process: the real one, over HTTPS on a free loopback port, with its database in memory. Stop it
 * when the tests are over.
 */
export function startPlatform(options?: StartPlatformOptions<ManualClock>): Promise<TestPlatform<ManualClock>>;
export function startPlatform<TestClock extends Clock>(
  options: StartPlatformOptions<TestClock> & { readonly clock: TestClock },
): Promise<TestPlatform<TestClock>>;
export async function startPlatform(options: StartPlatformOptions = {}): Promise<TestPlatform> {
  const { result, close } = await openAll((opened) => start(options, opened));
  return createTestPlatform(result.platform, { ...result, fetch: createTestFetch(result.caPem), stop: close });
}

async function start(options: StartPlatformOptions, opened: AsyncDisposableStack) {
  const clock = options.clock ?? new ManualClock();
  const entropy = systemEntropy;
  const storage = await openStorage({ url: options.databaseUrl ?? 'sqlite::memory:', clock, DirectoryFault });
  opened.defer(() => storage.close());

  // TLS lives by the time of this machine: so do the clients.
  const making = { clock: systemClock, entropy };
  const authority = await createAuthority(NAMES, making);
  const server = await issueServerCertificate(authority, NAMES, making);
  const caPem = authority.certificatePem;
  const nextKeyPair = testKeyPairs();
  const noSink: LogSink = { write: () => undefined };
  const platform = await compose({
    recordRetentionDays: 30,
    clock,
    entropy,
    logger: createLogger({ level: options.log ? 'trace' : 'silent', format: 'json', sink: options.log ?? noSink }),
    storage,
    masterKey: parseMasterKey(generateMasterKey(entropy), entropy),
    address: { host: 'localhost', port: options.port ?? 0 },
    tls: { certPem: server.certificatePem, keyPem: new Redacted(server.privateKeyPem) },
    publicUrl: undefined,
    trustProxy: [],
    federation: federationOf(options.federation),
    firstTenant: { name: options.tenantName ?? 'Test', domain: options.tenantDomain ?? 'entrada.test' },
    personalDomains: ['outlook.com'],
    seed: options.seed === undefined ? undefined : await readSeed(options.seed, 'seed'),
    announcement: () => silent,
    passwordCost: CHEAP,
    generateKeyPair: async () => nextKeyPair(),
  });
  opened.defer(() => platform.close());
  return { platform, clock, caPem };
}

/** The credentials are in the memory of whoever started the platform. */
const silent: Announcement = { announce: async () => undefined, withdraw: async () => undefined };

function federationOf({
  allowLoopback = false,
  certificates = [],
  keys = {},
  trustedHosts,
  resolve,
}: TestFederation = {}): FederationSettings {
  const pinned = Object.entries(keys).map(([issuer, document]) => [issuer, parseIssuerKeys(document) ?? []] as const);
  return {
    openNetworks: allowLoopback ? ['loopback'] : [],
    trustedHosts,
    certificates,
    pinned: new Map(pinned),
    resolve,
  };
}
