import { isAdmitted } from '../../access/index.ts';
import type { Tenant, User, UserHome } from '../../directory/index.ts';
import type { AppId, ObjectId } from '../../kernel/index.ts';
import { isRevoked } from '../../sessions/index.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { requirePerson, requireSubject } from '../subject.ts';
import type { AuthenticatedRequest } from './grant.ts';

/**
 * The person behind a code or refresh token as the tenant of the request knows them at this moment: still there and enabled, at home
 * and as a guest, not revoked since they authenticated, and admitted to the client. Who signs in as a guest is revoked at home.
 * @param account the account that the code or token was issued to: of this tenant, or of another that they come from
 * @param authenticatedAt milliseconds since the Unix epoch
 * @returns the user of this tenant
 * @throws OAuthFault AADSTS500341, 50057, 50173, 50105; for guests 50020, 50014, 500571
 * @spec sts reference 4.1 steps 11 and 12, 4.3, 5.11
 */
export async function requireActivePerson(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  account: UserHome,
  authenticatedAt: number,
): Promise<User> {
  const { tenant, client } = request;
  const person = await requirePerson(dependencies, account, tenant);
  const user = await requireSubject(dependencies, person, tenant, client.definition);
  if (isRevoked(person.home, authenticatedAt)) {
    const validFrom = person.home.signInSessionsValidFromDateTime;
    throw refusal(50173, { issuedAt: new Date(authenticatedAt).toISOString(), validFrom }, { user });
  }
  await requireAdmitted(dependencies, request, user);
  return user;
}

/** @throws OAuthFault AADSTS50105 when the client takes assigned people only and this one is not */
export function requireAdmitted(
  dependencies: OAuthDependencies,
  { tenant, client }: AuthenticatedRequest,
  user: User,
): Promise<void> {
  return requireAssignment(dependencies, tenant, user, { ...client.definition, instance: client.instance });
}

/** An application as one tenant sees it: a client, or an API. */
export interface AssignableApplication {
  readonly appId: AppId;
  readonly displayName: string;
  readonly instance: { readonly id: ObjectId; readonly appRoleAssignmentRequired: boolean } | undefined;
}

/** @throws OAuthFault AADSTS50105 when the application's instance takes assigned people only and this one is not */
export async function requireAssignment(
  dependencies: Pick<OAuthDependencies, 'facts' | 'reads'>,
  tenant: Tenant,
  user: User,
  { appId, displayName, instance }: AssignableApplication,
): Promise<void> {
  if (instance?.appRoleAssignmentRequired !== true) return;
  const isAssigned = await dependencies.facts.isPersonAssigned(tenant.id, user.id, instance.id);
  if (!isAdmitted({ required: true, isAssigned }))
    throw refusal(50105, { appName: displayName, appId, user: user.userPrincipalName }, { user });
}
