import type { ObjectId } from '../../../kernel/index.ts';
import { renderSeconds } from '../../date-time.ts';
import { activities } from '../audit/activities.ts';
import { applicationTarget, servicePrincipalTarget } from '../audit/targets.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { loadApplication } from '../require-found.ts';

/**
 * Deletes a definition (restorably) and its instance in the home tenant. Instances in other tenants stay; without a definition
 * they get no tokens.
 * @param id object id
 * @throws DirectoryFault `NotFound`
 * @spec Graph DELETE /applications/{id}
 */
export async function deleteApplication(context: CommandContext, id: ObjectId): Promise<void> {
  const at = renderSeconds(context.clock.now());
  await context.unitOfWork.run(async (stores) => {
    const application = await loadApplication(stores, context, id);
    const instance = await stores.servicePrincipals.findByAppId(context.tenantId, application.appId);
    if (instance) {
      await stores.servicePrincipals.softDelete(context.tenantId, instance.id, at);
      await writeAudit(stores, context, activities.removeServicePrincipal, [servicePrincipalTarget(instance)]);
    }
    await stores.applications.softDelete(context.tenantId, id, at);
    await writeAudit(stores, context, activities.deleteApplication, [applicationTarget(application)]);
  });
}
