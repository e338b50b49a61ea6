import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { PERSONAL_ACCOUNTS_TENANT_ID } from '../catalogue/index.ts';
import {
  acceptInvitation,
  addApplicationPassword,
  type CommandContext,
  type CreateApplicationInput,
  type CreateGroupInput,
  type CreateUserInput,
  createApplication,
  createGroup,
  createServicePrincipal,
  createUser,
  type Group,
  inviteGuest,
  type User,
} from '../directory/index.ts';
import { type AppId, type Clock, invariant, type ObjectId, Redacted, type TenantId } from '../kernel/index.ts';
import { generatePassword } from '../keyring/index.ts';
import {
  type Foundation,
  inTenant,
  type Platform,
  planTenant,
  platformContext,
  setUpTenant,
  type TenantPlan,
} from '../platform/index.ts';
import { drawPassword } from './draw-password.ts';
import type { Fetch } from './test-fetch.ts';

/** A tenant, and who may act in it. */
export interface TestTenant {
  readonly tenant: { readonly id: TenantId; readonly domain: string };
  /** A Global Administrator. */
  readonly admin: { readonly upn: string; readonly password: string };
  /** An application with rights over the directory. */
  readonly automation: { readonly clientId: AppId; readonly clientSecret: string };
}

/** A user with the password that was set. */
export type TestUser = User & { readonly password: string };

/** A definition with its home instance. */
export interface TestApp {
  readonly appId: AppId;
  /** Object id of the application object. */
  readonly id: ObjectId;
  /** Object id of the service principal. */
  readonly servicePrincipalId: ObjectId;
  readonly clientSecret: string;
}

/** A platform inside this process. */
export interface TestPlatform<TestClock extends Clock = Clock> extends TestTenant {
  readonly baseUrl: string;
  /** The authority that clients must trust, PEM. */
  readonly caPem: string;
  readonly clock: TestClock;
  /** A `fetch` that trusts the platform. */
  readonly fetch: Fetch;
  /** What the platform stands on, for what no other door offers. */
  readonly foundation: Foundation;
  /** Makes every TLS client of this process trust the platform, for libraries that bring a `fetch` of their own. */
  trust(): void;
  createTenant(wish: { readonly name?: string; readonly domain: string }): Promise<TestTenant>;
  /** Creates a member with a generated password, which need not be changed. @param tenantId default: the first tenant */
  createUser(
    user: Partial<CreateUserInput> & { readonly userPrincipalName: string },
    tenantId?: TenantId,
  ): Promise<TestUser>;
  /** Creates a personal account with a generated password. @param name what comes before `@outlook.com` */
  createPersonalAccount(name: string): Promise<TestUser>;
  /**
   * Makes somebody a guest of another tenant.
   * @param options `isPending` leaves the invitation for them to accept; `tenantId` is the first tenant where it is left out
   */
  createGuest(
    home: User,
    options?: { readonly tenantId?: TenantId; readonly isPending?: boolean; readonly accountEnabled?: boolean },
  ): Promise<User>;
  createGroup(group: Partial<CreateGroupInput> & { readonly displayName: string }, tenantId?: TenantId): Promise<Group>;
  /** Creates an application object, its service principal in the same tenant, and a client secret. */
  createApp(app: CreateApplicationInput, tenantId?: TenantId): Promise<TestApp>;
  /** @returns a token of the automation application, for Microsoft Graph or another API */
  getAutomationToken(resource?: string): Promise<string>;
  stop(): Promise<void>;
}

/** What is known of a platform besides itself. */
export interface TestPlatformParts<TestClock extends Clock> {
  readonly clock: TestClock;
  readonly caPem: string;
  readonly fetch: Fetch;
  readonly stop: () => Promise<void>;
}

