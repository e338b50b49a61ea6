import type { Targets } from './targets.ts';

/** The path of a route with its slots filled. What an assignment or record is depends on where it hangs. */
export function fillPath(path: string, targets: Targets): string {
  const values: Readonly<Record<string, unknown>> = {
    ...targets,
    assignment: path.startsWith('/users')
      ? targets.userAssignment
      : path.startsWith('/groups')
        ? targets.groupAssignment
        : targets.instanceAssignment,
    record: path.includes('signIns') ? targets.signIn : targets.audit,
    ...policyValues(path, targets),
    // Assignments of users hang on the user who has one.
    ...(path.startsWith('/users/{user}/appRoleAssignments/') ? { user: targets.member } : {}),
  };
  return path.replace(/\{(\w+)\}/g, (_, slot: string) => String(values[slot] ?? `no value for ${slot}`));
}

/** What links a policy needs an object that has none; what unlinks one, the one that is linked. */
function policyValues(path: string, targets: Targets): Readonly<Record<string, string>> {
  const isMapping = path.includes('claimsMappingPolicies');
  if (path.startsWith('/policies/') || !/Policies/.test(path))
    return { policy: isMapping ? targets.mappingPolicy : targets.lifetimePolicy };
  if (path.endsWith('Policies/$ref'))
    return { application: targets.plainApplication, servicePrincipal: targets.plainInstance };
  return { policy: isMapping ? targets.linkedMappingPolicy : targets.linkedLifetimePolicy };
}
