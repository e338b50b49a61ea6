import data from '../data/graph-operations.json' with { type: 'json' };
import { lazily } from '../lazily.ts';
import { oneOf } from '../one-of.ts';
import { type GraphOperation, type GraphOperationRow, graphMethods, type OperationAccess } from './graph-operation.ts';
import { inferredOperations } from './inferred-operations.ts';

/** The source lists nothing for a kind either because the call is open to all or because it is not offered to that kind. */
function accessOf(sets: readonly string[], others: readonly string[]): OperationAccess {
  if (sets.length > 0) return sets.map((set) => set.split(' '));
  return others.length > 0 ? 'notOffered' : 'anyCaller';
}

function toOperation(row: GraphOperationRow): GraphOperation {
  const [method, pathTemplate = ''] = row.operation.split(' ');
  return {
    method: oneOf(graphMethods, method),
    pathTemplate,
    version: oneOf(['v1.0', 'beta'], row.version ?? 'v1.0'),
    delegated: accessOf(row.delegated, row.application),
    application: accessOf(row.application, row.delegated),
    successStatuses: row.success,
    auditActivities: row.audit ?? [],
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

/** Every operation that is recorded. */
export const graphOperations = lazily((): readonly GraphOperation[] => {
  const rows: readonly GraphOperationRow[] = [...data, ...inferredOperations];
  return rows.map(toOperation);
});

/** Templates are compared without the names in their braces, and without regard to letter case, as Graph's paths are. */
function lookupKey(method: string, pathTemplate: string): string {
  return `${method.toUpperCase()} ${pathTemplate.replace(/\{[^}]*\}/g, '{}').toLowerCase()}`;
}

const byKey = lazily(
  (): ReadonlyMap<string, GraphOperation> =>
    new Map(graphOperations().map((operation) => [lookupKey(operation.method, operation.pathTemplate), operation])),
);

/**
 * Finds what an operation demands of its caller.
 * @param method HTTP method
 * @param pathTemplate path without the version, keys replaced by names in braces (any names)
 * @param version of the request: beta has all that v1.0 has
 * @returns the operation, or undefined when none is recorded: then refuse
 */
export function findOperation(
  method: string,
  pathTemplate: string,
  version: 'v1.0' | 'beta' = 'v1.0',
): GraphOperation | undefined {
  const operation = byKey().get(lookupKey(method, pathTemplate));
  return operation?.version === 'beta' && version === 'v1.0' ? undefined : operation;
}

/**
 * Whether a caller with these permissions may call.
 * @param access of the kind of token the caller presents
 * @param granted the values of `scp` or `roles`
 */
export function isGranted(access: OperationAccess, granted: ReadonlySet<string>): boolean {
  if (access === 'anyCaller') return true;
  if (access === 'notOffered') return false;
  return access.some((set) => set.every((permission) => granted.has(permission)));
}
