import { createUser, setPassword } from '../directory/index.ts';
import { type ObjectId, Redacted, type TenantId } from '../kernel/index.ts';
import { generatePassword } from '../keyring/index.ts';
import type { Config } from './config/config.ts';
import { onDatabase } from './on-database.ts';
import { inTenant, platformContext } from './setup/platform-context.ts';
import { planTenant, setUpTenant, type TenantPlan, type TenantWish } from './setup/set-up-tenant.ts';
import { StartFault } from './start-fault.ts';

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

/** A user who was created. */
export interface CreatedUser extends PasswordReset {
  readonly tenantId: TenantId;
  readonly id: ObjectId;
}

/**
 * Creates a user with a generated password, on the database itself, in the tenant that the domain of the name belongs to.
 * @throws StartFault `OperationRefused` when the domain is nobody's, or the name is taken or none
 */
export function createUserOffline(
  config: Config,
  wish: { readonly name: string; readonly displayName?: string | undefined; readonly forceChange: boolean },
): Promise<CreatedUser> {
  return onDatabase(config, async (foundation) => {
    const [localPart = '', domain = ''] = wish.name.split('@');
    const tenant = await foundation.storage.stores.tenants.findByDomain(domain);
    if (tenant === undefined) throw new StartFault('OperationRefused', `No tenant has the domain ${domain}.`);
    const password = new Redacted(generatePassword(foundation.entropy));
    const { id, userPrincipalName } = await createUser(inTenant(platformContext(foundation), tenant.id), {
      userPrincipalName: wish.name,
      displayName: wish.displayName ?? localPart,
      mailNickname: localPart,
      accountEnabled: true,
      passwordProfile: { password, forceChangePasswordNextSignIn: wish.forceChange },
    });
    return { tenantId: tenant.id, id, userPrincipalName, password };
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
