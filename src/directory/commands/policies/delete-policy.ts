import type { ObjectId } from '../../../kernel/index.ts';
import type { Policy } from '../../types/policy.ts';
import type { CommandContext } from '../context.ts';
import { requireFound } from '../require-found.ts';
import { recordPolicy } from './record-policy.ts';

/**
 * Deletes a policy, and with it every link to it.
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /policies/tokenLifetimePolicies/{id}, /policies/claimsMappingPolicies/{id}
 */
export async function deletePolicy(context: CommandContext, kind: Policy['kind'], id: ObjectId): Promise<void> {
  await context.unitOfWork.run(async (stores) => {
    const policy = requireFound(await stores.policies.get(context.tenantId, kind, id), id);
    await stores.policies.remove(context.tenantId, id);
    await recordPolicy(stores, context, policy, undefined);
  });
}
