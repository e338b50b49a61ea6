import { activityRoutes } from './activity-routes.ts';
import { applicationRoutes } from './application-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import type { Route } from './route.ts';
import { servicePrincipalRoutes } from './service-principal-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Every operation that this face serves with a token. The first pattern that fits a path is the one meant. */
export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...servicePrincipalRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...objectRoutes,
  ...policyRoutes,
  ...tenantRoutes,
  ...activityRoutes,
];
