import type { ObjectId } from '../../../kernel/index.ts';
import { DirectoryFault } from '../../fault.ts';
import { requirePolicyTarget } from '../../rules/policy.ts';
import { refuseValue } from '../../rules/refuse-value.ts';
import type { DirectoryStores } from '../../store.ts';
import type { Policy, PolicyTarget } from '../../types/policy.ts';
import type { CommandContext } from '../context.ts';
import { requireFound, requireReferred } from '../require-found.ts';
import { recordPolicyLink } from './record-policy.ts';

/** Names of the navigations that lead to policies. */
const navigations = {
  tokenLifetimePolicy: 'tokenLifetimePolicies',
  claimsMappingPolicy: 'claimsMappingPolicies',
} as const;

/**
 * Links a policy with an application or service principal, which has one of a kind at most.
 * @throws DirectoryFault `NotFound`, `InvalidReference`, `InvalidValue`, `AlreadyLinked`
 * @spec Graph POST /servicePrincipals/{id}/claimsMappingPolicies/$ref and the like
 */
export async function linkPolicy(
  context: CommandContext,
  kind: Policy['kind'],
  target: PolicyTarget,
  policyId: ObjectId,
): Promise<void> {
  const name = navigations[kind];
  await context.unitOfWork.run(async (stores) => {
    await requireTarget(stores, context, kind, target);
    const policy = requireReferred(await stores.policies.get(context.tenantId, kind, policyId), policyId, name);
    const present = await stores.policies.findLinked(context.tenantId, kind, target.id);
    if (present?.id === policy.id) {
      const message = `One or more added object references already exist for the following modified properties: '${name}'.`;
      throw new DirectoryFault('AlreadyLinked', message, { target: name });
    }
    if (present !== undefined) refuseValue(name, `There is one already: '${present.displayName}'.`);
    await stores.policies.link(policy, target.id);
    await recordPolicyLink(stores, context, 'add', policy, target);
  });
}

/**
 * Takes a policy from an application or service principal.
 * @throws DirectoryFault `NotFound`, `NotLinked`
 * @spec Graph DELETE /servicePrincipals/{id}/claimsMappingPolicies/{id}/$ref and the like
 */
export async function unlinkPolicy(
  context: CommandContext,
  kind: Policy['kind'],
  target: PolicyTarget,
  policyId: ObjectId,
): Promise<void> {
  const name = navigations[kind];
  await context.unitOfWork.run(async (stores) => {
    const found = await stores.directoryObjects.resolve(context.tenantId, target.id);
    requireFound(found?.kind === target.kind ? found : undefined, target.id);
    const present = await stores.policies.findLinked(context.tenantId, kind, target.id);
    if (present?.id !== policyId) {
      const message = `One or more removed object references do not exist for the following modified properties: '${name}'.`;
      throw new DirectoryFault('NotLinked', message, { target: name });
    }
    await stores.policies.unlink(context.tenantId, policyId, target.id);
    await recordPolicyLink(stores, context, 'remove', present, target);
  });
}

async function requireTarget(
  stores: DirectoryStores,
  { tenantId }: CommandContext,
  kind: Policy['kind'],
  target: PolicyTarget,
): Promise<void> {
  if (target.kind === 'application') {
    requireFound(await stores.applications.get(tenantId, target.id), target.id);
    return requirePolicyTarget({ kind }, target);
  }
  const instance = requireFound(await stores.servicePrincipals.get(tenantId, target.id), target.id);
  requirePolicyTarget({ kind }, target, instance.servicePrincipalType);
}
