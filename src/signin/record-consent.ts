import { recordConsent as recordConsentOn } from '../directory/index.ts';
import { commandContext } from './command-context.ts';
import type { StepContext } from './steps/step.ts';

/**
 * Writes down what a person consented to, on the instance in their tenant: for themselves, or for everybody. Instances that the
 * tenant does not have yet, of the client and of the APIs, come into being here.
 * @param forOrganization whether it counts for everybody; the caller has checked that the person may say so
 * @spec sts reference 7.1, 7.2 step 5
 */
export async function recordConsent(context: StepContext<'consent'>, forOrganization: boolean): Promise<void> {
  const { step } = context;
  await recordConsentOn(commandContext(context, step.account.subject), {
    clientAppId: step.client.definition.appId,
    principalId: forOrganization ? null : step.account.subject.id,
    isAdminConsent: forOrganization,
    delegated: step.items
      .map(({ resource, scopes }) => ({
        resourceAppId: resource.appId,
        scopes: scopes.flatMap(({ value }) => (value === null ? [] : [value])),
      }))
      .filter(({ scopes }) => scopes.length > 0),
    application: (forOrganization ? step.items : [])
      .map(({ resource, roles = [] }) => ({ resourceAppId: resource.appId, appRoleIds: roles.map(({ id }) => id) }))
      .filter(({ appRoleIds }) => appRoleIds.length > 0),
  });
}
