import { tokenServiceSettings } from '../../token-service-settings.ts';
import type { AuthorizationSettings, Tenant, TokenServiceSettings } from '../../types/tenant.ts';
import { activities } from '../audit/activities.ts';
import { changedProperties, includedUpdatedProperties, type PropertyView } from '../audit/modified-properties.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CommandContext } from '../context.ts';
import { given, type Patch } from '../given.ts';
import { mergeExtra } from '../merge-extra.ts';
import { requireFound } from '../require-found.ts';

/** A merge patch of the tenant: undefined leaves a member as it is. `authorization`, `tokenService` and `extra` are merged. */
export type UpdateTenantInput = Patch<Pick<Tenant, 'preferredLanguage' | 'technicalNotificationMails' | 'extra'>> & {
  readonly authorization?: Patch<AuthorizationSettings> | undefined;
  readonly tokenService?: Patch<TokenServiceSettings> | undefined;
};

const views: readonly PropertyView<Tenant>[] = [
  { name: 'AllowPasswordGrant', read: (one) => tokenServiceSettings(one).allowPasswordGrant },
  { name: 'AllowedToCreateApps', read: (one) => one.authorization.allowedToCreateApps },
  { name: 'ClientAssertionReuse', read: (one) => tokenServiceSettings(one).clientAssertionReuse },
  { name: 'Extensions', read: (one) => (Object.keys(one.extra).length === 0 ? null : one.extra) },
  { name: 'IssuerInResponse', read: (one) => tokenServiceSettings(one).issuerInResponse },
  { name: 'PermissionGrantPolicyIdsAssignedToDefaultUserRole', read: (one) => one.authorization.userConsentPolicies },
  { name: 'PreferredLanguage', read: (one) => one.preferredLanguage },
  { name: 'RefreshTokenReuse', read: (one) => tokenServiceSettings(one).refreshTokenReuse },
  { name: 'TechnicalNotificationMails', read: (one) => one.technicalNotificationMails },
];

/**
 * Changes the tenant itself: what its members may do by themselves, whom it is notified through.
 * @throws DirectoryFault `NotFound`
 * @spec Graph PATCH /organization/{id}, PATCH /policies/authorizationPolicy
 */
export async function updateTenant(context: CommandContext, patch: UpdateTenantInput): Promise<Tenant> {
  return context.unitOfWork.run(async (stores) => {
    const previous = requireFound(await stores.tenants.get(context.tenantId), context.tenantId);
    const { authorization, tokenService, extra, ...whole } = patch;
    const next: Tenant = {
      ...previous,
      ...given(whole),
      authorization: { ...previous.authorization, ...given(authorization) },
      tokenService: { ...previous.tokenService, ...given(tokenService) },
      extra: mergeExtra(previous.extra, extra),
    };
    const changed = changedProperties(views, previous, next);
    if (changed.length === 0) return previous;
    await stores.tenants.update(next);
    const activity = authorization === undefined ? activities.setCompanyInformation : activities.updateAuthorization;
    const properties = [...changed, includedUpdatedProperties(changed)];
    await writeAudit(stores, context, activity, [
      { id: next.id, displayName: next.displayName, type: 'Directory', modifiedProperties: properties },
    ]);
    return next;
  });
}
