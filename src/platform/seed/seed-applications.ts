import {
  type Application,
  type CreateApplicationInput,
  createApplication,
  createFederatedCredential,
  createServicePrincipal,
} from '../../directory/index.ts';
import { type AppId, type KeyId, type ObjectId, Redacted } from '../../kernel/index.ts';
import { named } from './seed-references.ts';
import type { SeedApplication, SeedTenant } from './seed-schema.ts';
import { make, requireSameId, type SeedStep } from './seed-step.ts';

/** Brings in a definition, and its instance in the home tenant unless the seed says there is none. */
export async function seedApplication(step: SeedStep, wanted: SeedApplication): Promise<Application> {
  const place = `Application ${wanted.displayName}`;
  const existing = await findExisting(step, wanted);
  if (existing) {
    requireSameId(place, existing.id, wanted.id);
    requireSameId(`${place} (appId)`, existing.appId, wanted.appId);
  }
  const application =
    existing ?? (await make(step, place, () => createApplication(step.context, inputOf(wanted)))).application;
  // Whoever took one away from an application that is there does not get it back.
  if (!existing) await seedFederatedCredentials(step, application, wanted);
  if (wanted.servicePrincipal !== false) {
    await seedInstance(step, { appId: application.appId, ...wanted.servicePrincipal });
  }
  return application;
}

/** Lets the workloads in that the seed names. */
async function seedFederatedCredentials(
  step: SeedStep,
  { id, displayName }: Application,
  { federatedIdentityCredentials }: SeedApplication,
): Promise<void> {
  for (const { audience, claimsMatchingExpression: value, ...wanted } of federatedIdentityCredentials) {
    const input = {
      ...wanted,
      audiences: [audience],
      claimsMatchingExpression: value === undefined ? null : { value, languageVersion: 1 },
    };
    const place = `Federated identity credential ${wanted.name} of ${displayName}`;
    await make(step, place, () => createFederatedCredential(step.context, id, input));
  }
}

/** Brings in the instance of a definition that lives anywhere. */
export async function seedInstance(step: SeedStep, wanted: SeedTenant['servicePrincipals'][number]): Promise<void> {
  const { stores, context } = step;
  const place = `Service principal of ${wanted.appId}`;
  const appId = wanted.appId as AppId;
  const existing = await stores.servicePrincipals.findByAppId(context.tenantId, appId);
  if (existing) requireSameId(place, existing.id, wanted.id);
  else await make(step, place, () => createServicePrincipal(context, { ...wanted, appId, id: wanted.id as ObjectId }));
}

async function findExisting(
  { stores, context }: SeedStep,
  { id, appId, uniqueName, displayName }: SeedApplication,
): Promise<Application | undefined> {
  const { applications } = stores;
  if (appId !== undefined) return applications.findByAppId(appId as AppId);
  if (id !== undefined) return applications.get(context.tenantId, id as ObjectId);
  if (uniqueName !== undefined) return applications.findByUniqueName(context.tenantId, uniqueName);
  return (await applications.query(context.tenantId, named(displayName))).items[0];
}

/** The schema has checked that every id is a GUID in lower case. */
function inputOf(wanted: SeedApplication): CreateApplicationInput {
  const {
    id,
    appId,
    secrets,
    certificates,
    federatedIdentityCredentials: _federated,
    owners: _,
    servicePrincipal: __,
    api,
    requiredResourceAccess,
    ...rest
  } = wanted;
  return {
    ...rest,
    id: id as ObjectId | undefined,
    appId: appId as AppId | undefined,
    api: api && {
      ...api,
      knownClientApplications: api.knownClientApplications as AppId[] | undefined,
      preAuthorizedApplications: api.preAuthorizedApplications?.map((one) => ({ ...one, appId: one.appId as AppId })),
      oauth2PermissionScopes: api.oauth2PermissionScopes?.map((scope) => ({
        ...scope,
        userConsentDisplayName: scope.userConsentDisplayName ?? null,
        userConsentDescription: scope.userConsentDescription ?? null,
      })),
    },
    requiredResourceAccess: requiredResourceAccess?.map((one) => ({
      ...one,
      resourceAppId: one.resourceAppId as AppId,
    })),
    keyCredentials: certificates.map(({ keyId, pem, ...credential }) => ({
      ...credential,
      keyId: keyId as KeyId | undefined,
      key: Buffer.from(pem).toString('base64'),
    })),
    passwordCredentials: secrets.map(({ keyId, secret, ...credential }) => ({
      ...credential,
      keyId: keyId as KeyId | undefined,
      secret: new Redacted(secret),
    })),
  };
}
