import { mayAct } from './application-actions.ts';
import { denied } from './reach.ts';
import type { Authority } from './rights.ts';

/**
 * The right to make, change or delete a policy: that over policies of applications, or that over policies of every sort.
 * @param isDefault whether it holds, or would hold, for the whole tenant: that takes the right over all of them
 * @throws GraphFault `Denied`
 * @spec Entra built-in roles: applicationPolicies, policies, policies/tenantDefault/update
 */
export function requirePolicyRight(
  { caller, reach }: Pick<Authority, 'caller' | 'reach'>,
  action: 'create' | 'basic/update' | 'delete',
  isDefault: boolean,
): void {
  if (reach === 'everything') return;
  if (mayAct(caller, `policies/${action}`) && (!isDefault || mayAct(caller, 'policies/tenantDefault/update'))) return;
  if (!isDefault && mayAct(caller, `applicationPolicies/${action}`)) return;
  throw denied(`policies/${action}`);
}
