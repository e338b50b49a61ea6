/** What the assignment rule looks at. */
export interface AssignmentFacts {
  /** `appRoleAssignmentRequired` of the instance. */
  readonly required: boolean;
  /** Whether the principal, or a group it is a direct member of, is assigned to the instance by any role. */
  readonly isAssigned: boolean;
}

/**
 * Whether an instance lets a principal in at all. Nested groups do not count, and default access (the all-zero role) does.
 * @spec Entra AADSTS50105, AADSTS501051; sts reference 7.10
 */
export function isAdmitted(facts: AssignmentFacts): boolean {
  return !facts.required || facts.isAssigned;
}
