import type { ClientFacts, Tenant, User } from '../../directory/index.ts';
import type { BrowserSession } from '../../sessions/index.ts';
import { requireClient } from '../client.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { OAuthFault, refusal } from '../fault.ts';
import { requireAssignment } from '../grants/person.ts';
import type { PersonRequest } from './authorize-request.ts';
import { liveAccounts } from './browser-session.ts';
import { chooseAccount, type Progress } from './choose-account.ts';
import { type ConsentStep, consentStep } from './consent-step.ts';
import { type EligibleAccount, eligibleAccounts, hintedAccounts } from './eligible-accounts.ts';
import { expectedPerson, notExpected } from './expected-person.ts';

/** What has to be asked of the person before the request can be answered. */
export type Step =
  | {
      readonly kind: 'signIn';
      readonly username: string | undefined;
      /** The tenant of the name's domain, where there is one. */
      readonly home: Tenant | undefined;
    }
  | { readonly kind: 'pickAccount'; readonly accounts: readonly EligibleAccount[] }
  | { readonly kind: 'changePassword'; readonly account: EligibleAccount }
  | { readonly kind: 'staySignedIn'; readonly account: EligibleAccount }
  /** Somebody was invited to the tenant and has not accepted yet. */
  | { readonly kind: 'acceptInvitation'; readonly account: EligibleAccount }
  /** Whether it is they who are signing in on a device elsewhere. */
  | { readonly kind: 'confirmDevice'; readonly account: EligibleAccount }
  | ConsentStep;

/** Everything needed to answer the client. */
export interface Granted {
  readonly tenant: Tenant;
  readonly client: ClientFacts;
  readonly account: EligibleAccount;
  /** Whether they gave credentials in this very interaction. */
  readonly isFreshlyAuthenticated: boolean;
}

export type Decision =
  | { readonly kind: 'respond'; readonly granted: Granted }
  | {
      readonly kind: 'refuse';
      readonly fault: OAuthFault;
      readonly account?: EligibleAccount;
      readonly client?: ClientFacts;
    }
  | { readonly kind: 'interact'; readonly step: Step };

/**
 * Decides what comes next for an authorize request: an answer, a refusal, or a question to the person. It is asked anew after
 * every answer, so nothing that was true before is taken for granted. `prompt=none` is the same code with questions refused.
 * @spec OIDC Core §3.1.2.3–§3.1.2.6; sts reference 2.2 steps 13–18
 */
export async function decide(
  dependencies: OAuthDependencies,
  request: PersonRequest,
  session: BrowserSession | undefined,
  progress: Progress,
): Promise<Decision> {
  const eligible = await eligibleAccounts(dependencies, request, await liveAccounts(dependencies, session));
  const isExpected = expectedPerson(dependencies, request);
  // A hint stands for what the person has not said yet: what they chose or typed goes before it.
  const isOpen = progress.account === undefined && progress.username === undefined;
  const expected = isExpected === undefined || !isOpen ? eligible : eligible.filter(isExpected);
  const accounts = isOpen ? await hintedAccounts(dependencies, request.domainHint, expected) : expected;
  const choice = chooseAccount(request, accounts, progress, dependencies.clock.now());
  if (choice.kind === 'signIn')
    return ask(request, { ...choice, home: await homeOfName(dependencies, choice.username) });
  if (choice.kind === 'pick') return askWhich(dependencies, request, choice.accounts);
  const { account } = choice;
  if (isExpected?.(account) === false) return { kind: 'refuse', fault: notExpected(), account };
  let client: ClientFacts | undefined;
  try {
    const { tenant, subject } = account;
    const own = questionOfAccount(request, account, progress);
    if (own !== undefined) return ask(request, { kind: own, account });
    client = await requireClient(dependencies.facts, tenant, request.definition.appId);
    await requireAssignment(dependencies, tenant, subject, { ...client.definition, instance: client.instance });
    const step = await consentStep(dependencies, request, { tenant, client, account }, progress);
    return step === undefined
      ? {
          kind: 'respond',
          granted: { tenant, client, account, isFreshlyAuthenticated: progress.authenticated === true },
        }
      : ask(request, step);
  } catch (fault) {
    if (fault instanceof OAuthFault)
      return { kind: 'refuse', fault, account, ...(client === undefined ? {} : { client }) };
    throw fault;
  }
}

/**
 * What is asked of the account itself, whatever the client wants.
 * @throws OAuthFault AADSTS500571 a guest who is disabled in this tenant
 */
function questionOfAccount(
  request: PersonRequest,
  { user, subject }: EligibleAccount,
  progress: Progress,
): 'changePassword' | 'staySignedIn' | 'acceptInvitation' | 'confirmDevice' | undefined {
  if (user.forceChangePasswordNextSignIn) return 'changePassword';
  if (progress.authenticated && !progress.staySignedInAsked && request.prompt !== 'none') return 'staySignedIn';
  if (isInvitation(subject)) return 'acceptInvitation';
  if (!subject.accountEnabled) throw refusal(500571, {});
  // Without a redirect URI nobody can tell where the answer goes but the person (sts reference 2.7).
  return request.target === null && !progress.deviceConfirmed ? 'confirmDevice' : undefined;
}

/** The tenant that the domain of a name belongs to: its door is shown from here on. It says nothing of who exists. */
async function homeOfName({ reads }: OAuthDependencies, username: string | undefined): Promise<Tenant | undefined> {
  return username?.includes('@')
    ? reads.tenants.findByDomain(username.slice(username.lastIndexOf('@') + 1))
    : undefined;
}

function askWhich(
  { baseUrl }: Pick<OAuthDependencies, 'baseUrl'>,
  request: PersonRequest,
  accounts: readonly EligibleAccount[],
): Decision {
  if (request.prompt !== 'none') return ask(request, { kind: 'pickAccount', accounts });
  if (request.sid !== undefined) return { kind: 'refuse', fault: refusal(160021, {}) };
  const [first] = accounts;
  const fault = refusal(16000, {
    user: first?.user.userPrincipalName ?? '',
    // Where they are at home is as little the client's business as who they are.
    identityProvider: baseUrl,
    appId: request.definition.appId,
    appName: request.definition.displayName,
    tenant: request.authority.segment,
  });
  return { kind: 'refuse', fault };
}

/** Turns a question into its refusal where the client forbade questions. */
function ask(request: PersonRequest, step: Step): Decision {
  if (request.prompt !== 'none') return { kind: 'interact', step };
  const { appId, displayName } = request.definition;
  if (step.kind === 'consent' || step.kind === 'adminApproval')
    return { kind: 'refuse', fault: refusal(65001, { appId, appName: displayName }), account: step.account };
  if (step.kind === 'changePassword') return { kind: 'refuse', fault: refusal(50055, {}), account: step.account };
  if (step.kind === 'acceptInvitation') return { kind: 'refuse', fault: refusal(50014, {}), account: step.account };
  return { kind: 'refuse', fault: refusal(50058, {}) };
}

function isInvitation(subject: User): boolean {
  return subject.home === null && subject.externalUserState === 'PendingAcceptance';
}
