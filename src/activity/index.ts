/**
 * Activity: what happened.
 *
 * Owns: the shapes of audit and sign-in records and the ports they are written and read through.
 * Does not own: what is worth recording (the rooms that act decide that) or how records look in Graph (`graph`).
 * Hands over to: `storage`, which keeps them.
 */
export { type DescribedDevice, describeDevice } from './rules/describe-device.ts';
export type { AuditStore, SignInLog, SignInStore } from './store.ts';
export type {
  AuditInitiator,
  AuditRecord,
  AuditTarget,
  ClientCredentialType,
  LatestSignIns,
  ManagedIdentityUse,
  ModifiedProperty,
  SignInEventType,
  SignInMark,
  SignInRecord,
} from './types.ts';