/** Makes a platform easy to use for tests. All that is created goes through the directory's own commands. */
export function createTestPlatform<TestClock extends Clock>(
  { baseUrl, firstTenant, foundation }: Platform,
  parts: TestPlatformParts<TestClock>,
): TestPlatform<TestClock> {
  invariant(firstTenant.created !== undefined, 'a platform for tests begins with an empty database');
  const first = testTenant(firstTenant.created);
  const context = (tenantId = first.tenant.id) => inTenant(platformContext(foundation), tenantId);
  return {
    ...first,
    ...parts,
    baseUrl,
    foundation,
    trust: () => setDefaultCACertificates([...getCACertificates('default'), parts.caPem]),
    async createTenant({ name, domain }) {
      const plan = planTenant(foundation, { name: name ?? domain, domain });
      await setUpTenant(foundation, plan);
      return testTenant(plan);
    },
    createUser: (user, tenantId) => createTestUser(foundation, context(tenantId), user),
    createPersonalAccount: (name) =>
      createTestUser(foundation, context(PERSONAL_ACCOUNTS_TENANT_ID), { userPrincipalName: `${name}@outlook.com` }),
    async createGuest(home, { tenantId, isPending = false, accountEnabled = true } = {}) {
      const there = context(tenantId);
      const { userPrincipalName, displayName } = home;
      const guest = await inviteGuest(there, {
        invitedUserEmailAddress: userPrincipalName,
        invitedUserDisplayName: displayName,
        accountEnabled,
      });
      return isPending ? guest : acceptInvitation(there, guest.id, home);
    },
    createGroup: (group, tenantId) =>
      createGroup(context(tenantId), {
        mailEnabled: false,
        securityEnabled: true,
        mailNickname: group.displayName.replace(/[^A-Za-z0-9]/g, '') || 'group',
        ...group,
      }),
    createApp: (app, tenantId) => createTestApp(context(tenantId), app),
    getAutomationToken: (resource) => getToken(baseUrl, parts.fetch, first, resource),
  };
}

function testTenant(plan: TenantPlan): TestTenant {
  return {
    tenant: { id: plan.id, domain: plan.domain },
    admin: { upn: plan.adminUpn, password: plan.adminPassword.reveal() },
    automation: { clientId: plan.clientId, clientSecret: plan.clientSecret.reveal() },
  };
}

async function createTestUser(
  { entropy }: Foundation,
  context: CommandContext,
  user: Partial<CreateUserInput> & { readonly userPrincipalName: string },
): Promise<TestUser> {
  const [localPart = 'user'] = user.userPrincipalName.split('@');
  const passwordProfile = user.passwordProfile ?? {
    password: new Redacted(drawPassword(() => generatePassword(entropy), user.userPrincipalName)),
    forceChangePasswordNextSignIn: false,
  };
  const created = await createUser(context, {
    displayName: localPart,
    mailNickname: localPart,
    accountEnabled: true,
    ...user,
    passwordProfile,
  });
  return { ...created, password: passwordProfile.password.reveal() };
}

async function createTestApp(context: CommandContext, app: CreateApplicationInput): Promise<TestApp> {
  const { application } = await createApplication(context, app);
  const instance = await createServicePrincipal(context, { appId: application.appId });
  const { secret } = await addApplicationPassword(context, application.id);
  return {
    appId: application.appId,
    id: application.id,
    servicePrincipalId: instance.id,
    clientSecret: secret.reveal(),
  };
}

async function getToken(
  baseUrl: string,
  fetch: Fetch,
  { tenant, automation }: TestTenant,
  resource = 'https://graph.microsoft.com',
): Promise<string> {
  const response = await fetch(`${baseUrl}/${tenant.id}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: automation.clientId,
      client_secret: automation.clientSecret,
      scope: `${resource}/.default`,
    }),
  });
  const answer = (await response.json()) as { readonly access_token?: string; readonly error_description?: string };
  invariant(answer.access_token !== undefined, `the automation application gets tokens (${answer.error_description})`);
  return answer.access_token;
}
