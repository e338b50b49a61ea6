import { MICROSOFT_GRAPH_APP_ID, PERSONAL_ACCOUNTS_TENANT_ID } from '../../catalogue/index.ts';
import type { Application } from '../types/application.ts';
import { includesPersonalAccounts } from './audience-limits.ts';

/** Whether a tenant is the one of personal accounts, which belongs to no organization. */
export function isPersonalAccountsTenant(tenantId: string): boolean {
  return tenantId === PERSONAL_ACCOUNTS_TENANT_ID;
}

/**
 * Whether personal accounts may have to do with an application, as its users or as those whose data it holds. Microsoft Graph is
 * registered for organizations and serves both.
 * @spec sts reference 1.1 (`consumers`); Entra "Supported account types"
 */
export function servesPersonalAccounts(application: Pick<Application, 'appId' | 'signInAudience'>): boolean {
  return application.appId === MICROSOFT_GRAPH_APP_ID || includesPersonalAccounts(application.signInAudience);
}
