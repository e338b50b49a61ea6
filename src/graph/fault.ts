import { Fault } from '../kernel/index.ts';

/** Why Graph refuses, beyond what the directory and the query parsers say. `errors` owns the wire code of each. */
export type GraphFaultCode =
  /** No bearer token was sent. */
  | 'TokenMissing'
  /** The token is not one of ours for Graph, or who it speaks for is no longer let in. */
  | 'TokenInvalid'
  /** The proof of holding a key of the object is not one. */
  | 'ProofInvalid'
  /** The caller lacks a permission or a directory right. */
  | 'Denied'
  /** An application that manages only what it owns asked for an instance of another tenant's application. */
  | 'BackingApplicationForeign'
  /** `/me` asked for by an application, which is nobody. */
  | 'DelegatedOnly'
  /** What a key in the path names does not exist in the caller's tenant. */
  | 'NotFound'
  /** No operation has this path. */
  | 'SegmentUnknown'
  /** The path has operations, but not by this method. */
  | 'MethodNotAllowed'
  /** The body cannot be read. */
  | 'PayloadMalformed'
  /** A member that the type does not have. */
  | 'PropertyUnknown'
  /** A value of the wrong type. */
  | 'PropertyInvalid'
  /** A member that must be there is not. */
  | 'PropertyMissing'
  /** A member that callers cannot write, or not by this operation. */
  | 'PropertyReadOnly'
  /** A filter or order that the property does not offer, or only to advanced queries. */
  | 'QueryUnsupported'
  /** A query over a resource that is reached through another one only. */
  | 'DirectQueryUnsupported'
  /** A navigation that cannot be expanded here. */
  | 'ExpandUnsupported'
  /** Too many wrong passwords in a row: none is looked at for a while. */
  | 'PasswordLocked'
  /** A `$batch` that is not well-formed. */
  | 'BatchMalformed'
  /** A row of a `$batch` that waits for one that failed. */
  | 'DependencyFailed';

/** A refusal of the Graph face. */
export class GraphFault extends Fault<GraphFaultCode> {}
