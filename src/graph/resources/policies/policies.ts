import {
  type CreatePolicyInput,
  createPolicy as create,
  type Policy,
  type PolicyKind,
  type PolicyPatch,
  deletePolicy as remove,
  updatePolicy as update,
} from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { policyTypes } from '../../model/policy.ts';
import { requirePolicyRight } from '../../permissions/policy-rights.ts';
import { requireReading } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { found, objectIdIn } from '../find-object.ts';
import { answerLinks } from '../links/answer-links.ts';
import { answerCreated, answerEntity } from '../listing/answer-entity.ts';
import { answerList } from '../listing/answer-list.ts';
import { sourceOf } from '../listing/source.ts';

type Handler = (call: GraphCall) => Promise<GraphAnswer>;

/** `GET /policies/{kind}` */
export function listPolicies(kind: PolicyKind): Handler {
  return async (call) => {
    await requireReading(call);
    const within = { kind: 'compare', field: 'kind', operator: 'eq', value: kind } as const;
    return answerList(call, policyTypes[kind], sourceOf(call, call.reads.policies), { within });
  };
}

/** `GET /policies/{kind}/{id}` */
export function getPolicy(kind: PolicyKind): Handler {
  return async (call) => {
    const policy = await findPolicy(call, kind);
    await requireReading(call);
    return answerEntity(call, policyTypes[kind], policy);
  };
}

/** `POST /policies/{kind}` */
export function createPolicy(kind: PolicyKind): Handler {
  return async (call) => {
    const { values } = parsePayload(policyTypes[kind], readBody(call), 'create', call.request.version);
    const input = values as Omit<CreatePolicyInput, 'kind'>;
    requirePolicyRight(call, 'create', input.isOrganizationDefault === true);
    const policy = await create(commandContext(call), { ...input, kind });
    return answerCreated(call, policyTypes[kind], policy);
  };
}

/** `PATCH /policies/{kind}/{id}` */
export function updatePolicy(kind: PolicyKind): Handler {
  return async (call) => {
    const policy = await findPolicy(call, kind);
    const { values } = parsePayload(policyTypes[kind], readBody(call), 'update', call.request.version);
    const { isOrganizationDefault, ...rest } = values as PolicyPatch;
    const becomes = isOrganizationDefault ?? undefined;
    // Whoever may not make the default may not write it either.
    requirePolicyRight(call, 'basic/update', policy.isOrganizationDefault || becomes === true);
    await update(commandContext(call), kind, policy.id, { ...rest, isOrganizationDefault: becomes });
    return noContent;
  };
}

/** `DELETE /policies/{kind}/{id}` */
export function deletePolicy(kind: PolicyKind): Handler {
  return async (call) => {
    const policy = await findPolicy(call, kind);
    requirePolicyRight(call, 'delete', policy.isOrganizationDefault);
    await remove(commandContext(call), kind, policy.id);
    return noContent;
  };
}

/** `GET /policies/{kind}/{id}/appliesTo` */
export function listPolicyTargets(kind: PolicyKind): Handler {
  return async (call) => {
    const { id } = await findPolicy(call, kind);
    await requireReading(call);
    return answerLinks(call, await call.reads.policies.listTargets(call.caller.tenant.id, id));
  };
}

async function findPolicy(call: GraphCall, kind: PolicyKind): Promise<Policy> {
  const id = objectIdIn(call, 'policy');
  return found(await call.reads.policies.get(call.caller.tenant.id, kind, id), { value: id });
}
