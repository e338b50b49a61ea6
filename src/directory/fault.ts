import { Fault } from '../kernel/index.ts';

/** Why the directory refused. Faces translate these; nothing else knows how they look on the wire. */
export type DirectoryFaultCode =
  /** The object that is addressed does not exist (or is not visible to the caller's tenant). */
  | 'NotFound'
  /** An object that the request refers to, other than the one it addresses, does not exist. `target` names the reference. */
  | 'InvalidReference'
  /** An object with the same key exists already: a second instance of an appId, a second grant, a taken name of an instance. */
  | 'Conflict'
  /** Another object holds a value that must be unique. `target` names the property. */
  | 'DuplicateValue'
  /** The owner or member is linked already. `target` names the collection. */
  | 'AlreadyLinked'
  /** There is no such owner or member to unlink. `target` names the collection. */
  | 'NotLinked'
  /** The role is assigned to the principal already. */
  | 'AlreadyAssigned'
  /** A rule of the directory forbids the value. `target` names the property. */
  | 'InvalidValue'
  /** A property is missing. `target` names it. */
  | 'MissingValue'
  /** A property that cannot be written, or not by this operation. */
  | 'ReadOnly'
  /** A scope or role must be disabled before it is changed or removed. */
  | 'CannotDeleteEnabledEntitlement'
  /** An identifier URI names a host that the tenant has not verified, or nothing that is the tenant's own. */
  | 'HostNotVerified'
  /** A service principal is asked for, but no application that this tenant may use has the appId. `target` is the appId. */
  | 'NoBackingApplication'
  /** A preauthorized client does not exist. */
  | 'UnknownClientApplication'
  /** A preauthorized permission is no scope of the application. */
  | 'UnknownPermission'
  /** A certificate would be registered for longer than it is valid, or has ended already. */
  | 'InvalidKeyEndDate'
  /** A member of a federated identity credential is not allowed, or another one of the application has its issuer and subject. */
  | 'InvalidFederatedCredential'
  /** Another key under the id of an existing one. */
  | 'KeyNotUpdatable'
  /** A quota of the directory is used up. */
  | 'LimitExceeded'
  /** The last owner, a referenced object and the like: the change would break what depends on it. */
  | 'DependencyExists'
  /** Nobody may do this, whatever their rights: the object is locked or managed elsewhere. */
  | 'Forbidden';

/** An expected refusal of the directory: a public sentence, and as `target` the path of the property or the collection at fault. */
export class DirectoryFault extends Fault<DirectoryFaultCode> {}
