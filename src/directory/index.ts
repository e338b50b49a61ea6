/**
 * Directory: the two-object model and everything around it.
 *
 * Owns: tenants, application objects (definitions), service principals (instances), users, groups, owners, grants, assignments and
 * directory roles; the rules that must hold for them; the commands that change them, each with its audit record.
 * Does not own: what consent is needed (`consent`), tokens (`tokens`), wire formats and authorization of callers (`graph`).
 * Hands over to: `storage`, which implements the ports of `store.ts` and `facts.ts`.
 */
export type { ClientFacts, ResourceFacts, TokenFactsStore } from './facts.ts';
export { DirectoryFault, type DirectoryFaultCode } from './fault.ts';
export type { Cursor, DirectoryQuery, Page, Predicate, QueryValue } from './query.ts';
export type * from './store.ts';
export type * from './types/application.ts';
export type * from './types/credentials.ts';
export type * from './types/grants.ts';
export type * from './types/group.ts';
export type {
  AppRole,
  PermissionScope,
  PreAuthorizedApplication,
  RequiredResourceAccess,
  ResourceAccess,
} from './types/permissions.ts';
export { DEFAULT_ACCESS_ROLE_ID } from './types/permissions.ts';
export type * from './types/service-principal.ts';
export type * from './types/tenant.ts';
export type * from './types/user.ts';
