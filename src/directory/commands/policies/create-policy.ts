import { newObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { requirePolicy } from '../../rules/policy.ts';
import type { Policy } from '../../types/policy.ts';
import type { CommandContext } from '../context.ts';
import { recordPolicy } from './record-policy.ts';
import { requireOneDefault } from './require-one-default.ts';

/** A policy to be. */
export interface CreatePolicyInput {
  readonly kind: Policy['kind'];
  readonly displayName: string;
  readonly definition: readonly string[];
  readonly description?: string | null | undefined;
  readonly isOrganizationDefault?: boolean | null | undefined;
}

/**
 * Makes a policy. It has no effect until it is linked, or is the default of the organization.
 * @throws DirectoryFault `MissingValue`, `InvalidValue`
 * @spec Graph POST /policies/tokenLifetimePolicies, /policies/claimsMappingPolicies
 */
export async function createPolicy(context: CommandContext, input: CreatePolicyInput): Promise<Policy> {
  const policy: Policy = {
    tenantId: context.tenantId,
    id: newObjectId(context.entropy),
    kind: input.kind,
    displayName: input.displayName,
    description: input.description ?? null,
    definition: input.definition,
    isOrganizationDefault: input.isOrganizationDefault ?? false,
    createdDateTime: renderSeconds(context.clock.now()),
  };
  requirePolicy(policy);
  return context.unitOfWork.run(async (stores) => {
    await requireOneDefault(stores, policy);
    await stores.policies.insert(policy);
    await recordPolicy(stores, context, undefined, policy);
    return policy;
  });
}
