import { keepSignedIn, rememberStayChoice } from '../browser.ts';
import { fieldNames, fieldValues, renderStaySignedInPage } from '../pages/index.ts';
import { type StepHandler, viewOf } from './step.ts';

/** Whether the session outlives the browser window. @spec sts reference 2.7; Entra AADSTS50140 */
export const staySignedInStep: StepHandler<'staySignedIn'> = {
  render(context) {
    const { user } = context.step.account;
    const account = { username: user.userPrincipalName, displayName: user.displayName };
    return renderStaySignedInPage({ ...viewOf(context), account });
  },

  async answer(context, form) {
    const persistent = form.get(fieldNames.staySignedIn) === fieldValues.staySignedInYes;
    const kept = await keepSignedIn(context.dependencies, context.http, context.browser, persistent);
    const browser = form.has(fieldNames.dontShowAgain) ? rememberStayChoice(kept, persistent) : kept;
    return { kind: 'go', progress: { ...context.interaction.progress, staySignedInAsked: true }, browser };
  },
};
