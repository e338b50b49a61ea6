import { directoryRoleIds, MICROSOFT_GRAPH_APP_ID } from '../../catalogue/index.ts';
import {
  assignDirectoryRole,
  type CommandContext,
  cataloguedDefinitions,
  createApplication,
  createAppRoleAssignment,
  createServicePrincipal,
  createTenant,
  createUser,
  provisionFirstParty,
  type Tenant,
} from '../../directory/index.ts';
import { type AppId, invariant, newAppId, newGuid, Redacted, type TenantId } from '../../kernel/index.ts';
import { generateClientSecret, generatePassword } from '../../keyring/index.ts';
import type { Foundation } from '../foundation.ts';
import { automationRoleIds } from './automation-rights.ts';
import { hashAhead } from './hashed-passwords.ts';
import { asSteps, inTenant, platformContext } from './platform-context.ts';

/** A tenant that is wanted. */
export interface TenantWish {
  readonly name: string;
  readonly domain: string;
  /** For a directory with fixed ids. */
  readonly id?: TenantId | undefined;
  /** The part of the administrator's name before the `@`. Default: `admin`. */
  readonly admin?: string | undefined;
}

/**
 * A tenant that is about to exist, with everything about it that only its creator can know. It is made before anything is
 * written, so that it can be told (or kept in a file) first: nobody is locked out by a process that ends half-way.
 */
export interface TenantPlan {
  readonly id: TenantId;
  readonly name: string;
  readonly domain: string;
  readonly adminUpn: string;
  readonly adminPassword: Redacted;
  readonly clientId: AppId;
  readonly clientSecret: Redacted;
}

/** Chooses ids and credentials. Writes nothing. */
export function planTenant({ entropy }: Pick<Foundation, 'entropy'>, wish: TenantWish): TenantPlan {
  const domain = wish.domain.toLowerCase();
  return {
    id: wish.id ?? newGuid<TenantId>(entropy),
    name: wish.name,
    domain,
    adminUpn: `${wish.admin ?? 'admin'}@${domain}`,
    adminPassword: new Redacted(generatePassword(entropy)),
    clientId: newAppId(entropy),
    clientSecret: new Redacted(generateClientSecret(entropy)),
  };
}

/**
 * Creates a tenant with its verified domain, the first-party service principals, a Global Administrator, and an application
 * with rights over the directory. All in one unit of work: it exists whole or not at all.
 * @throws DirectoryFault `Conflict` when the domain (or id) is taken, `InvalidValue` for a domain that is none
 */
export async function setUpTenant(foundation: Foundation, plan: TenantPlan): Promise<Tenant> {
  const passwords = await hashAhead(foundation.passwords, [plan.adminPassword]);
  const definitions = cataloguedDefinitions();
  const context = platformContext(foundation);
  return foundation.storage.unitOfWork.run(async (stores) => {
    const steps = asSteps(context, stores, passwords);
    const tenant = await createTenant(steps, { id: plan.id, displayName: plan.name, initialDomain: plan.domain });
    const here = inTenant(steps, tenant.id);
    await provisionFirstParty(here, definitions);
    await createAdministrator(here, plan);
    const graph = await stores.servicePrincipals.findByAppId(tenant.id, MICROSOFT_GRAPH_APP_ID);
    invariant(graph !== undefined, 'every tenant has an instance of Microsoft Graph');
    await createAutomation(here, plan, graph.id);
    return tenant;
  });
}

async function createAdministrator(context: CommandContext, plan: TenantPlan): Promise<void> {
  const user = await createUser(context, {
    userPrincipalName: plan.adminUpn,
    displayName: 'Administrator',
    mailNickname: plan.adminUpn.slice(0, plan.adminUpn.indexOf('@')),
    accountEnabled: true,
    // Nobody but the operator has seen it, and programs use it too.
    passwordProfile: { password: plan.adminPassword, forceChangePasswordNextSignIn: false },
  });
  await assignDirectoryRole(context, {
    principalId: user.id,
    roleTemplateId: directoryRoleIds.globalAdministrator,
  });
}

async function createAutomation(
  context: CommandContext,
  plan: TenantPlan,
  graphId: Parameters<typeof createAppRoleAssignment>[1]['resourceId'],
): Promise<void> {
  const roleIds = automationRoleIds();
  await createApplication(context, {
    appId: plan.clientId,
    displayName: 'Entrada automation',
    description: 'Manages this directory for programs: continuous integration, Terraform, the command line.',
    requiredResourceAccess: [
      { resourceAppId: MICROSOFT_GRAPH_APP_ID, resourceAccess: roleIds.map((id) => ({ id, type: 'Role' })) },
    ],
    passwordCredentials: [{ displayName: 'Created with the tenant', secret: plan.clientSecret }],
  });
  const instance = await createServicePrincipal(context, { appId: plan.clientId });
  for (const appRoleId of roleIds) {
    await createAppRoleAssignment(context, { principalId: instance.id, resourceId: graphId, appRoleId });
  }
}
