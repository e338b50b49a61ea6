import { type Application, loadHomeUser, type Tenant, type User, type UserHome } from '../directory/index.ts';
import type { OAuthDependencies } from './dependencies.ts';
import { type OAuthFault, refusal } from './fault.ts';

/** Somebody: the account that signs in, and the user it was found by, who may be a guest of another tenant. */
export interface Person {
  readonly home: User;
  readonly found: User;
}

type Reads = { readonly reads: Pick<OAuthDependencies['reads'], 'users' | 'tenants'> };

/**
 * The person that an account stands for, with the account they sign in with.
 * @param tenant for the message
 * @throws OAuthFault AADSTS500341 nobody any more, here or at home; AADSTS50057 disabled at home
 */
export async function requirePerson({ reads }: Reads, account: UserHome, tenant: Tenant): Promise<Person> {
  const found = await reads.users.get(account.tenantId, account.userId);
  const home = found && (await loadHomeUser(reads.users, found));
  if (found === undefined || home === undefined)
    throw refusal(500341, { user: account.userId, tenant: tenant.displayName });
  if (!home.accountEnabled) throw refusal(50057, {}, { user: found });
  return { home, found };
}

/**
 * The user a person is in a tenant: themselves at home, elsewhere the guest they were invited as.
 * @throws OAuthFault AADSTS50014 they have not accepted the invitation; AADSTS50020 there is none; AADSTS500571 the guest is disabled
 * @spec sts reference 1.1 (guests), 4.3 ("in any tenant the user is in")
 */
export async function requireSubject(
  dependencies: Reads,
  person: Person,
  tenant: Tenant,
  definition: Pick<Application, 'appId' | 'displayName'>,
): Promise<User> {
  const subject = await findSubject(dependencies, person.home, tenant, person.found);
  if (subject === undefined) {
    if ((await findInvitation(dependencies, person.home, tenant)) !== undefined)
      throw refusal(50014, {}, { user: person.home });
    throw await notInTenant(dependencies, person.home, tenant, definition);
  }
  if (!subject.accountEnabled) throw refusal(subject.home === null ? 50057 : 500571, {}, { user: subject });
  return subject;
}

/** The user that somebody is in a tenant, or undefined when they are not in it. @param known one of them that is at hand */
export async function findSubject(
  { reads }: Reads,
  home: User,
  tenant: Pick<Tenant, 'id'>,
  known: User = home,
): Promise<User | undefined> {
  if (known.tenantId === tenant.id) return known;
  if (home.tenantId === tenant.id) return home;
  return reads.users.findByHome(tenant.id, { tenantId: home.tenantId, userId: home.id });
}

/**
 * The invitation to a tenant that somebody could accept: one for the very name they sign in with, which is of a domain that their own
 * tenant has verified. Mail addresses are whatever an administrator elsewhere wrote, and prove nothing.
 */
export async function findInvitation(
  { reads }: Reads,
  home: User,
  tenant: Pick<Tenant, 'id'>,
): Promise<User | undefined> {
  if (home.home !== null || home.tenantId === tenant.id) return undefined;
  return (await reads.users.listInvited(tenant.id, home.userPrincipalName))[0];
}

/** @returns AADSTS50020, for the caller to throw */
export async function notInTenant(
  { reads }: Reads,
  home: User,
  tenant: Pick<Tenant, 'displayName'>,
  { appId, displayName: appName }: Pick<Application, 'appId' | 'displayName'>,
): Promise<OAuthFault> {
  const identityProvider = (await reads.tenants.get(home.tenantId))?.displayName ?? home.tenantId;
  return refusal(
    50020,
    { user: home.userPrincipalName, identityProvider, tenant: tenant.displayName, appId, appName },
    { user: home },
  );
}
