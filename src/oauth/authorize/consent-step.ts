import { type ConsentRights, consentRights } from '../../consent/index.ts';
import { type ClientFacts, isPersonalAccountsTenant, type Tenant } from '../../directory/index.ts';
import { type ConsentState, consentState, DEFAULT_RESOURCE } from '../consent-state.ts';
import type { OAuthDependencies } from '../dependencies.ts';
import { refusal } from '../fault.ts';
import { requireAssignment } from '../grants/person.ts';
import { requireListedResource } from '../rules/listed-resource.ts';
import { isSignInOnly } from '../rules/sign-in-only.ts';
import type { PersonRequest } from './authorize-request.ts';
import type { Progress } from './choose-account.ts';
import { combinedConsentItems } from './combined-consent.ts';
import { type ConsentItem, consentItems } from './consent-items.ts';
import type { EligibleAccount } from './eligible-accounts.ts';
import { staticConsentItems } from './static-consent.ts';

/** Who would consent, to what application, in which tenant. */
interface ConsentSubject {
  readonly account: EligibleAccount;
  readonly tenant: Tenant;
  readonly client: ClientFacts;
}

/** The question for consent, or where the person may not give it, that an administrator has to. */
export type ConsentStep = ConsentSubject & { readonly items: readonly ConsentItem[] } & (
    | {
        readonly kind: 'consent';
        readonly rights: ConsentRights;
        /** Whether the answer counts for everybody, as the client asked for. */
        readonly isForOrganization: boolean;
      }
    | { readonly kind: 'adminApproval' }
  );

/**
 * The consent that is missing.
 * @returns undefined when there is nothing to ask
 * @throws OAuthFault AADSTS650057, 90009, 650056, 650052, 70011; those of `requireAssignment` for an API and of `consentState`
 * @spec sts reference 2.2 step 17, 4.9, 7.2
 */
export async function consentStep(
  dependencies: OAuthDependencies,
  request: PersonRequest,
  { tenant, client, account }: ConsentSubject,
  progress: Progress,
): Promise<ConsentStep | undefined> {
  const scope =
    request.scope.resources.length > 0 ? request.scope : { ...request.scope, resources: [DEFAULT_RESOURCE] };
  const state = await consentState(dependencies, tenant, account.subject, client, scope);
  if (request.dialect === 1)
    for (const { resource, asked, effective } of state.resources)
      requireListedResource(client.definition, resource, asked, effective);
  requireSomething(request, client, state);
  for (const { resource } of state.resources) await requireAssignment(dependencies, tenant, account.subject, resource);
  const isForOrganization = request.prompt === 'admin_consent' && !progress.consented;
  const isForced = isForOrganization || (request.prompt === 'consent' && !progress.consented);
  const isMissing =
    state.missingOpenid.length > 0 || state.resources.some(({ missing }) => missing.length > 0) || !client.instance;
  if (!isForced && !isMissing) return undefined;
  const own = isForOrganization
    ? await staticConsentItems(dependencies, { tenant, client }, request.scope.openid)
    : await consentItems(dependencies, request, { tenant, client }, state, isForced);
  const asked = state.resources.filter((each) => each.asked.isDefault).map(({ resource }) => resource);
  const apis = isForOrganization ? own.map(({ resource }) => resource) : asked;
  const question = { tenant, client, person: account.subject, apis, isForced, isForOrganization };
  const items = [...own, ...(await combinedConsentItems(dependencies, question))];
  const instances = [client.instance, ...items.map(({ grantee }) => grantee?.instance)];
  const rights = consentRights({
    scopes: items.flatMap(({ scopes }) => scopes),
    rolesOf: items.filter(({ roles = [] }) => roles.length > 0).map(({ resource }) => resource.appId),
    assignmentRequired: instances.some((instance) => instance?.appRoleAssignmentRequired === true),
    roleTemplateIds: await dependencies.facts.listHeldRoles(tenant.id, account.subject.id),
    userConsentPolicies: tenant.authorization.userConsentPolicies,
  });
  const may = isForOrganization ? rights.organization : rights.self;
  if (!may && isPersonalAccountsTenant(tenant.id)) throw refusal(70011, { scope: adminScopes(items) });
  return may
    ? { kind: 'consent', tenant, client, account, items, rights, isForOrganization }
    : { kind: 'adminApproval', tenant, client, account, items };
}

/** Nobody administers personal accounts: a scope that needs an administrator is none for them. */
function adminScopes(items: readonly ConsentItem[]): string {
  const needing = items.flatMap(({ scopes }) => scopes.filter(({ type }) => type === 'Admin'));
  return needing.map(({ value, id }) => value ?? id).join(' ');
}

/**
 * `.default` of an API that the registration declares nothing of and nothing is granted of leads to no token, whatever anybody says.
 * @throws OAuthFault AADSTS650056
 */
function requireSomething(
  { dialect, scope }: PersonRequest,
  { definition: { appId } }: ClientFacts,
  state: ConsentState,
): void {
  for (const { asked, resource, effective, missing } of state.resources) {
    const isNothing = asked.isDefault && effective.length === 0 && missing.length === 0;
    if (isNothing && !isSignInOnly(dialect, appId, resource.appId, scope.openid))
      throw refusal(650056, { resourceName: resource.displayName, appId });
  }
}
