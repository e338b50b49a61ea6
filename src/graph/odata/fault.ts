import { Fault, type FaultOptions } from '../../kernel/index.ts';

/**
 * What can be wrong with a request's path and query, by cause. All of them are answered 400; `graph/errors` owns the table
 * that gives each its wire code. The wire code observed on Microsoft Graph stands beside each one.
 */
export type ODataFaultCode =
  /** The path cannot be read: bad percent-encoding, bad key syntax, an unknown `$segment`, too long. Wire: BadRequest. */
  | 'PathMalformed'
  /** The first segment is neither `v1.0` nor `beta`. Wire: BadRequest. */
  | 'VersionUnknown'
  /** An `@odata.id` or `@odata.bind` value names no object. Wire: Request_BadRequest. */
  | 'ReferenceMalformed'
  /** The query string cannot be read: bad percent-encoding, NUL, too long, too many options. Wire: BadRequest. */
  | 'QueryMalformed'
  /** A `$option` that OData or Graph does not have. Wire: BadRequest. */
  | 'OptionUnknown'
  /** The same option twice. Wire: BadRequest. */
  | 'OptionRepeated'
  /** A value that its option cannot take (`$top=x`, `$count=maybe`). Wire: BadRequest. */
  | 'OptionInvalid'
  /** An option that this collection does not offer (`$skip` on directory objects). Wire: Request_BadRequest. */
  | 'OptionUnsupported'
  /** `$filter` cannot be parsed. Wire: BadRequest. */
  | 'FilterMalformed'
  /** `$select` or `$expand` cannot be parsed. Wire: BadRequest. */
  | 'SelectExpandMalformed'
  /** `$orderby` cannot be parsed. Wire: BadRequest. */
  | 'OrderByMalformed'
  /** `$search` cannot be parsed. Wire: Request_BadRequest. */
  | 'SearchMalformed'
  /** `$top` outside what the collection pages by. Wire: Request_UnsupportedQuery. */
  | 'PageSizeOutOfRange'
  /** Well-formed, but not offered, or offered only as an advanced query. Wire: Request_UnsupportedQuery. */
  | 'QueryUnsupported'
  /** A `/$count` that needs the ConsistencyLevel header. Wire: Request_BadRequest. */
  | 'CountUnsupported'
  /** `$skiptoken` or `$deltatoken` was not made by this server. Wire: Directory_ExpiredPageToken. */
  | 'PageTokenInvalid';

/** What an `ODataFault` carries besides its code and message. `target` is the option's wire name, such as `$filter`. */
export interface ODataFaultOptions extends FaultOptions {
  /** Where in the decoded text of the option or path the fault lies, in UTF-16 units from 0. */
  readonly position?: number;
}

/** The only exception that the parsers of this folder throw for anything a caller can send. */
export class ODataFault extends Fault<ODataFaultCode> {
  readonly position: number | undefined;

  constructor(code: ODataFaultCode, message: string, options: ODataFaultOptions = {}) {
    super(code, message, options);
    this.position = options.position;
  }
}

const EXCERPT_LENGTH = 120;

/** @returns `text` for quoting in a message, cut to a length that keeps error bodies and log lines small. */
export function excerpt(text: string): string {
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH)}…`;
}
