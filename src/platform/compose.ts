import type { Logger } from 'pino';
import { createGraphFace } from '../graph/index.ts';
import { type ListenAddress, openHttpServer, type ServerTls } from '../http/index.ts';
import { type Clock, type Entropy, parseTenantId } from '../kernel/index.ts';
import {
  createPasswordHasher,
  type MasterKey,
  type OpenKeyringOptions,
  openKeyring,
  type PasswordCost,
  type RotationPolicy,
} from '../keyring/index.ts';
import type { OAuthDependencies } from '../oauth/index.ts';
import { createLockout, createPasswordLine } from '../sessions/index.ts';
import { createSignIn } from '../signin/index.ts';
import { type Storage, StorageFault } from '../storage/index.ts';
import {
  type FederationSettings,
  NO_FEDERATION_SETTINGS,
  openExternalIssuers,
} from './federation/federation-settings.ts';
import type { Foundation } from './foundation.ts';
import { type Job, startJobs } from './jobs/jobs.ts';
import { keyJob } from './jobs/key-job.ts';
import { pruneJob } from './jobs/prune-job.ts';
import { createHttpLog } from './log/http-log.ts';
import { openAll } from './opened.ts';
import { type AppliedSeed, applySeed } from './seed/apply-seed.ts';
import type { SeedDocument } from './seed/seed-schema.ts';
import { type Announcement, ensureFirstTenant, type FirstTenant } from './setup/first-tenant.ts';
import { ensurePersonalAccounts } from './setup/personal-accounts.ts';
import { platformContext } from './setup/platform-context.ts';
import type { TenantWish } from './setup/set-up-tenant.ts';
import { startFaultOf } from './start-fault-of.ts';

/** What a platform is put together from. Whoever opened storage closes it. */
export interface ComposeOptions {
  /** How many days sign-in and audit records are kept. */
  readonly recordRetentionDays: number;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly logger: Logger;
  readonly storage: Storage;
  readonly masterKey: MasterKey;
  readonly address: ListenAddress;
  /** Certificate and key; undefined when a trusted proxy ends TLS. */
  readonly tls: ServerTls | undefined;
  /** Default: `https://localhost:` and the port. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: readonly string[];
  /** Which issuers outside are asked for their keys. Default: those of the Internet. */
  readonly federation?: FederationSettings | undefined;
  readonly firstTenant: Pick<TenantWish, 'name' | 'domain'>;
  /** What names of personal accounts end in. */
  readonly personalDomains: readonly string[];
  readonly seed: SeedDocument | undefined;
  /** Who learns the credentials of the first tenant. @param baseUrl the origin clients use */
  readonly announcement: (baseUrl: string) => Announcement;
  readonly passwordCost?: PasswordCost | undefined;
  readonly generateKeyPair?: OpenKeyringOptions['generateKeyPair'];
  /** How signing keys follow each other. Default: the keyring's own. */
  readonly rotation?: RotationPolicy | undefined;
  /** Jobs besides those of the platform itself. */
  readonly jobs?: ((server: { renewTls(tls: ServerTls): void }) => readonly Job[]) | undefined;
}

/** A platform that serves. */
export interface Platform {
  /** The origin clients use. */
  readonly baseUrl: string;
  readonly port: number;
  readonly firstTenant: FirstTenant;
  readonly seeded: AppliedSeed | undefined;
  readonly foundation: Foundation;
  /** Drains and stops. Idempotent. */
  close(): Promise<void>;
}

/**
 * Puts the platform together and serves it, from top to bottom. What was begun is undone when a later step fails.
 * @throws StartFault for what an operator can mend
 */
export async function compose(options: ComposeOptions): Promise<Platform> {
  const { result, close } = await openAll((opened) => serve(options, opened));
  return { ...result, close };
}

async function serve(options: ComposeOptions, opened: AsyncDisposableStack): Promise<Omit<Platform, 'close'>> {
  const { clock, entropy, logger, storage, address } = options;

  const isTransient = (error: unknown) => error instanceof StorageFault;
  const http = opened.adopt(
    await openHttpServer({ ...options, log: createHttpLog(logger), isTransient }).catch((error: unknown) => {
      throw startFaultOf(error, address) ?? error;
    }),
    (server) => server.close(),
  );
  const baseUrl = options.publicUrl ?? new URL(`https://localhost:${http.port}`).origin;

  const keyring = await openKeyring({
    store: storage.keys,
    masterKey: options.masterKey,
    clock,
    entropy,
    ...(options.generateKeyPair === undefined ? {} : { generateKeyPair: options.generateKeyPair }),
    ...(options.rotation === undefined ? {} : { rotation: options.rotation }),
  });
  const passwords = createPasswordHasher({
    entropy,
    ...(options.passwordCost === undefined ? {} : { cost: options.passwordCost }),
  });
  const foundation: Foundation = { clock, entropy, storage, keyring, passwords };

  const wish = firstTenantWish(options.firstTenant, options.seed);
  const firstTenant = await ensureFirstTenant(foundation, wish, options.announcement(baseUrl));
  await ensurePersonalAccounts(foundation, options.personalDomains);
  const seeded = options.seed && (await applySeed(foundation, options.seed));

  const oauth: OAuthDependencies = {
    baseUrl,
    clock,
    entropy,
    keyring,
    facts: storage.facts,
    reads: storage.stores,
    unitOfWork: storage.unitOfWork,
    signInLog: storage.signInLog,
    externalIssuers: openExternalIssuers(options.federation ?? NO_FEDERATION_SETTINGS, clock, logger),
    passwords,
    lockout: createLockout(clock),
    passwordLine: createPasswordLine(),
  };
  const signIn = createSignIn({
    ...oauth,
    unitOfWork: storage.unitOfWork,
    deviceCodeLockout: createLockout(clock),
  });
  const { secrets, passwords: userPasswords } = platformContext(foundation);
  const graph = createGraphFace({
    ...oauth,
    reads: storage.stores,
    unitOfWork: storage.unitOfWork,
    secrets,
    passwords: userPasswords,
    reportBug: (error, ids) => logger.error({ ...ids, err: error }, 'a Graph request failed'),
  });
  const isReady = () => canRead(storage, logger);
  await http.serve({ oauth, signIn, graph, isReady }, baseUrl);

  const jobs = startJobs(
    [
      pruneJob(storage.unitOfWork, clock, options.recordRetentionDays),
      keyJob(keyring, logger),
      ...(options.jobs?.(http) ?? []),
    ],
    logger,
  );
  opened.defer(() => jobs.stop());

  return { baseUrl, port: http.port, firstTenant, seeded, foundation };
}

/** The first tenant may be one of the seed's: then it has the id and the name the seed gives it. */
function firstTenantWish(wanted: ComposeOptions['firstTenant'], seed: SeedDocument | undefined): TenantWish {
  const same = seed?.tenants.find((tenant) => tenant.domain.toLowerCase() === wanted.domain.toLowerCase());
  return { ...wanted, name: same?.name ?? wanted.name, id: parseTenantId(same?.id ?? '') };
}

async function canRead(storage: Storage, logger: Logger): Promise<boolean> {
  try {
    await storage.stores.tenants.findByDomain('ready.invalid');
    return true;
  } catch (error) {
    logger.warn({ err: error }, 'the database cannot be read');
    return false;
  }
}
