import { directoryRoleIds, MICROSOFT_GRAPH_APP_ID } from '../../src/catalogue/index.ts';
import {
  type Application,
  assignDirectoryRole,
  type CommandContext,
  cataloguedDefinitions,
  createApplication,
  createServicePrincipal,
  createTenant,
  createUser,
  DirectoryFault,
  platformActor,
  provisionFirstParty,
  type ServicePrincipal,
  type Tenant,
  type User,
} from '../../src/directory/index.ts';
import { createGraphFace, type GraphFace } from '../../src/graph/index.ts';
import {
  type CorrelationId,
  type ManualClock,
  Redacted,
  systemEntropy,
  type TenantId,
} from '../../src/kernel/index.ts';
import { createPasswordHasher, generateClientSecret, type Keyring } from '../../src/keyring/index.ts';
import { createLockout } from '../../src/sessions/index.ts';
import { openStorage, type Storage } from '../../src/storage/index.ts';
import { openTestKeyring } from '../keyring/fixture.ts';

export const baseUrl = 'https://graph.test';
export const PASSWORD = 'Tavok-Zibem-Nurod-48';

/** A registration with its instance in the tenant. */
export interface Client {
  readonly application: Application;
  readonly instance: ServicePrincipal;
}

/** A tenant with one of everybody. */
export interface Company {
  readonly tenant: Tenant;
  readonly context: CommandContext;
  /** The instance of Microsoft Graph. */
  readonly graph: ServicePrincipal;
  readonly admin: User;
  readonly member: User;
  readonly guest: User;
  /** The client people use. */
  readonly tool: Client;
  /** A client that calls by itself. */
  readonly daemon: Client;
  person(name: string, members?: Partial<Parameters<typeof createUser>[1]>): Promise<User>;
  register(name: string): Promise<Client>;
  giveRole(principal: { readonly id: User['id'] }, role: keyof typeof directoryRoleIds): Promise<void>;
}

/** The face over a real database in memory, with real keys. */
export interface World {
  readonly clock: ManualClock;
  readonly keyring: Keyring;
  readonly storage: Storage;
  readonly face: GraphFace;
  /** What the face reported as its own fault. A test that leaves something here has found a bug. */
  readonly bugs: unknown[];
  readonly contoso: Company;
  readonly fabrikam: Company;
  close(): Promise<void>;
}

/** Opens a world of two tenants. */
export async function openWorld(): Promise<World> {
  const { keyring, clock } = await openTestKeyring();
  const storage = await openStorage({ url: 'sqlite::memory:', clock, DirectoryFault });
  const hasher = createPasswordHasher({ entropy: systemEntropy, cost: { memory: 8, passes: 1, parallelism: 1 } });
  const secrets: CommandContext['secrets'] = {
    generate: () => new Redacted(generateClientSecret(systemEntropy)),
    hash: (secret) => keyring.hashSecret(secret.reveal()),
  };
  const passwords: CommandContext['passwords'] = {
    hash: (password) => hasher.hash(password.reveal()),
    verify: (password, stored) => hasher.verify(password.reveal(), stored),
  };
  const bugs: unknown[] = [];
  const face = createGraphFace({
    baseUrl,
    clock,
    entropy: systemEntropy,
    keyring,
    facts: storage.facts,
    reads: storage.stores,
    unitOfWork: storage.unitOfWork,
    secrets,
    passwords,
    lockout: createLockout(clock),
    reportBug: (error) => bugs.push(error),
  });
  const contextOf = (tenantId: TenantId): CommandContext => ({
    unitOfWork: storage.unitOfWork,
    clock,
    entropy: systemEntropy,
    tenantId,
    actor: platformActor,
    correlationId: systemEntropy.uuid() as CorrelationId,
    secrets,
    passwords,
  });
  const contoso = await found(storage, contextOf, 'contoso');
  const fabrikam = await found(storage, contextOf, 'fabrikam');
  return { clock, keyring, storage, face, bugs, contoso, fabrikam, close: () => storage.close() };
}

async function found(
  storage: Storage,
  contextOf: (tenantId: TenantId) => CommandContext,
  name: string,
): Promise<Company> {
  const initialDomain = `${name}.example`;
  const tenant = await createTenant(contextOf('' as TenantId), { displayName: name, initialDomain });
  const context = contextOf(tenant.id);
  await provisionFirstParty(
    context,
    cataloguedDefinitions().filter(({ appId }) => appId === MICROSOFT_GRAPH_APP_ID),
  );
  const graph = await storage.stores.servicePrincipals.findByAppId(tenant.id, MICROSOFT_GRAPH_APP_ID);
  if (graph === undefined) throw new Error('Microsoft Graph has no instance');
  const person: Company['person'] = (alias, members = {}) =>
    createUser(context, {
      userPrincipalName: `${alias}@${initialDomain}`,
      displayName: alias,
      mailNickname: alias,
      accountEnabled: true,
      passwordProfile: { password: new Redacted(PASSWORD), forceChangePasswordNextSignIn: false },
      ...members,
    });
  const register: Company['register'] = async (displayName) => {
    const { application } = await createApplication(context, { displayName });
    return { application, instance: await createServicePrincipal(context, { appId: application.appId }) };
  };
  const giveRole: Company['giveRole'] = async (principal, role) => {
    await assignDirectoryRole(context, { principalId: principal.id, roleTemplateId: directoryRoleIds[role] });
  };
  const admin = await person('admin');
  await giveRole(admin, 'globalAdministrator');
  return {
    tenant,
    context,
    graph,
    admin,
    member: await person('member'),
    guest: await person('guest', { userType: 'Guest' }),
    tool: await register('Tool'),
    daemon: await register('Daemon'),
    person,
    register,
    giveRole,
  };
}
