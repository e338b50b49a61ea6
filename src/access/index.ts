/**
 * Access: may this principal use this instance now?
 *
 * Owns: the decision whether an assignment is needed and there. Conditional access belongs here as well once there are policies.
 * Does not own: consent (`consent`) and how the person proves who they are (`signin`).
 * Hands over to: the grants and endpoints of `oauth`, which turn a refusal into the code of their protocol.
 */
export { type AssignmentFacts, isAdmitted } from './assignment.ts';
