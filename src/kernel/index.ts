/**
 * The kernel: the few notions every other room speaks in.
 *
 * Owns: faults, invariants, branded identifiers, the clock, entropy, redacted values, lines to wait in, the unit of work.
 * Does not own: anything of OAuth, Graph, SQL or HTTP. It imports nothing.
 */
export { type Clock, ManualClock, systemClock } from './clock.ts';
export { type Entropy, systemEntropy } from './entropy.ts';
export { Fault, type FaultOptions } from './fault.ts';
export { type HttpRequest, type HttpResponse, singleHeader } from './http-message.ts';
export {
  type AppId,
  type CorrelationId,
  isGuid,
  type KeyId,
  newAppId,
  newGuid,
  newObjectId,
  type ObjectId,
  parseAppId,
  parseObjectId,
  parseTenantId,
  type TenantId,
} from './ids.ts';
export { InvariantError, invariant } from './invariant.ts';
export { createLine, type Line } from './line.ts';
export { Redacted } from './redacted.ts';
export type { UnitOfWork } from './unit-of-work.ts';
