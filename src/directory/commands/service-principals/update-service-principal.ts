import type { KeyId, ObjectId } from '../../../kernel/index.ts';
import { requireUnlocked } from '../../rules/instance-lock.ts';
import type { KeyCredentialInput } from '../../rules/key-credential.ts';
import { requireOrdinaryInstance } from '../../rules/ordinary-instance.ts';
import { requireOwnNames } from '../../rules/own-names.ts';
import { requireServicePrincipal } from '../../rules/service-principal.ts';
import { addedNames, servicePrincipalNames } from '../../rules/service-principal-names.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Application } from '../../types/application.ts';
import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { CommandContext } from '../context.ts';
import { hasOtherCredentials } from '../credentials/key-description.ts';
import {
  keepPasswordCredentials,
  readKeyCredentials,
  resolveKeyCredentials,
} from '../credentials/resolve-credentials.ts';
import { loadServicePrincipal } from '../require-found.ts';
import { verifiedDomains } from '../verified-domains.ts';
import { listTakenNames, requireFreeNames } from './free-names.ts';
import { recordCredentialChange } from './record-credential-change.ts';
import { recordInstanceChange } from './record-instance-change.ts';
import { patchServicePrincipal, type ServicePrincipalPatch } from './service-principal-patch.ts';

export type UpdateServicePrincipalInput = ServicePrincipalPatch & {
  readonly keyCredentials?: readonly KeyCredentialInput[] | undefined;
  /** The whole list: client secrets that are not named go. */
  readonly passwordCredentials?: readonly { readonly keyId?: KeyId | null | undefined }[] | undefined;
};

/**
 * Changes what belongs to an instance. The definition never notices.
 * @param id object id of the service principal
 * @returns the instance as it is now
 * @throws DirectoryFault `NotFound`; `Forbidden` for managed identities and locked properties; of the rule that is broken
 * @spec Graph PATCH /servicePrincipals/{id}
 */
export async function updateServicePrincipal(
  context: CommandContext,
  id: ObjectId,
  input: UpdateServicePrincipalInput,
): Promise<ServicePrincipal> {
  const { keyCredentials, passwordCredentials, ...patch } = input;
  const keys = readKeyCredentials(keyCredentials);
  return context.unitOfWork.run(async (stores) => {
    const previous = await loadServicePrincipal(stores, context, id);
    requireOrdinaryInstance(previous);
    const definition = await stores.applications.findByAppId(previous.appId);
    const patched = patchServicePrincipal(previous, patch);
    const next: ServicePrincipal = {
      ...patched,
      servicePrincipalNames: await namesAfter(stores, context, previous, definition, patch.servicePrincipalNames),
      passwordCredentials: keepPasswordCredentials(previous.passwordCredentials, passwordCredentials),
      keyCredentials: resolveKeyCredentials(context, previous.keyCredentials, keys, previous.shared.signInAudience),
    };
    if (hasOtherCredentials(previous, next)) requireUnlocked(definition, next, 'credentialsWithUsageVerify');
    if (previous.tokenEncryptionKeyId !== next.tokenEncryptionKeyId) {
      requireUnlocked(definition, next, 'tokenEncryptionKeyId');
    }
    await write(stores, context, previous, next);
    return next;
  });
}

async function namesAfter(
  stores: DirectoryStores,
  context: CommandContext,
  previous: ServicePrincipal,
  definition: Application | undefined,
  names: readonly string[] | undefined,
): Promise<readonly string[]> {
  const held = previous.servicePrincipalNames;
  if (names === undefined) return held;
  const { tenantId, appId } = previous;
  const giver = definition ?? { tenantId, appId, identifierUris: [] };
  const added = addedNames(names, giver, held);
  const kept = addedNames(names, giver).length - added.length;
  requireOwnNames(added, { tenantId, appId, verifiedDomains: await verifiedDomains(stores, context), held: kept });
  const wanted = servicePrincipalNames(giver, names);
  // Names of a definition from elsewhere that others hold here were left out, and are again.
  const taken = giver.tenantId === tenantId ? [] : await listTakenNames(stores, previous, giver.identifierUris, held);
  return wanted.filter((name) => !taken.includes(name));
}

async function write(
  stores: DirectoryStores,
  context: CommandContext,
  previous: ServicePrincipal,
  next: ServicePrincipal,
): Promise<void> {
  requireServicePrincipal(next);
  await requireFreeNames(stores, next, previous.servicePrincipalNames);
  await stores.servicePrincipals.update(next);
  await recordCredentialChange(stores, context, previous, next);
  await recordInstanceChange(stores, context, previous, next);
}
