import { Fault } from '../kernel/index.ts';

/** Why the directory refused. Faces translate these; nothing else knows how they look on the wire. */
export type DirectoryFaultCode =
  /** The object, or one that the request refers to, does not exist (or is not visible to the caller's tenant). */
  | 'NotFound'
  /** A value that must be unique is taken, or the object exists already. */
  | 'Conflict'
  /** A rule of the directory forbids the value. `target` names the property. */
  | 'InvalidValue'
  /** A property is missing. `target` names it. */
  | 'MissingValue'
  /** A property that cannot be written, or not by this operation. */
  | 'ReadOnly'
  /** A scope or role must be disabled before it is changed or removed. */
  | 'CannotDeleteEnabledEntitlement'
  /** A limit of the directory is reached. */
  | 'LimitExceeded'
  /** The last owner, a referenced object and the like: the change would break what depends on it. */
  | 'DependencyExists'
  /** The caller may not do this. */
  | 'Forbidden';

export class DirectoryFault extends Fault<DirectoryFaultCode> {}
