import { type GraphOperation, isGranted, type OperationAccess } from '../../catalogue/index.ts';
import type { Caller } from '../authentication/caller.ts';
import { GraphFault } from '../fault.ts';

/**
 * How far a caller's permission reaches in an operation.
 * - `everything`: an application whose permission covers every object
 * - `owned`: an application that manages only what it owns
 * - `itself`: an application without a permission, in an operation that needs none on the caller's own object
 * - `byRights`: a user, or an application with a directory role: their rights in the directory decide
 */
export type Reach = 'everything' | 'owned' | 'itself' | 'byRights';

/** What an application does to its own objects without any permission. @spec Graph addKey, removeKey */
const ON_ITSELF = /\/(?:addKey|removeKey)$/;

const OWNED_ONLY = 'Application.ReadWrite.OwnedBy';

/** What applications cannot do by `Directory.ReadWrite.All`, although operations name it. @spec Graph permissions reference */
const NOT_BY_DIRECTORY_WRITE: ReadonlySet<string> = new Set(['DELETE /users/{id}', 'DELETE /groups/{id}']);

/**
 * The first gate: what the token permits. A user needs a scope and, at the second gate, a right; an application needs an app
 * role, or a directory role of its own.
 * @throws GraphFault `Denied`
 * @spec Graph authorization: two gates
 */
export function requirePermission(operation: GraphOperation, caller: Caller): Reach {
  const { user, permissions, roleTemplateIds } = caller;
  if (user !== undefined) {
    if (isGranted(operation.delegated, permissions)) return 'byRights';
    throw denied();
  }
  const access = applicationAccess(operation);
  if (isGranted(withoutOwnedOnly(access), permissions)) return 'everything';
  if (isGranted(access, permissions)) return 'owned';
  if (access !== 'notOffered' && roleTemplateIds.length > 0) return 'byRights';
  if (ON_ITSELF.test(operation.pathTemplate)) return 'itself';
  throw denied();
}

function applicationAccess({ method, pathTemplate, application }: GraphOperation): OperationAccess {
  const isExcepted = NOT_BY_DIRECTORY_WRITE.has(`${method} ${pathTemplate}`);
  return isExcepted ? without(application, 'Directory.ReadWrite.All') : application;
}

const withoutOwnedOnly = (access: OperationAccess): OperationAccess => without(access, OWNED_ONLY);

function without(access: OperationAccess, permission: string): OperationAccess {
  return typeof access === 'string' ? access : access.filter((set) => !set.includes(permission));
}

/** The refusal of whoever may not. Its text is Graph's, and says nothing of what is missing. */
export function denied(detail?: string): GraphFault {
  const message = 'Insufficient privileges to complete the operation.';
  return new GraphFault('Denied', message, detail === undefined ? {} : { detail });
}
