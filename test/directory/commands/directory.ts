import { afterEach } from 'vitest';
import type { AuditRecord } from '../../../src/activity/index.ts';
import {
  type Actor,
  type Application,
  type CommandContext,
  createApplication,
  createServicePrincipal,
  createTenant,
  createUser,
  DirectoryFault,
  type ServicePrincipal,
  type Tenant,
  type User,
} from '../../../src/directory/index.ts';
import {
  type CorrelationId,
  ManualClock,
  type ObjectId,
  Redacted,
  systemEntropy,
  type TenantId,
} from '../../../src/kernel/index.ts';
import { openStorage, type Storage } from '../../../src/storage/index.ts';

const startedAt = Date.parse('2026-03-01T12:00:00.250Z');

/** The administrator who makes changes unless a test says otherwise. */
export const administrator: Actor = {
  user: {
    id: '0a000000-0000-4000-8000-000000000001' as ObjectId,
    displayName: 'Administrator',
    userPrincipalName: 'admin@contoso.example',
    ipAddress: '192.0.2.1',
  },
  becomesOwner: false,
};

/** An empty directory in memory with one tenant, and what tests do with it. */
export interface Directory {
  readonly storage: Storage;
  readonly clock: ManualClock;
  readonly tenant: Tenant;
  readonly context: CommandContext;
  /** The same as somebody else, or in another tenant. */
  as(actor: Actor): CommandContext;
  at(tenantId: TenantId): CommandContext;
  /** Another tenant, with a domain of its own. */
  secondTenant(domain?: string): Promise<CommandContext>;
  application(members?: Partial<Parameters<typeof createApplication>[1]>): Promise<Application>;
  instance(members?: Partial<Parameters<typeof createApplication>[1]>): Promise<Instance>;
  user(name?: string): Promise<User>;
  /** What the audit log gained while `act` ran, oldest first. */
  auditOf(act: () => Promise<unknown>, tenantId?: TenantId): Promise<readonly AuditRecord[]>;
}

export interface Instance {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
}

/** Opens a directory that is closed after the test. */
export async function openDirectory(): Promise<Directory> {
  const clock = new ManualClock(startedAt);
  const storage = await openStorage({ url: 'sqlite::memory:', clock, DirectoryFault });
  afterEach(() => storage.close());
  let secrets = 0;
  const base = {
    unitOfWork: storage.unitOfWork,
    clock,
    entropy: systemEntropy,
    actor: administrator,
    correlationId: 'c0000000-0000-4000-8000-000000000001' as CorrelationId,
    secrets: {
      generate: () => new Redacted(`s${++secrets}~canary-secret`),
      hash: (secret: Redacted) => `hash of ${secret.reveal().length}`,
    },
    passwords: {
      hash: async (password: Redacted) => `phc:${Buffer.from(password.reveal()).toString('hex')}`,
      verify: async (password: Redacted, stored: string | undefined) =>
        stored === `phc:${Buffer.from(password.reveal()).toString('hex')}`,
    },
  };
  const tenant = await createTenant(base, { displayName: 'Contoso', initialDomain: 'Contoso.example' });
  const context: CommandContext = { ...base, tenantId: tenant.id };
  return build(storage, clock, tenant, context);
}

function build(storage: Storage, clock: ManualClock, tenant: Tenant, context: CommandContext): Directory {
  const application: Directory['application'] = async (members = {}) =>
    (await createApplication(context, { displayName: 'Orders', ...members })).application;
  const records = async (tenantId: TenantId) => (await storage.stores.audit.list(tenantId, { top: 1000 })).toReversed();
  return {
    storage,
    clock,
    tenant,
    context,
    as: (actor) => ({ ...context, actor }),
    at: (tenantId) => ({ ...context, tenantId }),
    secondTenant: async (domain = 'fabrikam.example') => {
      const second = await createTenant(context, { displayName: 'Fabrikam', initialDomain: domain });
      return { ...context, tenantId: second.id };
    },
    application,
    instance: async (members) => {
      const definition = await application(members);
      return {
        application: definition,
        servicePrincipal: await createServicePrincipal(context, { appId: definition.appId }),
      };
    },
    user: (name = 'adele') =>
      createUser(context, {
        userPrincipalName: `${name}@contoso.example`,
        displayName: name,
        mailNickname: name,
        accountEnabled: true,
        passwordProfile: { password: new Redacted('Spring-rain-26') },
      }),
    auditOf: async (act, tenantId = tenant.id) => {
      const before = new Set((await records(tenantId)).map(({ id }) => id));
      await act();
      return (await records(tenantId)).filter(({ id }) => !before.has(id));
    },
  };
}

/** The names of activities, in order. */
export const namesOf = (records: readonly AuditRecord[]): readonly string[] =>
  records.map(({ activityDisplayName }) => activityDisplayName);

/** The modified properties of a record's first target by name, as `[old, new]`. */
export const changesOf = (record: AuditRecord | undefined): Readonly<Record<string, readonly (string | null)[]>> =>
  Object.fromEntries(
    (record?.targetResources[0]?.modifiedProperties ?? []).map(({ displayName, oldValue, newValue }) => [
      displayName,
      [oldValue, newValue],
    ]),
  );
