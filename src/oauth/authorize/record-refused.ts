import type { ClientFacts, Tenant, User } from '../../directory/index.ts';
import type { HttpRequest } from '../../kernel/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import type { OAuthFault } from '../fault.ts';
import { triedPassword } from '../rules/tried-password.ts';
import { loadSignInHome, type SignInHome } from '../sign-in-home.ts';
import { clientAppOf, type SignInParts, signInRecord } from '../sign-in-record.ts';
import type { PersonRequest } from './authorize-request.ts';
import type { EligibleAccount } from './eligible-accounts.ts';
import type { RefusedSignIn } from './refused-sign-in.ts';

/** Whom it is about, where that is known, and in which tenant. */
export interface RefusedPerson {
  readonly fault: OAuthFault;
  /** The account that was to go on. */
  readonly account?: EligibleAccount | undefined;
  /** Whether they signed in on the way here. */
  readonly isFreshlyAuthenticated?: boolean;
  readonly client?: ClientFacts | undefined;
  /** Where they tried to sign in, if that is not what the account or the address say. */
  readonly tenant?: Tenant | undefined;
}

/** What a record says of a request that a person answers. */
export function refusedSignIn(request: PersonRequest): RefusedSignIn {
  const isDevice = request.target === null;
  return {
    authority: request.authority,
    definition: request.definition,
    isSilent: request.prompt === 'none',
    platform: isDevice ? 'publicClient' : request.platform,
    protocol: isDevice ? 'deviceCode' : 'oAuth2',
    scopes: request.scopeTokens,
  };
}

/**
 * Writes down a sign-in that came to nothing: with the person where somebody known is meant, and never with a name that was only typed.
 * It is recorded where the person would have signed in, and where nobody can tell, in the tenant of the application.
 * @spec sts reference 9.1 (when emitted)
 */
export async function recordRefused(
  dependencies: OAuthDependencies,
  http: HttpRequest,
  request: RefusedSignIn,
  person: RefusedPerson,
): Promise<void> {
  const { account, fault } = person;
  const tenant = await tenantOf(dependencies, request, person);
  const client =
    tenant && (person.client ?? (await dependencies.facts.loadClient(tenant.id, request.definition.appId)));
  if (tenant === undefined || client === undefined) return;
  const now = dependencies.clock.now();
  const user = account?.subject ?? fault.user;
  const proved = account === undefined ? triedPassword(fault.entry.code, now) : provedBy(account, person);
  await dependencies.signInLog.append(
    signInRecord(http, now, {
      ...proved,
      tenant,
      eventType: request.isSilent ? 'nonInteractiveUser' : 'interactiveUser',
      client,
      user,
      home: await homeOfPerson(dependencies, tenant, account, user),
      scopes: request.scopes,
      clientAppUsed: request.platform === undefined ? null : clientAppOf(request.platform),
      protocol: request.protocol,
      fault,
    }),
  );
}

function provedBy(
  { sid, methods, authenticatedAt }: EligibleAccount,
  { isFreshlyAuthenticated = false }: RefusedPerson,
): Pick<SignInParts, 'sid' | 'methods' | 'authenticatedAt' | 'isFreshlyAuthenticated'> {
  return { sid, methods, authenticatedAt, isFreshlyAuthenticated };
}

async function tenantOf(
  { reads }: OAuthDependencies,
  { authority, definition }: RefusedSignIn,
  { tenant, account }: RefusedPerson,
): Promise<Tenant | undefined> {
  const known = tenant ?? account?.tenant ?? (authority.kind === 'tenant' ? authority.tenant : undefined);
  return known ?? reads.tenants.get(definition.tenantId);
}

async function homeOfPerson(
  dependencies: OAuthDependencies,
  tenant: Tenant,
  account: EligibleAccount | undefined,
  user: User | undefined,
): Promise<SignInHome | undefined> {
  return account === undefined ? loadSignInHome(dependencies, tenant, user) : signInHomeOf(account);
}

/** Where the account of a browser's session comes from. */
export function signInHomeOf({ user, home }: EligibleAccount): SignInHome {
  return { userPrincipalName: user.userPrincipalName, tenantName: home.displayName };
}
