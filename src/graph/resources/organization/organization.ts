import { type UpdateTenantInput, updateTenant } from '../../../directory/index.ts';
import { type GraphAnswer, noContent } from '../../answer.ts';
import { type GraphCall, readBody } from '../../call.ts';
import { domainType, type Organization, organizationType } from '../../model/organization.ts';
import { parsePayload } from '../../model/parse-payload.ts';
import { requirePeopleRight, requireReading } from '../../permissions/rights.ts';
import { commandContext } from '../command-context.ts';
import { found, keyIn } from '../find-object.ts';
import { answerEntity } from '../listing/answer-entity.ts';
import { answerShortList } from '../listing/answer-short-list.ts';

/** `GET /organization`: a list of one, the caller's tenant. Guests may see where they are. */
export async function listOrganization(call: GraphCall): Promise<GraphAnswer> {
  return answerShortList(call, organizationType, [await ownOrganization(call)]);
}

/** `GET /organization/{id}` */
export async function getOrganization(call: GraphCall): Promise<GraphAnswer> {
  return answerEntity(call, organizationType, await findOrganization(call));
}

/** `PATCH /organization/{id}` */
export async function updateOrganization(call: GraphCall): Promise<GraphAnswer> {
  await findOrganization(call);
  await requirePeopleRight(call, 'organization/basic/update');
  const { values, extra } = parsePayload(organizationType, readBody(call), 'update', call.request.version);
  const input: UpdateTenantInput = { ...values, extra };
  await updateTenant(commandContext(call), input);
  return noContent;
}

/** `GET /domains` */
export async function listDomains(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  return answerShortList(call, domainType, await call.reads.tenants.listDomains(call.caller.tenant.id));
}

/** `GET /domains/{id}` */
export async function getDomain(call: GraphCall): Promise<GraphAnswer> {
  await requireReading(call);
  const id = keyIn(call, 'domain');
  const domains = await call.reads.tenants.listDomains(call.caller.tenant.id);
  return answerEntity(
    call,
    domainType,
    found(
      domains.find((domain) => domain.id === id.toLowerCase()),
      { value: id },
    ),
  );
}

async function findOrganization(call: GraphCall): Promise<Organization> {
  const id = keyIn(call, 'organization');
  return found(id.toLowerCase() === call.caller.tenant.id ? await ownOrganization(call) : undefined, { value: id });
}

async function ownOrganization({ reads, caller: { tenant } }: GraphCall): Promise<Organization> {
  return { ...tenant, domains: await reads.tenants.listDomains(tenant.id) };
}
