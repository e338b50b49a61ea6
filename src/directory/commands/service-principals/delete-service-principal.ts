import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { activities } from '../audit/activities.ts';
import { plain } from '../audit/modified-properties.ts';
import { servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadServicePrincipal } from '../require-found.ts';

/**
 * Deletes an instance (restorably), and with it from sight its grants and assignments: this tenant is cut off from the
 * application, no other tenant notices. The definition stays.
 * @param id object id of the service principal
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /servicePrincipals/{id}
 */
export async function deleteServicePrincipal(context: CommandContext, id: ObjectId): Promise<void> {
  const at = renderSeconds(context.clock.now());
  await context.unitOfWork.run(async (stores) => {
    const instance = await loadServicePrincipal(stores, context, id);
    await stores.servicePrincipals.softDelete(context.tenantId, id, at);
    const names = plain('TargetId.ServicePrincipalNames', null, instance.servicePrincipalNames.join(';'));
    await writeAudit(stores, context, activities.removeServicePrincipal, [servicePrincipalTarget(instance, [names])]);
  });
}
