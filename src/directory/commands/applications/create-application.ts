import { type AppId, newAppId, newObjectId, type ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { DirectoryFault } from '../../fault.ts';
import { includesPersonalAccounts } from '../../rules/audience-limits.ts';
import { requirePasswordCredentialCount } from '../../rules/password-credential.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { Domain } from '../../types/tenant.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type CommandContext, creatingAppId } from '../context.ts';
import { type IssuedSecret, type NewPasswordCredential, newSecret } from '../credentials/new-secret.ts';
import { readKeyCredentials, resolveKeyCredentials } from '../credentials/resolve-credentials.ts';
import { linkFirstOwners } from '../owners/link-owners.ts';
import { type ApplicationPatch, patchApplication } from './application-patch.ts';
import { applicationViews } from './application-views.ts';
import { emptyApplication } from './empty-application.ts';
import { judgeApplication } from './judge-application.ts';

/** A definition to be. Everything but the name has a default. */
export type CreateApplicationInput = Omit<ApplicationPatch, 'displayName'> & {
  readonly displayName: string;
  readonly uniqueName?: string | null | undefined;
  readonly applicationTemplateId?: string | null | undefined;
  /** Client secrets to make at once. */
  readonly passwordCredentials?: readonly NewPasswordCredential[] | undefined;
  /** Users and service principals that own it besides its creator. */
  readonly owners?: readonly ObjectId[] | undefined;
  /** For a directory that is seeded with fixed ids. */
  readonly id?: ObjectId | undefined;
  readonly appId?: AppId | undefined;
};

export interface CreatedApplication {
  readonly application: Application;
  /** In the order they were asked for. This is the only time the secrets are seen. */
  readonly secrets: readonly IssuedSecret[];
}

/**
 * Creates a definition in its home tenant. It gets no service principal: that is another command.
 * @throws DirectoryFault of the rule that is broken; `DuplicateValue`; `InvalidReference` for owners; `LimitExceeded`
 * @spec Graph POST /applications
 */
export async function createApplication(
  context: CommandContext,
  input: CreateApplicationInput,
): Promise<CreatedApplication> {
  const { owners = [], passwordCredentials: wanted = [] } = input;
  const keys = readKeyCredentials(input.keyCredentials);
  const secrets = wanted.map((one) => newSecret(context, one));
  const fresh = freshApplication(context, input);
  const application: Application = {
    ...fresh,
    passwordCredentials: secrets.map(({ credential }) => credential),
    keyCredentials: resolveKeyCredentials(context, [], keys, fresh.signInAudience),
  };
  requirePasswordCredentialCount(secrets.length, application.signInAudience);
  return context.unitOfWork.run(async (stores) => {
    const domains = await stores.tenants.listDomains(context.tenantId);
    const created = { ...application, publisherDomain: publisherDomain(domains) };
    await judgeApplication(stores, created, undefined, domains);
    await requireFreeUniqueName(stores, created);
    await stores.applications.insert(created);
    const properties = changedProperties(applicationViews, undefined, created);
    await writeAudit(stores, context, activities.addApplication, [
      applicationTarget(created, [...properties, includedUpdatedProperties(properties)]),
    ]);
    await linkFirstOwners(stores, context, { id: created.id, kind: 'application' }, owners);
    return { application: created, secrets };
  });
}

function freshApplication(context: CommandContext, input: CreateApplicationInput): Application {
  const { owners: _, passwordCredentials: __, id, appId, uniqueName, applicationTemplateId, ...patch } = input;
  const empty = emptyApplication({
    tenantId: context.tenantId,
    id: id ?? newObjectId(context.entropy),
    appId: appId ?? newAppId(context.entropy),
    displayName: input.displayName,
    createdDateTime: renderSeconds(context.clock.now()),
  });
  const application = patchApplication(empty, patch);
  // What a caller leaves open becomes the one version personal accounts can have.
  const takesVersion2 =
    includesPersonalAccounts(application.signInAudience) && input.api?.requestedAccessTokenVersion === undefined;
  return {
    ...application,
    createdByAppId: creatingAppId(context.actor),
    uniqueName: uniqueName ?? null,
    applicationTemplateId: applicationTemplateId ?? null,
    api: takesVersion2 ? { ...application.api, requestedAccessTokenVersion: 2 } : application.api,
  };
}

/** @spec Graph application `publisherDomain`: the default verified domain, else the initial one, else null */
function publisherDomain(domains: readonly Domain[]): string | null {
  const verified = domains.filter((domain) => domain.isVerified);
  const chosen = verified.find((domain) => domain.isDefault) ?? verified.find((domain) => domain.isInitial);
  return chosen?.id ?? null;
}

async function requireFreeUniqueName(stores: DirectoryStores, { tenantId, uniqueName }: Application): Promise<void> {
  if (uniqueName === null || !(await stores.applications.findByUniqueName(tenantId, uniqueName))) return;
  const message = 'Another object with the same value for property uniqueName already exists.';
  throw new DirectoryFault('DuplicateValue', message, { target: 'uniqueName' });
}
