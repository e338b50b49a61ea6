import { fieldNames, fieldValues, renderConfirmDevicePage } from '../pages/index.ts';
import { type StepHandler, viewOf } from './step.ts';

/**
 * Is it you who signs in to this application on another device? Whoever was sent a code by somebody else can still say no here.
 * @spec RFC 8628 §5.4; Entra AADSTS50199; sts reference 2.7
 */
export const confirmDeviceStep: StepHandler<'confirmDevice'> = {
  render(context) {
    const { user } = context.step.account;
    const { definition } = context.request;
    return renderConfirmDevicePage({
      ...viewOf(context),
      account: { username: user.userPrincipalName, displayName: user.displayName },
      app: { displayName: definition.displayName, appId: definition.appId },
    });
  },

  async answer(context, form) {
    if (form.get(fieldNames.decision) !== fieldValues.accept) return { kind: 'cancel' };
    return { kind: 'go', progress: { ...context.interaction.progress, deviceConfirmed: true } };
  },
};
