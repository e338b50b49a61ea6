import type { ObjectId } from '../../../kernel/index.ts';
import { requireFederatedCredentialCount } from '../../rules/federated/federated-credential.ts';
import { requirePasswordCredentialCount } from '../../rules/password-credential.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties } from '../audit/modified-properties.ts';
import { applicationTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { hasOtherCredentials, keyDescription } from '../credentials/key-description.ts';
import {
  keepPasswordCredentials,
  readKeyCredentials,
  resolveKeyCredentials,
} from '../credentials/resolve-credentials.ts';
import { loadApplication } from '../require-found.ts';
import { propagateToInstances } from '../service-principals/propagate-to-instances.ts';
import { type ApplicationPatch, type KeptPasswordCredential, patchApplication } from './application-patch.ts';
import { applicationViews } from './application-views.ts';
import { judgeApplication } from './judge-application.ts';

export type UpdateApplicationInput = ApplicationPatch & {
  /** The whole list: client secrets that are not named go. */
  readonly passwordCredentials?: readonly KeptPasswordCredential[] | undefined;
};

/**
 * Changes a definition, and on its instances what follows it: the name at home, the names it is called by everywhere. Redirect
 * URIs, scopes and roles need nothing, an instance reads them from the definition.
 * @param id object id
 * @returns the application as it is now
 * @throws DirectoryFault `NotFound`; of the rule that is broken; `DuplicateValue`
 * @spec Graph PATCH /applications/{id}
 */
export async function updateApplication(
  context: CommandContext,
  id: ObjectId,
  input: UpdateApplicationInput,
): Promise<Application> {
  const { passwordCredentials, ...patch } = input;
  const keys = readKeyCredentials(patch.keyCredentials);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadApplication(stores, context, id);
    const patched = patchApplication(previous, patch);
    const next: Application = {
      ...patched,
      passwordCredentials: keepPasswordCredentials(previous.passwordCredentials, passwordCredentials),
      keyCredentials: resolveKeyCredentials(context, previous.keyCredentials, keys, patched.signInAudience),
    };
    requirePasswordCredentialCount(next.passwordCredentials.length, next.signInAudience);
    await requireAudienceForFederation(stores, previous, next);
    await judgeApplication(stores, next, previous, await stores.tenants.listDomains(context.tenantId));
    await stores.applications.update(next);
    await recordChange(stores, context, previous, next);
    await propagateToInstances(stores, context, previous, next);
    return next;
  });
}

/** An audience that allows fewer federated identity credentials than there are is refused; only a new one can. */
async function requireAudienceForFederation(
  stores: DirectoryStores,
  previous: Application,
  { tenantId, id, signInAudience }: Application,
): Promise<void> {
  if (signInAudience === previous.signInAudience) return;
  const { length } = await stores.federatedCredentials.list(tenantId, id);
  if (length > 0) requireFederatedCredentialCount(length, signInAudience);
}

async function recordChange(
  stores: DirectoryStores,
  context: CommandContext,
  previous: Application,
  next: Application,
): Promise<void> {
  if (hasOtherCredentials(previous, next)) {
    const properties = [keyDescription(previous, next)];
    await writeAudit(stores, context, activities.updateApplicationCredentials, [
      applicationTarget(next, [...properties, includedUpdatedProperties(properties)]),
    ]);
  }
  const changed = changedProperties(applicationViews, previous, next);
  if (changed.length === 0) return;
  await writeAudit(stores, context, activities.updateApplication, [
    applicationTarget(next, [...changed, includedUpdatedProperties(changed)]),
  ]);
}
