import type { AuditTarget, ModifiedProperty } from '../../../activity/index.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Policy, PolicyTarget } from '../../types/policy.ts';
import { activities } from '../audit/activities.ts';
import {
  changedProperties,
  includedUpdatedProperties,
  type PropertyView,
  plain,
} from '../audit/modified-properties.ts';
import { referenceTarget } from '../audit/reference-target.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';

const views: readonly PropertyView<Policy>[] = [
  { name: 'DisplayName', read: ({ displayName }) => displayName },
  { name: 'Description', read: ({ description }) => description },
  { name: 'PolicyType', read: ({ kind }) => kind },
  { name: 'PolicyDetail', read: ({ definition }) => definition },
  { name: 'IsOrganizationDefault', read: ({ isOrganizationDefault }) => isOrganizationDefault },
];

/** Records that a policy was made, changed or deleted. */
export async function recordPolicy(
  stores: DirectoryStores,
  context: CommandContext,
  previous: Policy | undefined,
  next: Policy | undefined,
): Promise<void> {
  const policy = next ?? previous;
  if (policy === undefined) return;
  const changed = changedProperties(views, previous, next);
  const activity =
    previous === undefined
      ? activities.addPolicy
      : next === undefined
        ? activities.deletePolicy
        : activities.updatePolicy;
  const properties =
    previous === undefined || next === undefined ? changed : [...changed, includedUpdatedProperties(changed)];
  await writeAudit(stores, context, activity, [policyTarget(policy, properties)]);
}

/** Records that an object gained or lost a policy. The object is the first target, the policy the second. */
export async function recordPolicyLink(
  stores: DirectoryStores,
  context: CommandContext,
  change: 'add' | 'remove',
  policy: Policy,
  target: PolicyTarget,
): Promise<void> {
  const verbs = {
    application: { add: activities.addPolicyToApplication, remove: activities.removePolicyFromApplication },
    servicePrincipal: {
      add: activities.addPolicyToServicePrincipal,
      remove: activities.removePolicyFromServicePrincipal,
    },
  } as const;
  const value = (name: string, text: string) => (change === 'add' ? plain(name, null, text) : plain(name, text, null));
  const object = await referenceTarget(stores, context, target, [
    value('Policy.ObjectID', policy.id),
    value('Policy.DisplayName', policy.displayName),
  ]);
  await writeAudit(stores, context, verbs[target.kind][change], [object, policyTarget(policy)]);
}

function policyTarget({ id, displayName }: Policy, modifiedProperties: readonly ModifiedProperty[] = []): AuditTarget {
  return { id, displayName, type: 'Policy', modifiedProperties };
}
