import { isAdmitted } from '../../access/index.ts';
import type { Tenant, User } from '../../directory/index.ts';
import type { AppId, ObjectId } from '../../kernel/index.ts';
import { isRevoked } from '../../sessions/index.ts';
import { principalIds } from '../delegated-tokens.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import type { AuthenticatedRequest } from './grant.ts';

/**
 * The person behind a code or refresh token, as the directory knows them at this moment: still there, enabled, not revoked
 * since they authenticated, and admitted to the client.
 * @param authenticatedAt milliseconds since the Unix epoch
 * @throws OAuthFault AADSTS500341, 50057, 50173, 50105
 * @spec sts reference 4.1 steps 11 and 12
 */
export async function requireActivePerson(
  dependencies: OAuthDependencies,
  request: AuthenticatedRequest,
  userId: User['id'],
  authenticatedAt: number,
): Promise<User> {
  const { tenant, client } = request;
  const user = await dependencies.reads.users.get(tenant.id, userId);
  if (user === undefined) throw refusal(500341, { user: userId, tenant: tenant.displayName });
  if (!user.accountEnabled) throw refusal(50057, {});
  if (isRevoked(user, authenticatedAt))
    throw refusal(50173, {
      issuedAt: new Date(authenticatedAt).toISOString(),
      validFrom: user.signInSessionsValidFromDateTime,
    });
  await requireAssignment(dependencies, tenant, user, { ...client.definition, instance: client.instance });
  return user;
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
  const principals = await principalIds(dependencies, { tenant, user });
  const isAssigned = await dependencies.facts.isAssigned(tenant.id, principals, instance.id);
  if (!isAdmitted({ required: true, isAssigned }))
    throw refusal(50105, { appName: displayName, appId, user: user.userPrincipalName });
}
