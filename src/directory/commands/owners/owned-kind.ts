import type { ObjectId } from '../../../kernel/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { DirectoryObjectReference } from '../../types/grants.ts';
import type { CommandContext } from '../context.ts';
import { requireFound } from '../require-found.ts';

/** What can have owners. */
export interface OwnedObject {
  readonly id: ObjectId;
  readonly kind: 'application' | 'servicePrincipal' | 'group';
}

/**
 * Makes sure that the object is there and of that kind.
 * @throws DirectoryFault `NotFound`
 */
export async function requireOwned(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  owned: OwnedObject,
): Promise<DirectoryObjectReference> {
  const found = await stores.directoryObjects.resolve(tenantId, owned.id);
  return requireFound(found?.kind === owned.kind ? found : undefined, owned.id);
}
