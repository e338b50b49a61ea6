import type { DirectoryObjectKind, DirectoryObjectReference, OwnerStore } from '../../directory/index.ts';
import type { ObjectId, TenantId } from '../../kernel/index.ts';
import type { StoreContext } from './context.ts';
import { Links } from './links.ts';

/** Owners of applications, service principals and groups. */
export class Owners implements OwnerStore {
  readonly #links: Links;

  constructor(context: StoreContext) {
    this.#links = new Links(context, 'owner');
  }

  list(tenantId: TenantId, ownedId: ObjectId): Promise<readonly DirectoryObjectReference[]> {
    return this.#links.list(tenantId, 'source', ownedId);
  }

  listOwnedBy(
    tenantId: TenantId,
    ownerId: ObjectId,
    kind?: DirectoryObjectKind,
  ): Promise<readonly DirectoryObjectReference[]> {
    return this.#links.list(tenantId, 'target', ownerId, kind);
  }

  isOwner(tenantId: TenantId, ownedId: ObjectId, ownerId: ObjectId): Promise<boolean> {
    return this.#links.has(tenantId, ownedId, ownerId);
  }

  add(tenantId: TenantId, owned: DirectoryObjectReference, owner: DirectoryObjectReference): Promise<boolean> {
    return this.#links.add(tenantId, owned.id, owner.id);
  }

  remove(tenantId: TenantId, ownedId: ObjectId, ownerId: ObjectId): Promise<boolean> {
    return this.#links.remove(tenantId, ownedId, ownerId);
  }
}
