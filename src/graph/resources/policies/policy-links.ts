import { linkPolicy, type PolicyKind, type PolicyTarget, unlinkPolicy } from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import type { GraphCall } from '../../call.ts';
import { policyTypes } from '../../model/policy.ts';
import { requireReading, requireRight } from '../../permissions/rights.ts';
import { referencedObject } from '../bound-references.ts';
import { commandContext } from '../command-context.ts';
import { findApplication, findServicePrincipal, objectIdIn } from '../find-object.ts';
import { answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** No object has it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** `GET …/tokenLifetimePolicies`, `GET …/claimsMappingPolicies`: none or one */
export function listLinkedPolicies(kind: PolicyKind, target: PolicyTarget['kind']): Handler {
  return async (call) => {
    const { id } = await findTarget(call, target);
    await requireReading(call, id);
    const linked = await call.reads.policies.findLinked(call.caller.tenant.id, kind, id);
    const within = { kind: 'compare', field: 'id', operator: 'eq', value: linked?.id ?? NOBODY } as const;
    return answerList(call, policyTypes[kind], sourceOf(call, call.reads.policies), { within });
  };
}

/** `POST …/tokenLifetimePolicies/$ref`, `POST …/claimsMappingPolicies/$ref` */
export function addPolicyTo(kind: PolicyKind, target: PolicyTarget['kind']): Handler {
  return async (call) => {
    const object = await requireTargetRight(call, target);
    await linkPolicy(commandContext(call), kind, object, referencedObject(call));
    return noContent;
  };
}

/** `DELETE …/tokenLifetimePolicies/{id}/$ref`, `DELETE …/claimsMappingPolicies/{id}/$ref` */
export function removePolicyFrom(kind: PolicyKind, target: PolicyTarget['kind']): Handler {
  return async (call) => {
    const object = await requireTargetRight(call, target);
    await unlinkPolicy(commandContext(call), kind, object, objectIdIn(call, 'policy'));
    return noContent;
  };
}

async function findTarget(call: GraphCall, kind: PolicyTarget['kind']): Promise<PolicyTarget> {
  const { id } = kind === 'application' ? await findApplication(call) : await findServicePrincipal(call);
  return { id, kind };
}

async function requireTargetRight(call: GraphCall, kind: PolicyTarget['kind']): Promise<PolicyTarget> {
  const target = await findTarget(call, kind);
  await requireRight(call, `${kind}s/policies/update`, target.id);
  return target;
}
