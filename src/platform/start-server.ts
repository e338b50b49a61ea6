import { readFile, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { ServerTls } from '../http/index.ts';
import { type Clock, type Entropy, systemClock, systemEntropy } from '../kernel/index.ts';
import { compose, type Platform } from './compose.ts';
import type { Config } from './config/config.ts';
import { ensureDataFolder } from './data-folder.ts';
import { readFederation } from './federation/read-federation.ts';
import type { Job } from './jobs/jobs.ts';
import type { BufferedSink } from './log/log-sink.ts';
import { createLogger } from './log/logger.ts';
import { openDatabase } from './open-database.ts';
import { openAll } from './opened.ts';
import { refreshQuickstartUrl, writeQuickstartEnv } from './quickstart-env.ts';
import { readSeed } from './seed/read-seed.ts';
import type { SeedDocument } from './seed/seed-schema.ts';
import type { Announcement } from './setup/first-tenant.ts';
import { StartFault } from './start-fault.ts';
import { startFaultOf } from './start-fault-of.ts';
import { readGivenCertificate } from './tls/given-certificate.ts';
import { ensureServerCertificate } from './tls/server-certificate.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A server that runs. */
export interface Server {
  readonly platform: Platform;
  readonly config: Config;
  /** The file of the local authority; undefined when certificates come from elsewhere. */
  readonly caFile: string | undefined;
  /** Where the first start left credentials for shells. */
  readonly quickstartFile: string;
  /** Drains, and lets go of the database. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts a server on its data folder.
 * @param sink where log lines go
 * @throws StartFault for everything an operator can mend; whatever had been opened is closed again
 */
export async function startServer(config: Config, sink: BufferedSink): Promise<Server> {
  try {
    const { result, close } = await openAll((opened) => start(config, sink, opened));
    return { ...result, close };
  } catch (error) {
    await sink.flush();
    throw startFaultOf(error) ?? error;
  }
}

async function start(config: Config, sink: BufferedSink, opened: AsyncDisposableStack): Promise<Omit<Server, 'close'>> {
  const [clock, entropy] = [systemClock, systemEntropy];
  const logger = createLogger({ level: config.logLevel, format: config.logFormat, sink });
  opened.defer(() => sink.flush());

  // What can be wrong with the settings is found before anything is made.
  const seed = await loadSeed(config.seedFile);
  const federation = await readFederation(config);
  await ensureDataFolder(config.dataDir, entropy);
  const { storage, masterKey } = await openDatabase(config, { clock, entropy, exclusive: true, mayCreateKey: true });
  opened.defer(() => storage.close());

  const tls = await loadTls(config, clock, entropy);
  const quickstartFile = join(config.dataDir, 'quickstart.env');
  const platform = await compose({
    recordRetentionDays: config.recordRetentionDays,
    rotation: config.rotation,
    clock,
    entropy,
    logger,
    storage,
    masterKey,
    address: { host: config.host, port: config.port },
    tls: tls.current,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    federation,
    firstTenant: { name: config.tenantName, domain: config.tenantDomain },
    personalDomains: config.personalDomains,
    seed,
    announcement: (url) => quickstartAnnouncement(quickstartFile, { url, caFile: tls.caFile, entropy }),
    jobs: (server) => (tls.renew === undefined ? [] : [renewalJob(tls.renew, server)]),
  });
  opened.defer(() => platform.close());
  const { baseUrl: url, firstTenant } = platform;
  if (!firstTenant.created)
    await refreshQuickstartUrl(quickstartFile, { url, tenantId: firstTenant.tenant.id }, entropy);

  if (config.logFormat === 'json')
    logger.info({ url, tenant: firstTenant.tenant.id, dataDir: config.dataDir }, 'ready');
  return { platform, config, caFile: tls.caFile, quickstartFile };
}

async function loadSeed(path: string | undefined): Promise<SeedDocument | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new StartFault('SeedInvalid', `The seed file ${path} ${why}.`, { cause });
  });
  return readSeed(text, path);
}

interface LoadedTls {
  /** Undefined when a proxy ends TLS. */
  readonly current: ServerTls | undefined;
  readonly caFile: string | undefined;
  /** @returns a new certificate when it is time for one */
  readonly renew?: () => Promise<ServerTls | undefined>;
}

async function loadTls(config: Config, clock: Clock, entropy: Entropy): Promise<LoadedTls> {
  switch (config.tls.mode) {
    case 'off':
      return { current: undefined, caFile: undefined };
    case 'files':
      return { current: await readGivenCertificate(config.tls, clock), caFile: undefined };
    case 'local-ca': {
      const options = { dataDir: config.dataDir, hostnames: hostnamesOf(config), clock, entropy };
      const current = await ensureServerCertificate(options);
      return {
        current,
        caFile: current.caFile,
        async renew() {
          const next = await ensureServerCertificate(options);
          return next.issued ? next : undefined;
        },
      };
    }
  }
}

/** What clients call the server besides the loopback names; an address that stands for every address is none. */
function hostnamesOf({ publicUrl, host }: Config): string[] {
  const isEvery = isIP(host) !== 0 && /^[0:.]+$/.test(host);
  return [...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname]), ...(isEvery ? [] : [host])];
}

function renewalJob(renew: () => Promise<ServerTls | undefined>, server: { renewTls(tls: ServerTls): void }): Job {
  return {
    name: 'renew certificate',
    everyMilliseconds: DAY,
    async run() {
      const next = await renew();
      if (next !== undefined) server.renewTls(next);
    },
  };
}

function quickstartAnnouncement(
  path: string,
  { url, caFile, entropy }: { readonly url: string; readonly caFile: string | undefined; readonly entropy: Entropy },
): Announcement {
  return {
    announce: ({ id: tenantId, domain: tenantDomain, ...plan }) =>
      writeQuickstartEnv(path, { ...plan, url, tenantId, tenantDomain, caFile }, entropy),
    withdraw: () => rm(path, { force: true }),
  };
}
