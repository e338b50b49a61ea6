import { isPersonalAccountsTenant, type Tenant } from '../../directory/index.ts';
import { Redacted } from '../../kernel/index.ts';
import {
  acceptedAccounts,
  findInvitation,
  findSubject,
  notInTenant,
  recordRefused,
  refusedSignIn,
} from '../../oauth/index.ts';
import { signInToBrowser } from '../browser.ts';
import { fieldNames, type PageError, renderPasswordPage, renderUsernamePage, texts } from '../pages/index.ts';
import { checkPassword, type PasswordVerdict } from '../password-check.ts';
import { formOf, INTENT_FIELD, type StepContext, type StepHandler, viewOf } from './step.ts';

type Context = StepContext<'signIn'>;

/** User name, then password: two pages, so that a password manager and a person alike see whom they sign in as. */
export const signInStep: StepHandler<'signIn'> = {
  render(context) {
    return context.step.username ? passwordPage(context, context.step.username) : usernamePage(context);
  },

  async answer(context, form) {
    const { progress } = context.interaction;
    const { account: _account, username: _username, ...rest } = progress;
    if (form.get(INTENT_FIELD) === 'back') return { kind: 'go', progress: { ...rest, username: '' } };
    const password = form.get(fieldNames.password);
    const username = context.step.username || form.get(fieldNames.username)?.trim();
    if (!username) return { kind: 'ask', page: usernamePage(context, { message: 'Enter your user name.' }) };
    const mistaken = await wrongKind(context, username);
    if (mistaken !== undefined) return { kind: 'ask', page: usernamePage(context, mistaken, username) };
    if (password === undefined && !context.step.username) return { kind: 'go', progress: { ...rest, username } };
    if (password === undefined)
      return { kind: 'ask', page: passwordPage(context, username, { message: 'Enter your password.' }) };
    return signIn(context, username, new Redacted(password));
  },
};

async function signIn(context: Context, username: string, password: Redacted) {
  const { dependencies, request, interaction } = context;
  const verdict = await checkPassword(dependencies, request.authority, username, password);
  if (verdict.kind === 'wrong') {
    await recordFailure(context, verdict);
    const error = { message: verdict.fault.message, code: verdict.fault.entry.code };
    return { kind: 'ask' as const, page: passwordPage(context, username, error) };
  }
  const { user, tenant } = verdict;
  await requireAccountOfAuthority(context, verdict);
  const fresh = { tenantId: tenant.id, userId: user.id, methods: ['pwd'] };
  const browser = await signInToBrowser(dependencies, context.browser, fresh);
  const { username: _username, ...rest } = interaction.progress;
  const account = { tenantId: tenant.id, userId: user.id };
  const staySignedInAsked = browser.stay !== undefined;
  return { kind: 'go' as const, progress: { ...rest, account, authenticated: true, staySignedInAsked }, browser };
}

/** @throws OAuthFault AADSTS50020 when the account is of another tenant than the one this authority is for, and no guest of it */
async function requireAccountOfAuthority(
  { dependencies, request }: Context,
  { user }: PasswordVerdict & { kind: 'right' },
): Promise<void> {
  const { authority, definition } = request;
  if (authority.kind === 'shared') return;
  const { tenant } = authority;
  const isKnown = (await findSubject(dependencies, user, tenant)) ?? (await findInvitation(dependencies, user, tenant));
  if (isKnown === undefined) throw await notInTenant(dependencies, user, tenant, definition);
}

/**
 * The refusal of a name whose domain tells that it is an account of the wrong kind. It says nothing of who exists.
 * @spec Entra AADSTS500208
 */
async function wrongKind({ dependencies, request }: Context, username: string): Promise<PageError | undefined> {
  const accepted = acceptedAccounts(request.authority, request.definition, request.dialect);
  if (accepted === 'any' || !username.includes('@')) return undefined;
  const owner = await dependencies.reads.tenants.findByDomain(username.slice(username.lastIndexOf('@') + 1));
  const isPersonal = owner !== undefined && isPersonalAccountsTenant(owner.id);
  if (isPersonal === (accepted === 'personal')) return undefined;
  return { code: 500208, message: isPersonal ? texts.accounts.notPersonal : texts.accounts.onlyPersonal };
}

/**
 * Names that nobody has are recorded too, without the name: whether there is such a person must not show in how long the answer takes.
 * Where not even the tenant is known there is nowhere to record it.
 */
async function recordFailure(
  { dependencies, http, request }: Context,
  { fault, user, tenant }: PasswordVerdict & { kind: 'wrong' },
): Promise<void> {
  if (tenant === undefined) return;
  const about = user === undefined ? fault : fault.about(user);
  await recordRefused(dependencies, http, refusedSignIn(request), { fault: about, tenant });
}

function usernamePage(context: Context, error?: PageError, username?: string) {
  const { authority, definition, dialect } = context.request;
  return renderUsernamePage({
    ...viewOf(context),
    accepted: acceptedAccounts(authority, definition, dialect),
    ...(error === undefined ? {} : { error }),
    ...(username === undefined ? {} : { username }),
  });
}

function passwordPage(context: Context, username: string, error?: PageError) {
  const view = viewOf(context);
  return renderPasswordPage({
    ...view,
    branding: { ...view.branding, ...doorOf(context.step.home) },
    account: { username },
    back: formOf(context, 'back'),
    ...(error === undefined ? {} : { error }),
  });
}

/** Whose door a name leads to: passwords are typed at home, also by guests. */
function doorOf(home: Tenant | undefined): { readonly tenantName?: string } {
  return home === undefined || isPersonalAccountsTenant(home.id) ? {} : { tenantName: home.displayName };
}
