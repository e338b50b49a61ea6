import { PERSONAL_ACCOUNTS_TENANT_ID } from '../../catalogue/index.ts';
import {
  addDomain,
  cataloguedDefinitions,
  createTenant,
  type DirectoryStores,
  given,
  provisionFirstParty,
  type TenantlessContext,
} from '../../directory/index.ts';
import { Redacted, type TenantId } from '../../kernel/index.ts';
import { generatePassword } from '../../keyring/index.ts';
import type { Foundation } from '../foundation.ts';
import { hashAhead } from '../setup/hashed-passwords.ts';
import { asSteps, inTenant, platformContext } from '../setup/platform-context.ts';
import { seedApplication, seedInstance } from './seed-applications.ts';
import { seedAssignment, seedGrant } from './seed-consent.ts';
import { seedAcceptance, seedGuest } from './seed-guests.ts';
import { seedGroup, seedGroupLinks, seedOwners, seedUser } from './seed-people.ts';
import type { SeedDocument, SeedPersonalAccount, SeedTenant } from './seed-schema.ts';
import { make, requireSameId, type SeedStep } from './seed-step.ts';

/** What became of a seed. */
export interface AppliedSeed {
  /** How many objects and links were made; 0 when all of it was there. */
  readonly created: number;
}

/**
 * Brings a seed in: what it names and the directory does not have is made, what is there is left as it is. One unit of work:
 * all of it or nothing.
 * @throws StartFault `SeedInvalid` naming the entry that cannot be
 */
export async function applySeed(foundation: Foundation, seed: SeedDocument): Promise<AppliedSeed> {
  const passwordOf = await choosePasswords(foundation, seed);
  const passwords = await hashAhead(foundation.passwords, [...passwordOf.values()]);
  const context = platformContext(foundation);
  return foundation.storage.unitOfWork.run(async (stores) => {
    const steps = asSteps(context, stores, passwords);
    const count = { created: 0 };
    const tenants: { readonly wanted: SeedTenant; readonly step: SeedStep }[] = [];
    for (const wanted of seed.tenants) {
      const id = await seedTenant(steps, stores, wanted, count);
      const step: SeedStep = { context: inTenant(steps, id), stores, count };
      tenants.push({ wanted, step });
      await seedObjects(step, wanted, passwordOf);
    }
    const persons: SeedStep = { context: inTenant(steps, PERSONAL_ACCOUNTS_TENANT_ID), stores, count };
    for (const account of seed.personalAccounts) await seedPersonalAccount(persons, account, passwordOf);
    // Whoever is somebody's guest is at home in another tenant of the file, or among personal accounts.
    for (const { wanted, step } of tenants) for (const guest of wanted.guests) await seedAcceptance(step, guest);
    // Only now: instances and links may name what stands further down in the file, in another tenant too.
    for (const { wanted, step } of tenants) await seedLinks(step, wanted);
    return count;
  });
}

async function seedObjects(
  step: SeedStep,
  wanted: SeedTenant,
  passwordOf: ReadonlyMap<string, Redacted>,
): Promise<void> {
  for (const user of wanted.users) {
    await seedUser(step, user, passwordOf.get(user.userPrincipalName) ?? new Redacted(''));
  }
  for (const guest of wanted.guests) await seedGuest(step, guest);
  for (const group of wanted.groups) await seedGroup(step, group);
  for (const application of wanted.applications) {
    const { id } = await seedApplication(step, application);
    const place = `Application ${application.displayName}`;
    await seedOwners(step, place, { id, kind: 'application' }, application.owners);
  }
}

function seedPersonalAccount(
  step: SeedStep,
  account: SeedPersonalAccount,
  passwordOf: ReadonlyMap<string, Redacted>,
): Promise<void> {
  const password = passwordOf.get(account.userPrincipalName) ?? new Redacted('');
  return seedUser(step, { ...account, userType: 'Member', directoryRoles: [] }, password);
}

async function seedLinks(step: SeedStep, wanted: SeedTenant): Promise<void> {
  for (const instance of wanted.servicePrincipals) await seedInstance(step, instance);
  for (const group of wanted.groups) await seedGroupLinks(step, group);
  for (const grant of wanted.delegatedGrants) await seedGrant(step, grant);
  for (const assignment of wanted.appRoleAssignments) await seedAssignment(step, assignment);
}

/** Passwords of the users that are not there yet. One that the seed leaves out is drawn and told nobody. */
async function choosePasswords(
  { storage, entropy }: Foundation,
  { tenants, personalAccounts }: SeedDocument,
): Promise<ReadonlyMap<string, Redacted>> {
  const chosen = new Map<string, Redacted>();
  const persons = { tenant: { id: PERSONAL_ACCOUNTS_TENANT_ID }, users: personalAccounts };
  const lists = tenants.map(async ({ domain, users }) => ({
    tenant: await storage.stores.tenants.findByDomain(domain),
    users,
  }));
  for (const { tenant, users } of [...(await Promise.all(lists)), persons]) {
    for (const { userPrincipalName, password } of users) {
      const isThere = tenant && (await storage.stores.users.findByUserPrincipalName(tenant.id, userPrincipalName));
      if (!isThere) chosen.set(userPrincipalName, new Redacted(password ?? generatePassword(entropy)));
    }
  }
  return chosen;
}

async function seedTenant(
  context: TenantlessContext,
  stores: DirectoryStores,
  wanted: SeedTenant,
  count: SeedStep['count'],
): Promise<TenantId> {
  const place = `Tenant ${wanted.domain}`;
  const existing = await stores.tenants.findByDomain(wanted.domain);
  if (existing) requireSameId(place, existing.id, wanted.id);
  const input = {
    id: wanted.id as TenantId | undefined,
    displayName: wanted.name,
    initialDomain: wanted.domain,
    tokenService: given(wanted.tokenService),
  };
  const { id } = existing ?? (await make({ count }, place, () => createTenant(context, input)));
  if (!existing) await provisionFirstParty(inTenant(context, id), cataloguedDefinitions());
  for (const domain of wanted.domains) {
    const owner = await stores.tenants.findByDomain(domain);
    if (owner?.id === id) continue;
    await make({ count }, `Domain ${domain}`, () => addDomain(inTenant(context, id), domain));
  }
  return id;
}
