import type { ObjectId } from '../../../kernel/index.ts';
import { requirePolicy } from '../../rules/policy.ts';
import type { Policy } from '../../types/policy.ts';
import type { CommandContext } from '../context.ts';
import { given, type Patch } from '../given.ts';
import { requireFound } from '../require-found.ts';
import { recordPolicy } from './record-policy.ts';
import { requireOneDefault } from './require-one-default.ts';

/** What may change about a policy. */
export type PolicyPatch = Patch<Pick<Policy, 'displayName' | 'description' | 'definition' | 'isOrganizationDefault'>>;

/**
 * Changes a policy. The next token feels it.
 * @throws DirectoryFault `NotFound`, `MissingValue`, `InvalidValue`
 * @spec Graph PATCH /policies/tokenLifetimePolicies/{id}, /policies/claimsMappingPolicies/{id}
 */
export async function updatePolicy(
  context: CommandContext,
  kind: Policy['kind'],
  id: ObjectId,
  patch: PolicyPatch,
): Promise<Policy> {
  return context.unitOfWork.run(async (stores) => {
    const previous = requireFound(await stores.policies.get(context.tenantId, kind, id), id);
    const next = { ...previous, ...given(patch) };
    requirePolicy(next);
    await requireOneDefault(stores, next);
    await stores.policies.update(next);
    await recordPolicy(stores, context, previous, next);
    return next;
  });
}
