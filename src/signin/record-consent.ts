import { type ConsentedPermissions, recordConsent as recordConsentOn } from '../directory/index.ts';
import type { AppId } from '../kernel/index.ts';
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
  const others = new Set(step.items.flatMap(({ grantee }) => grantee?.definition.appId ?? []));
  await recordConsentOn(commandContext(context, step.account.subject), {
    ...permissionsOf(step, undefined, forOrganization),
    principalId: forOrganization ? null : step.account.subject.id,
    isAdminConsent: forOrganization,
    alsoTo: [...others].map((appId) => permissionsOf(step, appId, forOrganization)),
  });
}

/** What the page showed for one application. @param grantee undefined for the client itself */
function permissionsOf(
  { client, items }: StepContext<'consent'>['step'],
  grantee: AppId | undefined,
  forOrganization: boolean,
): ConsentedPermissions {
  const own = items.filter((item) => item.grantee?.definition.appId === grantee);
  return {
    clientAppId: grantee ?? client.definition.appId,
    delegated: own
      .map(({ resource, scopes }) => ({
        resourceAppId: resource.appId,
        scopes: scopes.flatMap(({ value }) => (value === null ? [] : [value])),
      }))
      .filter(({ scopes }) => scopes.length > 0),
    application: (forOrganization ? own : [])
      .map(({ resource, roles = [] }) => ({ resourceAppId: resource.appId, appRoleIds: roles.map(({ id }) => id) }))
      .filter(({ appRoleIds }) => appRoleIds.length > 0),
  };
}
