import type { TestApp } from '../../../../src/testing/index.ts';
import type { Stage } from '../../../interop/stage.ts';

let made = 0;

/** A new API with one scope, for the accounts of all organizations and for no personal one. */
export async function ordersForOrganizations(stage: Stage): Promise<TestApp & { readonly uri: string }> {
  made += 1;
  const uri = `api://${stage.platform.tenant.id}/organizations-${made}`;
  const text = 'Reads orders.';
  const app = await stage.platform.createApp({
    displayName: 'Orders of organizations',
    signInAudience: 'AzureADMultipleOrgs',
    identifierUris: [uri],
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: '33333333-0000-4000-8000-000000000001',
          value: 'Orders.Read',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: text,
          adminConsentDescription: text,
          userConsentDisplayName: text,
          userConsentDescription: text,
        },
      ],
    },
  });
  return { ...app, uri };
}
