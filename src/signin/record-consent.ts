import { mergeConsent, provisionServicePrincipal } from '../directory/index.ts';
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
  const commands = commandContext(context);
  const client =
    step.client.instance ?? (await provisionServicePrincipal(commands, { appId: step.client.definition.appId }));
  for (const { resource, scopes } of step.items) {
    const values = scopes.flatMap(({ value }) => (value === null ? [] : [value]));
    if (values.length === 0) continue;
    const instance = resource.instance ?? (await provisionServicePrincipal(commands, { appId: resource.appId }));
    await mergeConsent(commands, {
      clientInstanceId: client.id,
      resourceInstanceId: instance.id,
      principalId: forOrganization ? null : step.account.userId,
      scopes: values,
    });
  }
}
