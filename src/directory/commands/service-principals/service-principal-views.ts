import type { ServicePrincipal } from '../../types/service-principal.ts';
import type { PropertyView } from '../audit/modified-properties.ts';

/** The properties of an instance by the names the audit log knows them by. Credentials have their own entry. */
export const servicePrincipalViews: readonly PropertyView<ServicePrincipal>[] = [
  { name: 'AccountEnabled', read: (one) => one.accountEnabled },
  { name: 'AlternativeNames', read: (one) => one.alternativeNames },
  { name: 'AppPrincipalId', read: (one) => one.appId },
  { name: 'AppRoleAssignmentRequired', read: (one) => one.appRoleAssignmentRequired },
  { name: 'Description', read: (one) => one.description },
  { name: 'DisplayName', read: (one) => one.displayName },
  { name: 'Extensions', read: (one) => (Object.keys(one.extra).length === 0 ? null : one.extra) },
  { name: 'Homepage', read: (one) => one.homepage },
  { name: 'LoginUrl', read: (one) => one.loginUrl },
  { name: 'LogoutUrl', read: (one) => one.logoutUrl },
  { name: 'Notes', read: (one) => one.notes },
  { name: 'NotificationEmailAddresses', read: (one) => one.notificationEmailAddresses },
  { name: 'PreferredSingleSignOnMode', read: (one) => one.preferredSingleSignOnMode },
  { name: 'PreferredTokenSigningKeyThumbprint', read: (one) => one.preferredTokenSigningKeyThumbprint },
  { name: 'SamlSingleSignOnSettings', read: (one) => one.samlSingleSignOnSettings },
  { name: 'ServicePrincipalName', read: (one) => one.servicePrincipalNames },
  { name: 'Tags', read: (one) => one.tags },
  { name: 'TokenEncryptionKeyId', read: (one) => one.tokenEncryptionKeyId },
];
