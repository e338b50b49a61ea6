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
    // Assignments of users hang on the user who has one.
    ...(path.startsWith('/users/{user}/appRoleAssignments/') ? { user: targets.member } : {}),
  };
  return path.replace(/\{(\w+)\}/g, (_, slot: string) => String(values[slot] ?? `no value for ${slot}`));
}
