import type { AllStores } from '../storage.ts';
import { AppRoleAssignments } from './app-role-assignments.ts';
import { Applications } from './applications.ts';
import { AssertionReplays } from './assertion-replays.ts';
import { Audit } from './audit.ts';
import { AuthorizationCodes } from './authorization-codes.ts';
import type { StoreContext } from './context.ts';
import { DeviceCodes } from './device-codes.ts';
import { DirectoryObjects } from './directory-objects.ts';
import { DirectoryRoles } from './directory-roles.ts';
import { FederatedCredentials } from './federated-credentials.ts';
import { Groups } from './groups.ts';
import { Interactions } from './interactions.ts';
import { Keys } from './keys.ts';
import { Owners } from './owners.ts';
import { PermissionGrants } from './permission-grants.ts';
import { Policies } from './policies.ts';
import { RefreshTokens } from './refresh-tokens.ts';
import { ServicePrincipals } from './service-principals.ts';
import { Sessions } from './sessions.ts';
import { SignIns } from './sign-ins.ts';
import { Tenants } from './tenants.ts';
import { Users } from './users.ts';

/** @returns every store, over one and the same view of the database */
export function createStores(context: StoreContext): AllStores {
  const directoryObjects = new DirectoryObjects(context);
  return {
    tenants: new Tenants(context),
    applications: new Applications(context, directoryObjects),
    servicePrincipals: new ServicePrincipals(context, directoryObjects),
    users: new Users(context, directoryObjects),
    groups: new Groups(context, directoryObjects),
    owners: new Owners(context),
    permissionGrants: new PermissionGrants(context),
    appRoleAssignments: new AppRoleAssignments(context),
    federatedCredentials: new FederatedCredentials(context),
    directoryRoles: new DirectoryRoles(context),
    policies: new Policies(context),
    directoryObjects,
    audit: new Audit(context),
    signIns: new SignIns(context),
    sessions: new Sessions(context),
    refreshTokens: new RefreshTokens(context),
    assertionReplays: new AssertionReplays(context),
    codes: new AuthorizationCodes(context),
    deviceCodes: new DeviceCodes(context),
    interactions: new Interactions(context),
    keys: new Keys(context),
  };
}
