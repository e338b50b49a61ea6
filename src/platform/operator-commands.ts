import { access } from 'node:fs/promises';
import { DirectoryFault, setPassword } from '../directory/index.ts';
import { Redacted, systemClock, systemEntropy } from '../kernel/index.ts';
import { createPasswordHasher, generatePassword, openKeyring } from '../keyring/index.ts';
import type { Config } from './config/config.ts';
import type { Foundation } from './foundation.ts';
import { openDatabase } from './open-database.ts';
import { inTenant, platformContext } from './setup/platform-context.ts';
import { planTenant, setUpTenant, type TenantPlan, type TenantWish } from './setup/set-up-tenant.ts';
import { StartFault } from './start-fault.ts';
import { startFaultOf } from './start-fault-of.ts';

/**
 * Creates a tenant with an administrator and an automation application, on the database itself. A server may be running on it
 * meanwhile: it keeps no directory state in memory, so the tenant is there on its next request.
 * @returns the credentials; this is the only time they are seen
 * @throws StartFault `OperationRefused` when the domain is taken or is no domain name
 */
export function createTenantOffline(config: Config, wish: TenantWish): Promise<TenantPlan> {
  return onDatabase(config, async (foundation) => {
    const plan = planTenant(foundation, wish);
    await setUpTenant(foundation, plan);
    return plan;
  });
}

/** A password that was set. */
export interface PasswordReset {
  readonly userPrincipalName: string;
  readonly password: Redacted;
}

/**
 * Gives somebody a new, generated password, on the database itself. Their sessions end.
 * @param userPrincipalName in any case
 * @param forceChange whether the next sign-in asks for another one
 * @throws StartFault `OperationRefused` when there is nobody of that name
 */
export function resetPasswordOffline(
  config: Config,
  userPrincipalName: string,
  forceChange: boolean,
): Promise<PasswordReset> {
  return onDatabase(config, async (foundation) => {
    const { tenants, users } = foundation.storage.stores;
    const tenant = await tenants.findByDomain(userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1));
    const user = tenant && (await users.findByUserPrincipalName(tenant.id, userPrincipalName));
    if (user === undefined) {
      throw new StartFault('OperationRefused', `There is no user called ${userPrincipalName} in any tenant.`);
    }
    const password = new Redacted(generatePassword(foundation.entropy));
    const context = inTenant(platformContext(foundation), user.tenantId);
    await setPassword(context, user.id, { password, forceChangePasswordNextSignIn: forceChange });
    return { userPrincipalName: user.userPrincipalName, password };
  });
}

async function onDatabase<Result>(config: Config, work: (foundation: Foundation) => Promise<Result>): Promise<Result> {
  const [clock, entropy] = [systemClock, systemEntropy];
  try {
    await requireDatabase(config);
    const { storage, masterKey } = await openDatabase(config, {
      clock,
      entropy,
      exclusive: false,
      mayCreateKey: false,
    });
    try {
      const keyring = await openKeyring({ store: storage.keys, masterKey, clock, entropy });
      return await work({ clock, entropy, storage, keyring, passwords: createPasswordHasher({ entropy }) });
    } finally {
      await storage.close();
    }
  } catch (error) {
    throw refusalOf(error) ?? startFaultOf(error) ?? error;
  }
}

function refusalOf(cause: unknown): StartFault | undefined {
  return cause instanceof DirectoryFault ? new StartFault('OperationRefused', cause.message, { cause }) : undefined;
}

/** A tool works on what a server has made; it begins no platform of its own in a folder that was misspelt. */
async function requireDatabase({ databaseUrl }: Config): Promise<void> {
  const file = /^sqlite:(?!:memory:$)(.+)$/.exec(databaseUrl.reveal())?.[1];
  const isThere =
    file === undefined ||
    (await access(file).then(
      () => true,
      () => false,
    ));
  if (isThere) return;
  throw new StartFault(
    'DatabaseUnavailable',
    `There is no database ${file}: start a server first, or name its folder with --data-dir.`,
  );
}
