import { createHash } from 'node:crypto';
import { findFirstPartyApplication, permissionRisk } from '../../catalogue/index.ts';
import type { AppRole, ClientFacts, PermissionScope, ResourceFacts, Tenant } from '../../directory/index.ts';
import type { ConsentItem } from '../../oauth/index.ts';
import {
  type ApiBetween,
  type ConsentApp,
  type ConsentPermission,
  type ConsentResource,
  fieldNames,
  fieldValues,
  renderConsentPage,
} from '../pages/index.ts';
import { recordConsent } from '../record-consent.ts';
import { type StepContext, type StepHandler, viewOf } from './step.ts';

type Context = StepContext<'consent'>;

/** Name of the form field that says which permissions the page showed. */
const SHOWN_FIELD = 'shown';

/** May this application do this in your name, or in everybody's? */
export const consentStep: StepHandler<'consent'> = {
  render(context) {
    const { client, tenant, account, rights, items, isForOrganization } = context.step;
    const view = viewOf(context);
    return renderConsentPage({
      ...view,
      form: { ...view.form, hidden: { ...view.form.hidden, [SHOWN_FIELD]: shownPermissions(context) } },
      app: consentApp(client, tenant),
      tenantName: tenant.displayName,
      account: { username: account.user.userPrincipalName, displayName: account.user.displayName },
      resources: consentResources(ownItems(items), rights.organization),
      between: apisBetween(items, tenant, rights.organization),
      onBehalfOf: isForOrganization ? 'organization' : rights.organization ? 'choice' : 'self',
    });
  },

  async answer(context, form) {
    if (form.get(fieldNames.decision) !== fieldValues.accept) return { kind: 'cancel' };
    // What they accept is what they saw: a registration that changed in between is shown again.
    if (form.get(SHOWN_FIELD) !== shownPermissions(context)) return { kind: 'ask', page: consentStep.render(context) };
    const { isForOrganization } = context.step;
    const wantsAll = isForOrganization || form.get(fieldNames.onBehalfOfOrganization) === fieldValues.checked;
    if (wantsAll && !context.step.rights.organization) return { kind: 'ask', page: consentStep.render(context) };
    await recordConsent(context, wantsAll);
    return { kind: 'go', progress: { ...context.interaction.progress, consented: true, consentedForAll: wantsAll } };
  },
};

/** A digest of client, APIs and permissions, in a fixed order. */
function shownPermissions({ step }: Context): string {
  const shown = step.items
    .map(({ grantee, resource, scopes, roles = [] }) => [
      `${grantee?.definition.appId ?? ''} ${resource.appId}`,
      ...[...scopes, ...roles].map(({ id }) => id).sort(),
    ])
    .sort(([left = ''], [right = '']) => left.localeCompare(right));
  return createHash('sha256')
    .update(JSON.stringify([step.client.definition.appId, step.tenant.id, step.isForOrganization, shown]))
    .digest('base64url');
}

/** What a careful person wants to know of the application. @spec sts reference 7.11 */
export function consentApp({ definition }: ClientFacts, tenant: Tenant): ConsentApp {
  const { verifiedPublisher, publisherDomain, info, web } = definition;
  return {
    displayName: definition.displayName,
    appId: definition.appId,
    publisher:
      verifiedPublisher.displayName !== null
        ? { kind: 'verified', displayName: verifiedPublisher.displayName }
        : definition.tenantId === tenant.id
          ? { kind: 'own', tenantName: tenant.displayName }
          : { kind: 'unverified' },
    createdOn: definition.createdDateTime.slice(0, 10),
    ...(publisherDomain === null ? {} : { publisherDomain }),
    ...(web.homePageUrl === null ? {} : { websiteUrl: web.homePageUrl }),
    ...(info.termsOfServiceUrl === null ? {} : { termsUrl: info.termsOfServiceUrl }),
    ...(info.privacyStatementUrl === null ? {} : { privacyUrl: info.privacyStatementUrl }),
  };
}

/** What is for the client itself. */
export function ownItems(items: readonly ConsentItem[]): readonly ConsentItem[] {
  return items.filter(({ grantee }) => grantee === undefined);
}

/** What is for the APIs between, each API with its own. @spec sts reference 7.9 */
export function apisBetween(
  items: readonly ConsentItem[],
  tenant: Tenant,
  forAdministrator: boolean,
): readonly ApiBetween[] {
  const grantees = new Map(items.flatMap(({ grantee }) => (grantee ? [[grantee.definition.appId, grantee]] : [])));
  return [...grantees.values()].map((grantee) => ({
    app: consentApp(grantee, tenant),
    resources: consentResources(
      items.filter((item) => item.grantee?.definition.appId === grantee.definition.appId),
      forAdministrator,
    ),
  }));
}

/** @param forAdministrator whether the reader may answer for everybody: then the administrators' texts fit better */
export function consentResources(items: readonly ConsentItem[], forAdministrator: boolean): readonly ConsentResource[] {
  return items.map(({ resource, scopes, roles = [] }) => ({
    displayName: resource.displayName,
    permissions: [
      ...scopes.map((scope) => consentPermission(resource, scope, forAdministrator)),
      ...roles.map((role) => applicationPermission(resource, role)),
    ],
  }));
}

function consentPermission(
  resource: ResourceFacts,
  scope: PermissionScope,
  forAdministrator: boolean,
): ConsentPermission {
  const value = scope.value ?? scope.id;
  const name = forAdministrator ? scope.adminConsentDisplayName : scope.userConsentDisplayName;
  const text = forAdministrator ? scope.adminConsentDescription : scope.userConsentDescription;
  return {
    value,
    kind: 'delegated',
    displayName: name ?? scope.adminConsentDisplayName ?? value,
    description: text ?? scope.adminConsentDescription ?? '',
    isHighImpact: isHighImpact(resource, 'delegated', value),
    needsAdministrator: scope.type === 'Admin',
  };
}

function applicationPermission(resource: ResourceFacts, role: AppRole): ConsentPermission {
  const value = role.value ?? role.id;
  return {
    value,
    kind: 'application',
    displayName: role.displayName,
    description: role.description,
    isHighImpact: isHighImpact(resource, 'application', value),
    needsAdministrator: true,
  };
}

/** What an API of somebody's own is worth cannot be told from a name: there its `Admin` scopes say it. */
function isHighImpact({ appId }: ResourceFacts, kind: ConsentPermission['kind'], value: string): boolean {
  return findFirstPartyApplication(appId) !== undefined && permissionRisk(appId, kind, value).tier <= 1;
}
