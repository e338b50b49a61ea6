/**
 * The steps of a sign-in: one question a file.
 *
 * Owns: what each kind of question looks like and how its answer is taken.
 * Does not own: which question comes next (`oauth` decides, anew after each answer).
 * Hands over to: `authorize-page.ts`, which goes on with what a person did.
 */
import type { Parameters } from '../../oauth/index.ts';
import type { Page } from '../pages/index.ts';
import { acceptInvitationStep } from './accept-invitation.ts';
import { adminApprovalStep } from './admin-approval.ts';
import { changePasswordStep } from './change-password.ts';
import { confirmDeviceStep } from './confirm-device.ts';
import { consentStep } from './consent.ts';
import { pickAccountStep } from './pick-account.ts';
import { signInStep } from './sign-in.ts';
import { staySignedInStep } from './stay-signed-in.ts';
import type { StepAnswer, StepContext, StepHandler } from './step.ts';

type Kind = StepContext['step']['kind'];

const HANDLERS: { readonly [K in Kind]: StepHandler<K> } = {
  signIn: signInStep,
  pickAccount: pickAccountStep,
  changePassword: changePasswordStep,
  staySignedIn: staySignedInStep,
  acceptInvitation: acceptInvitationStep,
  confirmDevice: confirmDeviceStep,
  consent: consentStep,
  adminApproval: adminApprovalStep,
};

function handlerOf(context: StepContext): StepHandler<Kind> {
  return HANDLERS[context.step.kind] as StepHandler<Kind>;
}

/** @returns the page of a step */
export function renderStep(context: StepContext): Page {
  return handlerOf(context).render(context);
}

/** Takes a person's answer to a step. */
export function answerStep(context: StepContext, form: Parameters): Promise<StepAnswer> {
  return handlerOf(context).answer(context, form);
}
