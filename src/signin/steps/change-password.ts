import { changePassword, DirectoryFault } from '../../directory/index.ts';
import { Redacted } from '../../kernel/index.ts';
import { recordRefused, refusal, refusedSignIn } from '../../oauth/index.ts';
import { signInToBrowser } from '../browser.ts';
import { commandContext } from '../command-context.ts';
import { type ChangePasswordField, fieldNames, type PageError, renderChangePasswordPage } from '../pages/index.ts';
import { type StepContext, type StepHandler, viewOf } from './step.ts';

/** A password that was given out has to be replaced before it opens anything. @spec Entra AADSTS50055 */
export const changePasswordStep: StepHandler<'changePassword'> = {
  render: (context) => page(context, {}),

  async answer(context, form) {
    const { dependencies, step, interaction } = context;
    const { user } = step.account;
    const current = new Redacted(form.get(fieldNames.currentPassword) ?? '');
    const wanted = new Redacted(form.get(fieldNames.newPassword) ?? '');
    if (wanted.reveal() !== form.get(fieldNames.confirmNewPassword))
      return ask(context, 'confirmNewPassword', { message: 'The two new passwords are not the same.' });
    const name = user.userPrincipalName.toLowerCase();
    if (dependencies.lockout.isLocked(name)) return refuse(context, 50053);
    const stored = await dependencies.reads.users.getPasswordHash(user.tenantId, user.id);
    const isRight = await dependencies.passwords.verify(current.reveal(), stored);
    if (dependencies.lockout.isLocked(name)) return refuse(context, 50053);
    if (!isRight) {
      dependencies.lockout.fail(name);
      return refuse(context, 50126);
    }
    if (wanted.reveal() === current.reveal())
      return ask(context, 'newPassword', { message: 'The new password is the same as the old one.' });
    try {
      await changePassword(commandContext(context, user), user.id, { currentPassword: current, newPassword: wanted });
    } catch (fault) {
      if (fault instanceof DirectoryFault) return ask(context, 'newPassword', { message: fault.message });
      throw fault;
    }
    // The change ended every session of theirs, this one too: they have just proved who they are, so it begins anew.
    const fresh = { tenantId: user.tenantId, userId: user.id, methods: ['pwd'] };
    const browser = await signInToBrowser(dependencies, context.browser, fresh);
    const account = { tenantId: user.tenantId, userId: user.id };
    return { kind: 'go', progress: { ...interaction.progress, account, authenticated: true }, browser };
  },
};

/** A wrong password is one wherever it is typed: it is recorded where the account is at home. */
async function refuse(context: StepContext<'changePassword'>, code: 50053 | 50126) {
  const { user, home } = context.step.account;
  const fault = refusal(code, {}, { user });
  await recordRefused(context.dependencies, context.http, refusedSignIn(context.request), { fault, tenant: home });
  return ask(context, 'currentPassword', { message: fault.message, code });
}

function ask(context: StepContext<'changePassword'>, field: ChangePasswordField, error: PageError) {
  return { kind: 'ask' as const, page: page(context, { [field]: error }) };
}

function page(
  context: StepContext<'changePassword'>,
  fieldErrors: Readonly<Partial<Record<ChangePasswordField, PageError>>>,
) {
  const { user } = context.step.account;
  return renderChangePasswordPage({
    ...viewOf(context),
    account: { username: user.userPrincipalName, displayName: user.displayName },
    reason: 'first-sign-in',
    rules: [
      'At least 8 characters.',
      'Three of these: lower-case letters, capital letters, digits, symbols.',
      'Not your user name.',
    ],
    fieldErrors,
  });
}
