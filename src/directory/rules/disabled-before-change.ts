import { DirectoryFault } from '../fault.ts';
import type { AppRole, PermissionScope } from '../types/permissions.ts';

/** Members of a permission, whichever kind it is. */
type Entitlement = Partial<Omit<PermissionScope & AppRole, 'type'>> & {
  readonly id: string;
  readonly isEnabled: boolean;
};

/**
 * A scope or role that is enabled is neither changed nor removed: a client may be using it. Disabling it is the one change.
 * @param target path of the list
 * @throws DirectoryFault `CannotDeleteEnabledEntitlement`
 * @spec Graph CannotDeleteOrUpdateEnabledEntitlement; Graph resources permissionScope, appRole: `isEnabled`
 */
export function requireDisabledBeforeChange(
  previous: readonly (PermissionScope | AppRole)[],
  next: readonly (PermissionScope | AppRole)[],
  target: string,
): void {
  const byId = new Map(next.map((entitlement) => [entitlement.id.toLowerCase(), entitlement]));
  for (const entitlement of previous) {
    const kept = byId.get(entitlement.id.toLowerCase());
    if (entitlement.isEnabled && (kept === undefined || content(kept) !== content(entitlement))) {
      throw new DirectoryFault(
        'CannotDeleteEnabledEntitlement',
        `Permission (scope or role) '${entitlement.value ?? entitlement.id}' cannot be deleted or updated while it is enabled. Disable it first.`,
        { target },
      );
    }
  }
}

/** Everything but `isEnabled`, in one spelling: an empty text is no text, and kinds of member have no order. */
function content(entitlement: PermissionScope | AppRole): string {
  const { isEnabled: _, id: __, allowedMemberTypes, ...members }: Entitlement & { type?: string } = entitlement;
  const texts = Object.entries(members)
    .map(([name, value]) => [name, value || null] as const)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([texts, [...(allowedMemberTypes ?? [])].sort()]);
}
